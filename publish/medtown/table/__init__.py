"""The Table: Turtle files as interned terms and integer columns, with the line of every triple."""

from medtown.table.describe import describe
from medtown.table.labels import Label, Labels
from medtown.table.read import read_table
from medtown.table.table import Graph, Place, Table

__all__ = ["Graph", "Label", "Labels", "Place", "Table", "describe", "read_table"]
