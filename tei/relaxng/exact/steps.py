"""The steps of the exact pass that a schema has been asked for before: one memory for all documents.

In come states, names and values, out comes what ``states.py`` says of them. What is remembered is bounded.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tei.relaxng.datatypes.datatype import Resolve
from tei.relaxng.matching import states
from tei.relaxng.matching.patterns import Data, Pattern, Value
from tei.relaxng.matching.schema import Schema
from tei.relaxng.matching.states import Meeting, Opening, State
from tei.relaxng.matching.values import datatype_of
from tei.relaxng.names import Name

_MOST_STEPS, _MOST_VALUES, _LONGEST_VALUE = 20_000, 50_000, 200


class Facts(NamedTuple):
    """What is true of a state: nothing can make it valid; its text is a value; what it matches; text changes nothing."""

    is_dead: bool
    has_data: bool
    complete: int
    is_free: bool


class Steps:
    """The steps of one schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema, self._derivatives = schema, schema.derivatives
        self._openings: dict[tuple[State, Name], Opening | None] = {}
        self._meetings: dict[tuple[State, Name], Meeting | None] = {}
        self._closed: dict[State, State] = {}
        self._facts: dict[State, Facts] = {}
        self._masks: dict[tuple[State, str], int] = {}
        self._need_context: dict[State, bool] = {}

    def opened(self, state: State, name: Name) -> Opening | None:
        """Open a child element; None where none of the definitions it could match can be matched at all."""
        key = (state, name)
        if key not in self._openings:
            if len(self._openings) > _MOST_STEPS:
                self._openings.clear()
            opening = states.opened(self._derivatives, state, name)
            # What an element with content notAllowed may be, no element is.
            is_possible = opening and not states.is_dead(self.contents(opening.definitions))
            self._openings[key] = opening if is_possible else None
        return self._openings[key]

    def contents(self, definitions: tuple[int, ...]) -> State:
        """Give the state within an element that has just been opened."""
        return tuple(map(self._schema.content, definitions))

    def met(self, state: State, name: Name) -> Meeting | None:
        """Meet an attribute; None where it is not allowed."""
        key = (state, name)
        if key not in self._meetings:
            if len(self._meetings) > _MOST_STEPS:
                self._meetings.clear()
            self._meetings[key] = states.met(self._derivatives, state, name)
        return self._meetings[key]

    def closed(self, state: State) -> State:
        """End the attributes."""
        found = self._closed.get(state)
        if found is None:
            if len(self._closed) > _MOST_STEPS:
                self._closed.clear()
            found = self._closed[state] = states.closed(self._derivatives, state)
        return found

    def facts(self, state: State) -> Facts:
        """Give what is true of a state."""
        found = self._facts.get(state)
        if found is None:
            if len(self._facts) > _MOST_STEPS:
                self._facts.clear()
            found = self._facts[state] = Facts(
                states.is_dead(state),
                any(pattern.has_data for pattern in state),
                states.complete(state),
                states.after_text(self._derivatives, state) == state,
            )
        return found

    def taking(self, patterns: State, text: str, resolve: Resolve) -> int:
        """Give the mask of the patterns that ``text`` matches as a whole."""
        key = (patterns, text)
        found = self._masks.get(key)
        if found is None:
            found = states.taking(self._derivatives, patterns, text, resolve)
            if len(text) < _LONGEST_VALUE and not self._needs_context(patterns):
                if len(self._masks) > _MOST_VALUES:
                    self._masks.clear()
                self._masks[key] = found
        return found

    def _needs_context(self, patterns: State) -> bool:
        """Say whether the namespaces in scope have a say in what a value is."""
        found = self._need_context.get(patterns)
        if found is None:
            values = (one for pattern in patterns for one in _values(pattern))
            found = self._need_context[patterns] = any(datatype_of(value).needs_context for value in values)
        return found


def _values(pattern: Pattern) -> Iterator[Data | Value]:
    if isinstance(pattern, Data | Value):
        yield pattern
    for member in pattern.members:
        yield from _values(member)
