"""Proofs that a type has every text of another: each facet of the one follows from the other type and its facets.

*Wide* is the type that should have the texts, with the facets *wanted*; *narrow* the one that has them, with the facets
*given*. False says that there is no proof, not that there is a text outside.
"""

from collections.abc import Iterator

from tei.relaxng.datatypes.automaton import Automaton
from tei.relaxng.datatypes.decimals import INTEGERS, Decimal
from tei.relaxng.datatypes.facets import Bound, Digits, Facet, Length, Pattern
from tei.relaxng.datatypes.languages import Undecided, counter_example
from tei.relaxng.datatypes.lexical_spaces import inner_space, outer_space
from tei.relaxng.datatypes.regular_expressions import automaton
from tei.relaxng.datatypes.simple_type import PRESERVE, SimpleType

# Every text is a text of these.
EVERY_TEXT = frozenset({"string", "normalizedString", "token", "anyAtomicType", "untypedAtomic"})
MOST_COUNTED = 500  # a length above this is not looked for in patterns
Facets = tuple[Facet, ...]


def is_implied(wide: SimpleType, wanted: Facets, narrow: SimpleType, given: Facets) -> bool:
    """Whether every text of the narrow type is one of the wide type."""
    if not wanted and wide.name in EVERY_TEXT:
        return True
    if wide.needs_context and wide.name != narrow.name:
        return False
    if not _same_white_space(wide, narrow, given):
        return False
    if not _derives(wide, narrow):
        inner = inner_space(wide.name)
        if inner is None or not matches(inner, narrow, given):
            return False
    return all(_follows(facet, wide, narrow, given) for facet in wanted)


def matches(wide: Automaton, narrow: SimpleType, given: Facets) -> bool:
    """Whether an automaton matches all normalised texts of a type with its facets."""
    sources = [automaton(facet.source) for facet in given if isinstance(facet, Pattern)]
    try:
        return counter_example((outer_space(narrow.name), *sources), wide) is None
    except Undecided:
        return False


def _same_white_space(wide: SimpleType, narrow: SimpleType, given: Facets) -> bool:
    """Whether the two see the same text: by the same rule, or because no white space is in it."""
    if wide.white_space == narrow.white_space:
        return True
    return narrow.white_space == PRESERVE and matches(automaton(r"\S*"), narrow, given)


def _derives(wide: SimpleType, narrow: SimpleType) -> bool:
    """Whether the types are one, or the narrow one derives from the wide one."""
    if wide.name == narrow.name:
        return True
    if narrow.name not in INTEGERS or not isinstance(wide, Decimal):
        return False
    if wide.name not in INTEGERS:
        return True
    (least, greatest), (narrow_least, narrow_greatest) = INTEGERS[wide.name], INTEGERS[narrow.name]
    above = least is None or (narrow_least is not None and narrow_least >= least)
    below = greatest is None or (narrow_greatest is not None and narrow_greatest <= greatest)
    return above and below


def _follows(facet: Facet, wide: SimpleType, narrow: SimpleType, given: Facets) -> bool:
    """Whether a facet of the wide type follows from the narrow type."""
    if isinstance(facet, Pattern):
        same = any(isinstance(other, Pattern) and other.source == facet.source for other in given)
        return same or matches(automaton(facet.source), narrow, given)
    if isinstance(facet, Length):
        return _length_follows(facet, wide, narrow, given)
    if isinstance(facet, Bound):
        return _bound_follows(facet, wide, narrow, given)
    return isinstance(facet, Digits) and isinstance(narrow, Decimal) and _digits_follow(facet, narrow, given)


def _digits_follow(facet: Digits, narrow: Decimal, given: Facets) -> bool:
    if facet.name == "fractionDigits" and narrow.name in INTEGERS:
        return True
    others = (other for other in given if isinstance(other, Digits) and other.name == facet.name)
    return any(other.number <= facet.number for other in others)


def _length_follows(facet: Length, wide: SimpleType, narrow: SimpleType, given: Facets) -> bool:
    """Whether a length follows from the narrow type's lengths or from how long its texts are."""
    characters = wide.unit == narrow.unit == "character" and not (wide.needs_context or narrow.needs_context)
    if wide.name != narrow.name and not characters:
        return False
    lengths = [other for other in given if isinstance(other, Length)]
    above = facet.least == 0 or any(other.least >= facet.least for other in lengths)
    below = facet.most is None or any(
        other.most is not None and other.most <= facet.most for other in lengths
    )
    if above and below:
        return True
    return characters and facet.number <= MOST_COUNTED and matches(automaton(facet.pattern()), narrow, given)


def _bound_follows(facet: Bound, wide: SimpleType, narrow: SimpleType, given: Facets) -> bool:
    """Whether one of the narrow type's bounds is as strict; values are compared in one and the same space alone."""
    if wide.name != narrow.name and not (isinstance(wide, Decimal) and isinstance(narrow, Decimal)):
        return False
    return any(
        _as_strict(value, inclusive, facet) for value, inclusive in _bounds(narrow, given, facet.is_lower)
    )


def _bounds(narrow: SimpleType, given: Facets, is_lower: bool) -> Iterator[tuple[object, bool]]:
    """The values of a type's lower or upper bounds, and whether they are inclusive."""
    yield from (
        (other.value, other.inclusive)
        for other in given
        if isinstance(other, Bound) and other.is_lower == is_lower
    )
    if narrow.name in INTEGERS:
        end = INTEGERS[narrow.name][0 if is_lower else 1]
        if end is not None:
            yield str(end), True


def _as_strict(value: object, inclusive: bool, facet: Bound) -> bool:
    order = facet.plain.compare(value, facet.value)
    if order is None:
        return False
    return (facet.inclusive or not inclusive) if order == 0 else (order > 0) == facet.is_lower
