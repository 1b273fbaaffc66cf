"""Automata for the texts of types: what inclusion and examples reason with.

Most types stand as regular expressions in a file; names are put together here, their characters being tables.
"""

from functools import cache

from tei.relaxng.datatypes.automaton import Automaton
from tei.relaxng.datatypes.character_ranges import difference
from tei.relaxng.datatypes.character_sets import Ranges, single
from tei.relaxng.datatypes.data_files import lines
from tei.relaxng.datatypes.expressions import Algebra, Expression
from tei.relaxng.datatypes.name_characters import ANY, FIRST
from tei.relaxng.datatypes.regular_expressions import automaton

COLON = single(":").ranges
NAMES = {
    "Name": "name",
    "NMTOKEN": "token",
    "NMTOKENS": "tokens",
    "NCName": "simple name",
    "ID": "simple name",
    "IDREF": "simple name",
    "IDREFS": "simple names",
    "ENTITY": "simple name",
    "ENTITIES": "simple names",
    "QName": "qualified name",
    "NOTATION": "qualified name",
}
INEXACT = ("ENTITY", "ENTITIES", "QName", "NOTATION")  # what stands around a text decides, too


@cache
def outer_space(name: str) -> Automaton:
    """An automaton that matches every normalised text of a type, and perhaps others."""
    if name in NAMES:
        return _names(NAMES[name])
    written = _written()
    return automaton(written.get((name, "=")) or written[name, "<"])


@cache
def inner_space(name: str) -> Automaton | None:
    """An automaton that matches texts of a type alone, and perhaps not all; None where there is none."""
    if name in NAMES:
        return None if name in INEXACT else outer_space(name)
    written = _written()
    pattern = written.get((name, "=")) or written.get((name, ">"))
    return None if pattern is None else automaton(pattern)


@cache
def _written() -> dict[tuple[str, str], str]:
    fields = (line.split(" ", 2) for line in lines("lexical_spaces.txt"))
    return {(name, sign): pattern for name, sign, pattern in fields}


def _names(kind: str) -> Automaton:
    algebra = Algebra()
    token = algebra.repetition(algebra.characters(Ranges(ANY)), 1, None)
    simple = _name(algebra, without_colon=True)
    expressions = {
        "token": token,
        "tokens": _several(algebra, token, " "),
        "name": _name(algebra, without_colon=False),
        "simple name": simple,
        "simple names": _several(algebra, simple, " "),
        "qualified name": algebra.choice([simple, _after(algebra, simple, ":", simple)]),
    }
    return Automaton(expressions[kind], algebra)


def _name(algebra: Algebra, *, without_colon: bool) -> Expression:
    first = difference(FIRST, COLON) if without_colon else FIRST
    other = difference(ANY, COLON) if without_colon else ANY
    others = algebra.repetition(algebra.characters(Ranges(other)), 0, None)
    return algebra.sequence(algebra.characters(Ranges(first)), others)


def _after(algebra: Algebra, first: Expression, mark: str, then: Expression) -> Expression:
    return algebra.sequence(first, algebra.sequence(algebra.characters(single(mark)), then))


def _several(algebra: Algebra, item: Expression, mark: str) -> Expression:
    more = algebra.sequence(algebra.characters(single(mark)), item)
    return algebra.sequence(item, algebra.repetition(more, 0, None))
