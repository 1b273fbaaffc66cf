"""The table of functions, all modules that fill it imported."""

from tei.schematron.xpath.functions import dates, files, numbers, of_nodes, patterns, sequences, strings
from tei.schematron.xpath.functions.registry import FUNCTIONS, Function

__all__ = [
    "FUNCTIONS",
    "Function",
    "dates",
    "files",
    "numbers",
    "of_nodes",
    "patterns",
    "sequences",
    "strings",
]
