"""The attributes of an element: which sets of them the first schema allows, and what the second makes of each.

In come a content pattern of the first schema and those of the definitions of the second that the element may match, out
come :class:`Outcome` objects: what is left of both for the content of the element, with the smallest set of attributes
that leads there. Attributes have no order, so they are met in the order of their names, and each name is done with when
it is past. Attributes that neither schema connects are compared on their own: n optional attributes are n comparisons,
and not 2^n sets (RELAX NG specification, sections 6.2.5 and 7.3).
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tei.relaxng.inclusion.factors import Factors, Part
from tei.relaxng.inclusion.sample_names import Sample, samples
from tei.relaxng.inclusion.values import Values
from tei.relaxng.matching import states
from tei.relaxng.matching.patterns import Attribute, Choice, Group, NotAllowed, OneOrMore, Pattern, Patterns
from tei.relaxng.matching.schema import Schema
from tei.relaxng.matching.states import State
from tei.relaxng.names import Name, NameClass

MOST_SETS = 5000
Ends = dict[tuple[Pattern, State], "Outcome"]


class Outcome(NamedTuple):
    """The cost of a set of attributes (steps that are in doubt, number of attributes), the set, and the doubts."""

    doubtful: int = 0
    size: int = 0
    attributes: tuple[tuple[Name, str], ...] = ()
    doubts: tuple[str, ...] = ()

    def joined(self, other: "Outcome") -> "Outcome":
        """Give both sets together."""
        return Outcome(
            self.doubtful + other.doubtful,
            self.size + other.size,
            self.attributes + other.attributes,
            self.doubts + other.doubts,
        )


class TooManySets(Exception):
    """The attributes of an element depend on each other in too many ways."""


class AttributeSets:
    """Compares the attributes of elements of two schemas; parts that recur are compared once."""

    def __init__(self, ours: Schema, theirs: Schema, values: Values) -> None:
        self.ours, self.theirs, self.values = ours.derivatives, theirs.derivatives, values
        self.factors = Factors(ours.patterns, theirs.patterns)
        self._known: dict[tuple[Pattern, State], Ends] = {}
        self._without: dict[tuple[Pattern, Name], Pattern] = {}

    def outcomes(self, pattern: Pattern, state: State) -> Ends:
        """Give what may be left of both for the content; no attributes are in it any more."""
        parts, rest, rests = self.factors.of(pattern, state)
        found: Ends = {(rest, rests): Outcome()}
        for part in parts:
            ends = self.part(part)
            found = _least(
                (self._joined(key, end), outcome.joined(more))
                for key, outcome in found.items()
                for end, more in ends.items()
            )
        return found

    def part(self, part: Part) -> Ends:
        """Compare attributes that depend on each other, and on no others."""
        found = self._known.get(part[:2])
        if found is None:
            found = self._known[part[:2]] = self._part(*part)
        return found

    def _joined(self, one: tuple[Pattern, State], other: tuple[Pattern, State]) -> tuple[Pattern, State]:
        group = self.theirs.patterns.group
        return (
            self.ours.patterns.group((one[0], other[0])),
            tuple(group(pair) for pair in zip(one[1], other[1], strict=True)),
        )

    def _part(self, ours: Pattern, theirs: State, classes: frozenset[NameClass]) -> Ends:
        places: Ends = {(ours, theirs): Outcome()}
        for sample in samples(classes):
            places = self._past(sample, places)
        return _least(
            ((left, states.closed(self.theirs, state)), outcome)
            for (pattern, state), outcome in places.items()
            if not isinstance(left := self.ours.closed(pattern), NotAllowed)
        )

    def _past(self, sample: Sample, places: Ends) -> Ends:
        """Go past a name: without it, or with it; one of many names may come again and again under other names."""
        found = dict(places)
        waiting, number = list(places.items()), 0
        while waiting:
            step = sample.name._replace(local=f"{sample.name.local}{number or ''}")
            new = _least(pair for place, outcome in waiting for pair in self._with(step, place, outcome))
            waiting = [(key, one) for key, one in new.items() if key not in found or one < found[key]]
            found |= dict(waiting)
            if len(found) > MOST_SETS:
                raise TooManySets
            if not sample.is_one_of_many:
                break
            number += 1
        if sample.is_one_of_many:
            return found
        return self._done_with(sample.name, found)

    def _with(
        self, name: Name, place: tuple[Pattern, State], before: Outcome
    ) -> Iterator[tuple[tuple[Pattern, State], Outcome]]:
        pattern, state = place
        for value, rest in self.ours.attributed(pattern, name):
            meeting = states.met(self.theirs, state, name)
            for possible in self.values.masks(value, meeting.values if meeting else ()):
                after = (
                    states.after(self.theirs, meeting, possible.mask)
                    if meeting
                    else tuple(self.theirs.patterns.not_allowed for _ in state)
                )
                doubts = (f"attribute {name.local}: {possible.doubt}",) if possible.doubt else ()
                yield (rest, after), before.joined(Outcome(len(doubts), 1, ((name, possible.text),), doubts))

    def _done_with(self, name: Name, places: Ends) -> Ends:
        return _least(
            ((left, tuple(self.without(self.theirs.patterns, one, name) for one in state)), outcome)
            for (pattern, state), outcome in places.items()
            if not isinstance(left := self.without(self.ours.patterns, pattern, name), NotAllowed)
        )

    def without(self, patterns: Patterns, pattern: Pattern, name: Name) -> Pattern:
        """What is left of a pattern when no attribute ``name`` comes any more."""
        key = (pattern, name)
        found = self._without.get(key)
        if found is None:
            found = self._without[key] = self._remove(patterns, pattern, name)
        return found

    def _remove(self, patterns: Patterns, pattern: Pattern, name: Name) -> Pattern:
        if not pattern.has_attributes:
            return pattern
        if isinstance(pattern, Attribute):
            return patterns.not_allowed if pattern.names == name else pattern
        members = [self.without(patterns, member, name) for member in pattern.members]
        if isinstance(pattern, OneOrMore):
            return patterns.one_or_more(members[0])
        if isinstance(pattern, Choice):
            return patterns.choice(members)
        return patterns.group(members) if isinstance(pattern, Group) else patterns.interleave(members)


def _least(pairs: Iterable[tuple[tuple[Pattern, State], Outcome]]) -> Ends:
    found: Ends = {}
    for key, outcome in pairs:
        if key not in found or outcome < found[key]:
            found[key] = outcome
    return found
