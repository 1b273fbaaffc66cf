"""Attributes that have nothing to do with each other, told apart.

In come a content pattern of the first schema and those of the second, out come :class:`Part` objects, such that each
attribute name belongs to one part only, and what is left for the content. A wildcard makes one part of all.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tei.relaxng.matching.patterns import Attribute, Group, Pattern, Patterns, is_only_attributes
from tei.relaxng.matching.states import State
from tei.relaxng.names import Name, NameClass, has_wildcard, single_names

ANY = Name("", "")
"""Stands for every name: a wildcard depends on all others."""


class Part(NamedTuple):
    """Attributes of both schemas that must be compared together, and the name classes in them."""

    ours: Pattern
    theirs: State
    classes: frozenset[NameClass]


class Piece(NamedTuple):
    """One member of the content of a definition: 0 is the first schema, 1 the first definition of the second."""

    side: int
    pattern: Pattern


class Factors:
    """Takes contents apart; what was taken apart is kept."""

    def __init__(self, ours: Patterns, theirs: Patterns) -> None:
        self.ours, self.theirs = ours, theirs
        self._split: dict[Pattern, tuple[tuple[Pattern, ...], Pattern]] = {}
        self._classes: dict[Pattern, frozenset[NameClass]] = {}
        self._known_names: dict[Pattern, frozenset[Name]] = {}

    def of(self, pattern: Pattern, state: State) -> tuple[list[Part], Pattern, State]:
        """Give the parts, and what is left of the content of both when they are taken out."""
        split = [self.split(self.ours, pattern), *(self.split(self.theirs, one) for one in state)]
        pieces = [Piece(side, factor) for side, (factors, _) in enumerate(split) for factor in factors]
        rests = [rest for _, rest in split]
        if any(rest.has_attributes for rest in rests):
            pieces += [Piece(side, rest) for side, rest in enumerate(rests)]
            rests = [self.ours.empty, *(self.theirs.empty for _ in state)]
        parts = [self._part(found, len(state)) for found in self._connected(pieces)]
        return parts, rests[0], tuple(rests[1:])

    def split(self, patterns: Patterns, pattern: Pattern) -> tuple[tuple[Pattern, ...], Pattern]:
        """Give the members of a content that are only attributes, and the rest of it."""
        found = self._split.get(pattern)
        if found is None:
            members = pattern.members if isinstance(pattern, Group) else (pattern,)
            factors = tuple(member for member in members if is_only_attributes(member))
            rest = patterns.group(member for member in members if not is_only_attributes(member))
            found = self._split[pattern] = (factors, rest)
        return found

    def classes(self, pattern: Pattern) -> frozenset[NameClass]:
        """Give the name classes of the attributes in a pattern."""
        found = self._classes.get(pattern)
        if found is None:
            found = self._classes[pattern] = frozenset(_classes(pattern))
        return found

    def _connected(self, pieces: list[Piece]) -> list[list[Piece]]:
        """Gather the pieces that share a name, or a wildcard; contents with attributes in them go together."""
        names = [self._names(piece.pattern) for piece in pieces]
        if any(ANY in one for one in names):
            return [pieces]
        bins: dict[Name, list[Piece]] = {}
        for piece, own in zip(pieces, names, strict=True):
            bin_: list[Piece] = []
            for found in {id(bins[name]): bins[name] for name in own if name in bins}.values():
                bin_ += found
            bin_.append(piece)
            touched = {name for one in bin_ for name in self._names(one.pattern)}
            bins |= dict.fromkeys(touched, bin_)
        return list({id(found): found for _, found in sorted(bins.items())}.values())

    def _names(self, pattern: Pattern) -> frozenset[Name]:
        found = self._known_names.get(pattern)
        if found is None:
            found = self._known_names[pattern] = frozenset(self._name(pattern))
        return found

    def _name(self, pattern: Pattern) -> Iterator[Name]:
        if not is_only_attributes(pattern):
            yield CONTENT
        for one in self.classes(pattern):
            yield from single_names(one)
            if has_wildcard(one):
                yield ANY

    def _part(self, pieces: list[Piece], count: int) -> Part:
        sides: list[list[Pattern]] = [[] for _ in range(count + 1)]
        for piece in pieces:
            sides[piece.side].append(piece.pattern)
        classes = frozenset(one for piece in pieces for one in self.classes(piece.pattern))
        return Part(self.ours.group(sides[0]), tuple(map(self.theirs.group, sides[1:])), classes)


CONTENT = Name("", " ")
"""Stands for the content of an element that attributes depend on."""


def _classes(pattern: Pattern) -> Iterator[NameClass]:
    if isinstance(pattern, Attribute):
        yield pattern.names
    elif pattern.has_attributes:
        for member in pattern.members:
            yield from _classes(member)
