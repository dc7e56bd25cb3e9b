"""Publish a folder of Turtle as linked data (see docs/ and the README)."""

__version__ = "0.1.0"
