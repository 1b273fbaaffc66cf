"""Texts to try with a type: samples, the ends of its ranges and their neighbours, the shortest that its patterns match."""

from collections.abc import Iterator
from functools import cache

from tei.relaxng.datatypes.data_files import lines
from tei.relaxng.datatypes.datatype import Datatype
from tei.relaxng.datatypes.decimals import INTEGERS
from tei.relaxng.datatypes.facets import Bound, Length, Pattern
from tei.relaxng.datatypes.languages import Undecided, shortest
from tei.relaxng.datatypes.lexical_spaces import outer_space
from tei.relaxng.datatypes.regular_expressions import automaton
from tei.relaxng.datatypes.restrictions import Restricted
from tei.relaxng.datatypes.simple_type import SimpleType

LONGEST = 10_000


def no_prefix(prefix: str) -> str | None:
    """A context in which no prefix is declared."""
    del prefix
    return None


def examples(datatype: Datatype) -> Iterator[str]:
    """Texts that the type may allow, the best example first."""
    plain = datatype.plain if isinstance(datatype, Restricted) else datatype
    if not isinstance(plain, SimpleType):
        return
    yield from _samples().get(plain.name, ())
    if plain.name in INTEGERS:
        yield from _integers(plain.name)
    if isinstance(datatype, Restricted):
        yield from _of_facets(datatype)


@cache
def _samples() -> dict[str, list[str]]:
    fields = (line.split("\t") for line in lines("samples.txt"))
    return {name: texts for name, *texts in fields}


def _integers(name: str) -> Iterator[str]:
    least, greatest = INTEGERS[name]
    ends = [12, 0, 1, -1, 2**64, -(2**64), *(end for end in (least, greatest) if end is not None)]
    yield from map(str, ends)


def _of_facets(restricted: Restricted) -> Iterator[str]:
    patterns = [automaton(facet.source) for facet in restricted.facets if isinstance(facet, Pattern)]
    lengths = [facet for facet in restricted.facets if isinstance(facet, Length)]
    for length in lengths:
        if length.number <= LONGEST:
            yield from (letter * size for size in (length.number, length.number + 1) for letter in "a0")
            patterns.append(automaton(length.pattern()))
    for bound in restricted.facets:
        if isinstance(bound, Bound):
            yield from _near(bound)
    try:
        text = shortest((outer_space(restricted.plain.name), *patterns))
    except Undecided:
        return
    if text is not None:
        yield text


def _near(bound: Bound) -> Iterator[str]:
    """The bound itself and, for numbers, what lies next to it."""
    yield bound.text
    whole = bound.text.lstrip("+-")
    if whole.isdigit() and len(whole) < 100:
        number = int(bound.text)
        yield from (str(number + 1), str(number - 1), f"{number}.5", f"{number - 1}.5")
