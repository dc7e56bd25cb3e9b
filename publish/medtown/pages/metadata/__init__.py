"""What machines read in a page: links, Open Graph, schema.org."""
