"""Regular expressions of XML Schema: text in, something that matches whole texts out."""

from functools import cache

from tei.relaxng.datatypes.automaton import Automaton
from tei.relaxng.datatypes.expression_parser import Parser
from tei.relaxng.datatypes.expressions import Algebra


@cache
def automaton(pattern: str) -> Automaton:
    """The automaton of a pattern; a ``DatatypeError`` where it is no regular expression."""
    algebra = Algebra()
    return Automaton(Parser(pattern, algebra).read(), algebra)
