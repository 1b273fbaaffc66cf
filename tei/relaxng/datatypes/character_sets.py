r"""Sets of characters in regular expressions: told apart by a question for one character, as tables only if need be.

A schema says ``\p{L}`` and a document has a few dozen characters: asking for their categories one by one costs nothing,
the table of all letters a tenth of a second. Only comparing two expressions needs tables (``boundaries``).
"""

from functools import cache

from tei.relaxng.datatypes.character_ranges import EVERYTHING, Boundaries, difference, has, union
from tei.relaxng.datatypes.unicode_categories import category, characters


class CharacterSet:
    """A set of characters; equal ones are equal by ``key``."""

    __slots__ = ("key",)

    def __init__(self, key: tuple[object, ...]) -> None:
        self.key = (type(self).__name__, key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CharacterSet) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    def contains(self, character: str) -> bool:
        """Say whether the character is in the set."""
        raise NotImplementedError

    def table(self) -> Boundaries:
        """All its characters."""
        raise NotImplementedError


class Ranges(CharacterSet):
    """Characters listed as ranges."""

    __slots__ = ("ranges",)

    def __init__(self, ranges: Boundaries) -> None:
        super().__init__(ranges)
        self.ranges = ranges

    def contains(self, character: str) -> bool:
        return has(self.ranges, character)

    def table(self) -> Boundaries:
        return self.ranges


class Categories(CharacterSet):
    """Characters of some general categories."""

    __slots__ = ("names",)

    def __init__(self, names: frozenset[str]) -> None:
        super().__init__((names,))
        self.names = names

    def contains(self, character: str) -> bool:
        return category(character) in self.names

    def table(self) -> Boundaries:
        return characters(self.names)


class Union(CharacterSet):
    """Characters of any part."""

    __slots__ = ("parts",)

    def __init__(self, parts: tuple[CharacterSet, ...]) -> None:
        super().__init__(parts)
        self.parts = parts

    def contains(self, character: str) -> bool:
        return any(part.contains(character) for part in self.parts)

    def table(self) -> Boundaries:
        result: Boundaries = ()
        for part in self.parts:
            result = union(result, boundaries(part))
        return result


class Difference(CharacterSet):
    """Characters of one set without those of another."""

    __slots__ = ("kept", "taken")

    def __init__(self, kept: CharacterSet, taken: CharacterSet) -> None:
        super().__init__((kept, taken))
        self.kept, self.taken = kept, taken

    def contains(self, character: str) -> bool:
        return self.kept.contains(character) and not self.taken.contains(character)

    def table(self) -> Boundaries:
        return difference(boundaries(self.kept), boundaries(self.taken))


ALL = Ranges(EVERYTHING)


@cache
def boundaries(characters_: CharacterSet) -> Boundaries:
    """All characters of a set, looked up once."""
    return characters_.table()


def single(character: str) -> Ranges:
    """One character."""
    return Ranges((ord(character), ord(character) + 1))


def complement(characters_: CharacterSet) -> CharacterSet:
    """All other characters."""
    if isinstance(characters_, Ranges):
        return Ranges(difference(EVERYTHING, characters_.ranges))
    return Difference(ALL, characters_)


def joined(parts: list[CharacterSet]) -> CharacterSet:
    """The characters of all parts, as simple as may be."""
    listed: Boundaries = ()
    others: list[CharacterSet] = []
    for part in parts:
        if isinstance(part, Ranges):
            listed = union(listed, part.ranges)
        else:
            others.append(part)
    if not others:
        return Ranges(listed)
    if listed:
        others.append(Ranges(listed))
    return others[0] if len(others) == 1 else Union(tuple(others))
