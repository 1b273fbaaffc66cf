"""Sets of characters as sorted boundaries: a character is in where an odd number of boundaries is not above it.

``(0x61, 0x7B)`` is a to z. This form makes union, difference and lookup short and exact for all of Unicode.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable

END = 0x110000
EVERYTHING = (0, END)
# Char of XML 1.0: no text of a document has any other character.
XML_CHARACTERS = (0x9, 0xB, 0xD, 0xE, 0x20, 0xD800, 0xE000, 0xFFFE, 0x10000, END)

Boundaries = tuple[int, ...]


def has(boundaries: Boundaries, character: str) -> bool:
    """Whether the character is in the set."""
    return bisect_right(boundaries, ord(character)) & 1 == 1


def from_pairs(pairs: Iterable[tuple[int, int]]) -> Boundaries:
    """The set of all characters from first to last of every pair."""
    merged: list[int] = []
    for first, last in sorted(pairs):
        if merged and first <= merged[-1]:
            merged[-1] = max(merged[-1], last + 1)
        else:
            merged += (first, last + 1)
    return tuple(merged)


def combined(one: Boundaries, other: Boundaries, rule: Callable[[bool, bool], bool]) -> Boundaries:
    """The characters for which ``rule(in one, in other)`` is true."""
    result: list[int] = []
    inside = False
    for point in sorted({*one, *other}):
        now = rule(bisect_right(one, point) & 1 == 1, bisect_right(other, point) & 1 == 1)
        if now != inside:
            result.append(point)
            inside = now
    return tuple(result if not inside else [*result, END])


def union(one: Boundaries, other: Boundaries) -> Boundaries:
    return combined(one, other, lambda first, second: first or second)


def difference(one: Boundaries, other: Boundaries) -> Boundaries:
    return combined(one, other, lambda first, second: first and not second)


def intersection(one: Boundaries, other: Boundaries) -> Boundaries:
    return combined(one, other, lambda first, second: first and second)


def read_ranges(text: str) -> Boundaries:
    """Read ranges of hexadecimal numbers ("41-5A 5F") between white space."""
    pairs = (item.partition("-") for item in text.split())
    return from_pairs((int(first, 16), int(last or first, 16)) for first, _, last in pairs)
