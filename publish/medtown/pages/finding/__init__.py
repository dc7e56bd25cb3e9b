"""What leads to resources: lists, letters, search, map, timeline, the start page."""
