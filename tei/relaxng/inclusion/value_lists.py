"""Lists of tokens: two ``list`` patterns compared token by token, as words of two automata.

In come a list of the first schema and the lists of the second, out comes a proof or a text that refutes it
(RELAX NG specification, sections 6.2.9 and 7.2). The first automaton may choose, the second must follow all its choices.
"""

from collections import deque
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from tei.relaxng.inclusion.value_forms import ignores_blanks
from tei.relaxng.matching.patterns import (
    Choice,
    Data,
    Group,
    List,
    OneOrMore,
    Pattern,
    Patterns,
    Value,
)

if TYPE_CHECKING:
    from tei.relaxng.inclusion.containment import Proof
    from tei.relaxng.inclusion.values import Values

MOST_STATES = 2000


class _Place(NamedTuple):
    """What is left of both lists after some tokens, and whether all steps to it are certain."""

    ours: Pattern
    theirs: Pattern
    words: tuple[str, ...]
    is_certain: bool


class ValueLists:
    """Compares lists of two schemas."""

    def __init__(self, values: "Values") -> None:
        self.values = values
        self.ours, self.theirs = values.ours.patterns, values.theirs.patterns

    def within(self, one: List, wider: tuple[Pattern, ...]) -> "Proof":
        """Prove that each list of ``one`` is a list of one of ``wider``."""
        from tei.relaxng.inclusion.containment import Proof  # noqa: PLC0415 -- each needs the other

        # What collapses white space takes lists of one token, at least.
        members = [
            each.members[0] if isinstance(each, List) else each for each in wider if ignores_blanks(each)
        ]
        holds, texts = True, []
        for place in self._ends(one, self.theirs.choice(members)):
            if place is None or not place.theirs.is_nullable:
                holds = False
            if place is not None and not place.theirs.is_nullable and place.is_certain:
                texts.append(" ".join(place.words))
                break
        return Proof(holds, tuple(texts))

    def examples(self, one: List) -> list[str]:
        """Give a few texts that the list is: two lists, and other white space between and around their tokens."""
        ends = (place for place in self._ends(one, self.theirs.not_allowed) if place and place.is_certain)
        words = [place.words for place in islice(ends, 2)]
        return [
            form for own in words for form in (" ".join(own), f" {' '.join(own)}", f"  {'  '.join(own)} ")
        ]

    def _ends(self, one: List, other: Pattern) -> Iterator[_Place | None]:
        """Give every place where the first list may end, the shortest first; None where there are too many."""
        start = _Place(one.members[0], other, (), is_certain=True)
        seen, waiting = {start[:2]}, deque([start])
        while waiting:
            place = waiting.popleft()
            if place.ours.is_nullable:
                yield place
            for after in self._steps(place):
                if after[:2] not in seen:
                    seen.add(after[:2])
                    waiting.append(after)
            if len(seen) > MOST_STATES:
                yield None
                return

    def _steps(self, place: _Place) -> Iterator[_Place]:
        theirs = tuple(leaves(self.theirs, place.theirs))
        others = tuple(leaf for _, leaf in theirs)
        for rest, leaf in leaves(self.ours, place.ours):
            for possible in self.values.masks(leaf, others, is_token=True):
                taken = (left for at, (left, _) in enumerate(theirs) if possible.mask >> at & 1)
                is_certain = place.is_certain and not possible.doubt
                yield _Place(rest, self.theirs.choice(taken), (*place.words, possible.text), is_certain)


def leaves(patterns: Patterns, member: Pattern) -> tuple[tuple[Pattern, Pattern], ...]:
    """Give what is left of a list after its next token, and what that token may be; each rest once."""
    found: dict[Pattern, list[Pattern]] = {}
    for leaf, rest in _leaves(patterns, member):
        found.setdefault(rest, []).append(leaf)
    return tuple((rest, patterns.choice(tokens)) for rest, tokens in found.items())


def _leaves(patterns: Patterns, member: Pattern) -> Iterator[tuple[Pattern, Pattern]]:
    if isinstance(member, Data | Value):
        yield member, patterns.empty
    elif isinstance(member, Choice):
        for one in member.members:
            yield from _leaves(patterns, one)
    elif isinstance(member, OneOrMore):
        again = patterns.choice((patterns.empty, member))
        for leaf, rest in _leaves(patterns, member.members[0]):
            yield leaf, patterns.group((rest, again))
    elif isinstance(member, Group):
        yield from _leaves_of_group(patterns, member)


def _leaves_of_group(patterns: Patterns, group: Group) -> Iterator[tuple[Pattern, Pattern]]:
    for at, one in enumerate(group.members):
        for leaf, rest in _leaves(patterns, one):
            yield leaf, patterns.group((rest, *group.members[at + 1 :]))
        if not one.is_nullable:
            return
