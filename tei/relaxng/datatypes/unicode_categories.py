"""General categories and blocks of Unicode 18.0, the same whatever Python runs this (XSD part 2, appendix F.1.1).

``unicodedata`` knows the version that its Python was built with (14.0 in Python 3.11, newer ones later); what has
changed since 14.0 stands in a file. XSD lets a processor follow Unicode as it grows; verdicts must not differ from
machine to machine.
"""

from bisect import bisect_right
from functools import cache
from itertools import groupby
from unicodedata import category as old_category

from tei.relaxng.datatypes.character_ranges import END, Boundaries, from_pairs, read_ranges
from tei.relaxng.datatypes.data_files import lines

CATEGORIES = (
    *("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No"),
    *("Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Zs", "Zl", "Zp", "Sm", "Sc", "Sk", "So"),
    *("Cc", "Cf", "Co", "Cn"),
)
SURROGATE = "Cs"  # no text has it and no expression may name it, but C includes it


@cache
def _changes() -> tuple[list[int], list[int], list[str]]:
    rows = [line.split() for line in lines("unicode_since_14.txt")]
    return [int(row[0], 16) for row in rows], [int(row[1], 16) for row in rows], [row[2] for row in rows]


def category(character: str) -> str:
    """The general category of a character."""
    if character.isascii():
        return old_category(character)
    firsts, lasts, names = _changes()
    place = bisect_right(firsts, ord(character)) - 1
    if place >= 0 and ord(character) <= lasts[place]:
        return names[place]
    return old_category(character)


def members(name: str) -> frozenset[str] | None:
    """The categories that a name like ``L`` or ``Lu`` stands for; None for a name that XSD does not know."""
    found = frozenset(known for known in CATEGORIES if known == name or known[0] == name)
    if name == "C":
        return found | {SURROGATE}
    return found or None


@cache
def _by_category() -> dict[str, Boundaries]:
    names = list(map(old_category, map(chr, range(END))))
    for first, last, name in zip(*_changes(), strict=True):
        names[first : last + 1] = [name] * (last + 1 - first)
    pairs: dict[str, list[tuple[int, int]]] = {}
    place = 0
    for name, run in groupby(names):
        size = sum(1 for _ in run)
        pairs.setdefault(name, []).append((place, place + size - 1))
        place += size
    return {name: from_pairs(found) for name, found in pairs.items()}


@cache
def characters(names: frozenset[str]) -> Boundaries:
    """All characters of some categories. The first call reads all of Unicode, about a tenth of a second."""
    pairs = (pair for name in names for pair in _pairs(_by_category()[name]))
    return from_pairs(pairs)


def _pairs(boundaries: Boundaries) -> list[tuple[int, int]]:
    return [(boundaries[place], boundaries[place + 1] - 1) for place in range(0, len(boundaries), 2)]


@cache
def _blocks() -> dict[str, str]:
    return dict(line.split(" ", 1) for line in lines("unicode_blocks.txt"))


def block(name: str) -> Boundaries | None:
    """The characters of a block ("BasicLatin"); None for a name that is not known."""
    ranges = _blocks().get(name)
    return None if ranges is None else read_ranges(ranges)
