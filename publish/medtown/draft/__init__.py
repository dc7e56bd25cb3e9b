"""Drafts: a Turtle block for a new resource, written from the project's shapes for `medtown new`."""
