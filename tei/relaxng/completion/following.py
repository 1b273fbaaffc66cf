"""The state of a schema inside an unfinished document: what the elements around a position have left to be said.

In come the elements that are open, out come states (``states.py``) with the namespaces in scope. Where the document is
wrong, it is forgiven: what is missing is taken to be there, what is not allowed is passed over, and an element that may
not stand where it is is what it would be elsewhere.
"""

from dataclasses import dataclass

from tei.relaxng.completion.unfinished import Tag
from tei.relaxng.exact.expectations import Expectations
from tei.relaxng.exact.skipping import Skipping
from tei.relaxng.exact.vocabulary import Vocabulary
from tei.relaxng.matching.schema import Schema
from tei.relaxng.matching.states import Meeting, Opening, State, after, closed, is_dead, met, opened, taking
from tei.relaxng.names import Name
from tei.relaxng.namespaces import declared, is_declaration, resolved

Scope = dict[str, str]
"""Namespaces by prefix."""


@dataclass(frozen=True, slots=True)
class Inside:
    """A place in an element: its definitions, what may come, for each of them, and the namespaces in scope."""

    definitions: tuple[int, ...]
    state: State
    scope: Scope


class Following:
    """Follows documents through one schema; what was met once is not computed again."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.expectations = Expectations()
        self._skipping = Skipping(schema, self.expectations)
        self._vocabulary = Vocabulary(schema)
        self._openings: dict[tuple[State, Name], Opening | None] = {}
        self._after: dict[tuple[State, Name], State] = {}

    def inside(self, tags: list[Tag]) -> Inside:
        """Give the place behind the last child of the innermost of the open elements; the first is the document."""
        place = Inside((), self._behind((self.schema.start,), tags[0], {}), {})
        for tag in tags[1:]:
            begun = self.begun(place, tag)
            state = self._behind(self._without_attributes(begun.state), tag, begun.scope)
            place = Inside(begun.definitions, state, begun.scope)
        return place

    def begun(self, place: Inside, tag: Tag) -> Inside:
        """Give the place in a start tag behind all its attributes."""
        attributes = tag.attributes()
        scope = _scope(place.scope, attributes)
        opening = self._opening(place.state, expanded(tag.name, scope))
        definitions = opening.definitions if opening else ()
        state = tuple(self.schema.content(number) for number in definitions)
        for name, value in attributes.items():
            if not is_declaration(name):
                state = self._behind_attribute(state, expanded(name, scope, is_attribute=True), value, scope)
        return Inside(definitions, state, scope)

    def _opening(self, state: State, name: Name) -> Opening | None:
        key = (state, name)
        if key not in self._openings:
            self._openings[key] = self._find_opening(state, name)
        return self._openings[key]

    def _find_opening(self, state: State, name: Name) -> Opening | None:
        found = opened(self.schema.derivatives, state, name)
        skipped = None if found else self._skipping.opened(state, name)
        if skipped:
            found = skipped[0]
        definitions = () if found else self._vocabulary.definitions(name)
        return (
            Opening(definitions, tuple((one,) * len(definitions) for one in state)) if definitions else found
        )

    def _behind(self, state: State, tag: Tag, scope: Scope) -> State:
        """Give the state behind all children of an element."""
        for child in tag.children:
            inner = _scope(scope, child.attributes()) if "xmlns" in child.rest else scope
            key = (state, expanded(child.name, inner))
            behind = self._after.get(key)
            if behind is None:
                behind = self._after[key] = self._behind_child(*key)
            state = behind
        return state

    def _behind_child(self, state: State, name: Name) -> State:
        opening = self._opening(state, name)
        return self._all(opening, state) if opening else state

    def _all(self, step: Opening | Meeting, state: State) -> State:
        """Give the state when every choice of a step may hold."""
        found = after(self.schema.derivatives, step, -1)
        return state if is_dead(found) else found

    def _behind_attribute(self, state: State, name: Name, value: str, scope: Scope) -> State:
        meeting = met(self.schema.derivatives, state, name)
        if meeting is None:
            return state

        def resolve(prefix: str) -> str | None:
            return resolved(scope, prefix)

        mask = taking(self.schema.derivatives, meeting.values, value, resolve)
        return after(self.schema.derivatives, meeting, mask) if mask else self._all(meeting, state)

    def _without_attributes(self, state: State) -> State:
        """End the attributes; where some are missing they are taken to be there."""
        found = closed(self.schema.derivatives, state)
        return tuple(map(self._skipping.satisfied, state)) if is_dead(found) else found


def expanded(written: str, scope: Scope, *, is_attribute: bool = False) -> Name:
    """Give the name that is meant by a written one; a prefix that is not declared is part of the name."""
    prefix, _, local = written.rpartition(":")
    namespace = "" if is_attribute and not prefix else resolved(scope, prefix)
    return Name("", written) if namespace is None else Name(namespace, local)


def _scope(outer: Scope, attributes: dict[str, str]) -> Scope:
    declarations = {name: value for name, value in attributes.items() if is_declaration(name)}
    found = declared(outer, declarations) if declarations else None
    return outer if found is None else found
