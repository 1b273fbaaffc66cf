r"""Sets of characters in regular expressions: told apart by a question for one character, as tables only if need be.

A schema says ``\p{L}`` and a document has a few dozen characters: asking for their categories one by one costs nothing,
the table of all letters a tenth of a second. Only comparing two expressions needs tables.
"""

from dataclasses import dataclass
from functools import cached_property

from tei.relaxng.datatypes.character_ranges import EVERYTHING, Boundaries, difference, has, union
from tei.relaxng.datatypes.unicode_categories import category, characters


@dataclass(frozen=True)
class Ranges:
    """Characters listed as ranges."""

    boundaries: Boundaries

    def contains(self, character: str) -> bool:
        return has(self.boundaries, character)


@dataclass(frozen=True)
class Categories:
    """Characters of some general categories."""

    names: frozenset[str]

    def contains(self, character: str) -> bool:
        return category(character) in self.names

    @cached_property
    def boundaries(self) -> Boundaries:
        return characters(self.names)


@dataclass(frozen=True)
class Union:
    """Characters of any part."""

    parts: tuple["CharacterSet", ...]

    def contains(self, character: str) -> bool:
        return any(part.contains(character) for part in self.parts)

    @cached_property
    def boundaries(self) -> Boundaries:
        result: Boundaries = ()
        for part in self.parts:
            result = union(result, part.boundaries)
        return result


@dataclass(frozen=True)
class Difference:
    """Characters of one set without those of another."""

    kept: "CharacterSet"
    taken: "CharacterSet"

    def contains(self, character: str) -> bool:
        return self.kept.contains(character) and not self.taken.contains(character)

    @cached_property
    def boundaries(self) -> Boundaries:
        return difference(self.kept.boundaries, self.taken.boundaries)


CharacterSet = Ranges | Categories | Union | Difference
ALL = Ranges(EVERYTHING)


def single(character: str) -> Ranges:
    """One character."""
    return Ranges((ord(character), ord(character) + 1))


def complement(characters_: CharacterSet) -> CharacterSet:
    """All other characters."""
    if isinstance(characters_, Ranges):
        return Ranges(difference(EVERYTHING, characters_.boundaries))
    return Difference(ALL, characters_)


def joined(parts: list[CharacterSet]) -> CharacterSet:
    """The characters of all parts, as simple as may be."""
    listed: Boundaries = ()
    others: list[CharacterSet] = []
    for part in parts:
        if isinstance(part, Ranges):
            listed = union(listed, part.boundaries)
        else:
            others.append(part)
    if not others:
        return Ranges(listed)
    if listed:
        others.append(Ranges(listed))
    return others[0] if len(others) == 1 else Union(tuple(others))
