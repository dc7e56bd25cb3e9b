"""What people read: addresses, labels, templates and interface texts."""
