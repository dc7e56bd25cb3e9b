"""The text of Turtle files: which characters state a triple."""

from medtown.check.source.source import Source, lines_of, read_lines

__all__ = ["Source", "lines_of", "read_lines"]
