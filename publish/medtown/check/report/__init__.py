"""Writers of a report, one a format: each has `write(view)`, which gives the whole text."""
