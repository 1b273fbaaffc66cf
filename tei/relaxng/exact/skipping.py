"""Derivatives that forgive: what is left of a pattern when something that it requires was left out.

The partial derivative by a start tag stops in a group at the first member that must not be empty; here it goes on
behind it and notes the names that are missing. The same for attributes: what is left when all of them are satisfied.
"""

from collections.abc import Iterable, Iterator

from tei.relaxng.exact.expectations import Expectations
from tei.relaxng.matching.patterns import (
    Attribute,
    Choice,
    Element,
    Empty,
    Group,
    Interleave,
    OneOrMore,
    Pattern,
)
from tei.relaxng.matching.schema import Schema
from tei.relaxng.matching.states import Opening, State
from tei.relaxng.names import Name

Missing = tuple[Name, ...]
Skipped = tuple[int, Pattern, Missing]
"""A definition that the child must match, what is left for its siblings, the names that are missing before it."""


class Skipping:
    """The forgiving derivatives of one schema."""

    def __init__(self, schema: Schema, expectations: Expectations) -> None:
        self._schema, self._expectations = schema, expectations
        self._opened: dict[tuple[Pattern, Name], tuple[Skipped, ...]] = {}
        self._satisfied: dict[Pattern, Pattern] = {}

    def opened(self, state: State, name: Name) -> tuple[Opening, Missing] | None:
        """Open a child behind what is missing; None where nothing left out would make room for it."""
        patterns = self._schema.patterns
        found = [self._open(pattern, name) for pattern in state]
        numbers = tuple(sorted({number for skipped in found for number, _, _ in skipped}))
        if not numbers:
            return None
        rests = tuple(
            tuple(patterns.choice(rest for one, rest, _ in skipped if one == number) for number in numbers)
            for skipped in found
        )
        gaps = [missing for skipped in found for _, _, missing in skipped]
        first, *others = gaps
        return Opening(numbers, rests), tuple(one for one in first if all(one in other for other in others))

    def _open(self, pattern: Pattern, name: Name) -> tuple[Skipped, ...]:
        key = (pattern, name)
        found = self._opened.get(key)
        if found is None:
            found = self._opened[key] = tuple(dict.fromkeys(self._find(pattern, name)))
        return found

    def _find(self, pattern: Pattern, name: Name) -> Iterable[Skipped]:
        if isinstance(pattern, Element):
            return [(*pair, ()) for pair in self._schema.derivatives.opened(pattern, name)]
        if isinstance(pattern, Choice):
            return [one for member in pattern.members for one in self._open(member, name)]
        if isinstance(pattern, Group):
            return self._in_group(pattern, name)
        if isinstance(pattern, Interleave):
            return self._in_interleave(pattern, name)
        if isinstance(pattern, OneOrMore):
            again = self._schema.patterns.choice((self._schema.patterns.empty, pattern))
            return [
                (number, self._schema.patterns.group((rest, again)), missing)
                for number, rest, missing in self._open(pattern.members[0], name)
            ]
        return ()

    def _in_group(self, pattern: Group, name: Name) -> Iterator[Skipped]:
        skipped: Missing = ()
        for at, member in enumerate(pattern.members):
            for number, rest, missing in self._open(member, name):
                left = self._schema.patterns.group((rest, *pattern.members[at + 1 :]))
                yield number, left, (*skipped, *missing)
            skipped += self._expectations.required_elements((member,))

    def _in_interleave(self, pattern: Interleave, name: Name) -> Iterator[Skipped]:
        for at, member in enumerate(pattern.members):
            others = (*pattern.members[:at], *pattern.members[at + 1 :])
            for number, rest, missing in self._open(member, name):
                yield number, self._schema.patterns.interleave((rest, *others)), missing

    def satisfied(self, pattern: Pattern) -> Pattern:
        """What is left when every attribute that is missing is taken to be there."""
        if not pattern.has_attributes:
            return pattern
        found = self._satisfied.get(pattern)
        if found is None:
            found = self._satisfied[pattern] = self._satisfy(pattern)
        return found

    def _satisfy(self, pattern: Pattern) -> Pattern:
        patterns = self._schema.patterns
        if isinstance(pattern, Attribute | Empty):
            return patterns.empty
        members = [self.satisfied(member) for member in pattern.members]
        if isinstance(pattern, Choice):
            return patterns.choice(members)
        if isinstance(pattern, Interleave):
            return patterns.interleave(members)
        return patterns.group(members) if isinstance(pattern, Group) else patterns.one_or_more(members[0])
