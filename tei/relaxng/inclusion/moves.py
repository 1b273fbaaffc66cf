"""What may come next in an element, for both schemas at once: a child, text, the end.

A state in which the second schema has nothing left is the empty tuple: what is left of the first is all that counts.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tei.relaxng.inclusion.acceptance import in_scope
from tei.relaxng.inclusion.sample_names import samples
from tei.relaxng.inclusion.value_forms import whole_text
from tei.relaxng.inclusion.values import Possible, Values
from tei.relaxng.matching import states
from tei.relaxng.matching.patterns import Choice, Element, Group, Interleave, NotAllowed, OneOrMore, Pattern
from tei.relaxng.matching.schema import Schema
from tei.relaxng.matching.states import Opening, State
from tei.relaxng.names import Name, NameClass


class Child(NamedTuple):
    """A child element: a name it may have, its definition and what is left in the first schema, and in the second."""

    name: Name
    ours: int
    rest: Pattern
    opening: Opening | None

    @property
    def definitions(self) -> tuple[int, ...]:
        """Give the definitions of the second schema that the child may match."""
        return self.opening.definitions if self.opening else ()


class Moves:
    """Moves in the contents of two schemas; patterns have no attributes here."""

    def __init__(self, ours: Schema, theirs: Schema, values: Values) -> None:
        self.ours, self.theirs, self.values = ours.derivatives, theirs.derivatives, values
        self._first: dict[Pattern, frozenset[NameClass]] = {}
        self._after_text: dict[Pattern, Pattern] = {}

    def children(self, pattern: Pattern, state: State) -> list[Child]:
        """Give the children that may come next; one for names that both schemas treat alike."""
        classes = frozenset[NameClass]().union(*map(self.first, (pattern, *state)))
        found: dict[tuple[int, Pattern, Opening | None], Child] = {}
        for sample in samples(classes if state else self.first(pattern)):
            ours = self.ours.opened(pattern, sample.name)
            opening = states.opened(self.theirs, state, sample.name) if ours and state else None
            for definition, rest in ours:
                child = Child(sample.name, definition, rest, opening)
                found.setdefault(child[1:], child)
        return list(found.values())

    def after_child(self, child: Child, mask: int) -> State:
        """Give the state of the second schema after a child that matches the definitions of the mask."""
        return living(states.after(self.theirs, child.opening, mask)) if child.opening else ()

    def after_text(self, pattern: Pattern, state: State) -> tuple[Pattern, State] | None:
        """Give what is left after text; None where the first schema has no text here."""
        rest = self._text(pattern, is_ours=True)
        if isinstance(rest, NotAllowed):
            return None
        return rest, living(tuple(self._text(one, is_ours=False) for one in state))

    def whole_texts(self, pattern: Pattern, state: State) -> tuple[Possible, ...]:
        """Give the texts that may be the whole content, and what of the state takes them; nothing before others."""
        value = whole_text(self.ours.patterns, pattern)
        others = tuple(whole_text(self.theirs.patterns, one) for one in state)
        found = self.values.masks(value, others)
        if not self.ours.takes(value, "", in_scope):
            return found
        return (Possible(self.values.taking(others, ""), ""), *found)

    def _text(self, pattern: Pattern, *, is_ours: bool) -> Pattern:
        found = self._after_text.get(pattern)
        if found is None:
            derivatives = self.ours if is_ours else self.theirs
            found = self._after_text[pattern] = derivatives.after_text(pattern)
        return found

    def first(self, pattern: Pattern) -> frozenset[NameClass]:
        """Give the name classes of the elements that may come first."""
        found = self._first.get(pattern)
        if found is None:
            found = self._first[pattern] = frozenset(self._names(pattern))
        return found

    def _names(self, pattern: Pattern) -> Iterator[NameClass]:
        if isinstance(pattern, Element):
            yield pattern.names
        elif isinstance(pattern, Choice | Interleave | OneOrMore):
            for member in pattern.members:
                yield from self.first(member)
        elif isinstance(pattern, Group):
            for member in pattern.members:
                yield from self.first(member)
                if not member.is_nullable:
                    return


def living(state: State) -> State:
    """Give the state itself, or the empty one where nothing is left of it."""
    return () if states.is_dead(state) else state
