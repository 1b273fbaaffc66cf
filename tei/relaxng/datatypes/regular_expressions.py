"""Regular expressions of XML Schema: text in, something that matches whole texts out; inclusion of two of them."""

from functools import cache
from importlib import import_module

from tei.relaxng.datatypes.automaton import Automaton
from tei.relaxng.datatypes.expression_parser import Parser
from tei.relaxng.datatypes.expressions import Algebra


@cache
def automaton(pattern: str) -> Automaton:
    """The automaton of a pattern; a ``DatatypeError`` where it is no regular expression."""
    algebra = Algebra()
    return Automaton(Parser(pattern, algebra).read(), algebra)


def included(narrow: str, wide: str) -> bool | None:
    """Say whether every text that one pattern matches is matched by another; None where it cannot be decided."""
    languages = import_module("tei.relaxng.datatypes.languages")  # matching alone does not need it
    try:
        return languages.counter_example((automaton(narrow),), automaton(wide)) is None
    except languages.Undecided:
        return None
