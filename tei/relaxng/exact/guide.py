"""What a schema can tell one who has made a mistake: the likeliest names here, near names, other places, kinds of value.

In come states and names, out come ranked names. The rank is that of structure, since the engine knows no schema from
another: what is required comes first, then what has few other places, for that is what belongs here most.
"""

from collections.abc import Iterable

from tei.relaxng.datatypes.datatype import Resolve
from tei.relaxng.exact.distance import nearest
from tei.relaxng.exact.expectations import Expectations, takes_text, texts, types
from tei.relaxng.exact.faults import Type
from tei.relaxng.exact.skipping import Skipping
from tei.relaxng.exact.steps import Steps
from tei.relaxng.exact.vocabulary import Vocabulary
from tei.relaxng.matching import states
from tei.relaxng.matching.derivatives import tokens
from tei.relaxng.matching.patterns import Data, List, NotAllowed, Pattern
from tei.relaxng.matching.schema import Schema
from tei.relaxng.matching.states import State
from tei.relaxng.matching.values import datatype_of
from tei.relaxng.names import Name

# What is remembered of one schema, so that no document can fill the memory.
_MOST = 5_000


class Guide:
    """What is known of one schema beyond validity; made for the first invalid document and kept."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.expectations = Expectations()
        self.steps = Steps(schema)
        self.vocabulary = Vocabulary(schema)
        self.skipping = Skipping(schema, self.expectations)
        self._expected: dict[State, tuple[Name, ...]] = {}
        self._enough: dict[tuple[State, Name | None], tuple[Name, ...]] = {}
        self._holding_text: dict[State, tuple[Name, ...]] = {}
        self._near: dict[tuple[Name, State], tuple[Name, ...]] = {}
        self._at_large: dict[Name, tuple[Name, ...]] = {}

    def expected(self, state: State) -> tuple[Name, ...]:
        """Give the names of all elements that may come next, ranked."""
        found = self._expected.get(state)
        if found is None:
            names, required = self.expectations.elements(state), self.expectations.required_elements(state)
            rank = self.vocabulary.specificity
            found = tuple(sorted(names, key=lambda name: (name not in required, rank(name))))
            self._expected[state] = found
        return found

    def expected_attributes(self, state: State) -> tuple[Name, ...]:
        """Give the names of all attributes that may come, the required ones first."""
        names, required = self.expectations.attributes(state), self.expectations.required_attributes(state)
        return tuple(sorted(names, key=lambda name: (name not in required, name)))

    def enough(self, state: State, name: Name | None) -> tuple[Name, ...]:
        """Give the names of which one alone makes room for a child ``name``, or for the end of the element if None."""
        key = (state, name)
        found = self._enough.get(key)
        if found is None:
            found = tuple(one for one in self.expected(state) if self._is_enough(state, one, name))
            if len(self._enough) < _MOST:
                self._enough[key] = found
        return found

    def _is_enough(self, state: State, one: Name, name: Name | None) -> bool:
        opening = self.steps.opened(state, one)
        if opening is None:
            return False
        mask = (1 << len(opening.definitions)) - 1
        after = states.after(self.schema.derivatives, opening, mask)
        return bool(states.complete(after)) if name is None else self.steps.opened(after, name) is not None

    # -- near names ---------------------------------------------------------------------------------------------

    def near(self, name: Name, state: State) -> tuple[Name, ...]:
        """Give allowed names that ``name`` may be a slip for: those of other namespaces, then those misspelt."""
        key = (name, state)
        found = self._near.get(key)
        if found is None:
            found = near(name, self.expected(state))
            if len(self._near) < _MOST:
                self._near[key] = found
        return found

    def near_at_large(self, name: Name) -> tuple[Name, ...]:
        """Give names of the whole schema that ``name`` may be a slip for."""
        found = self._at_large.get(name)
        if found is None:
            found = near(name, self.vocabulary.names)
            if len(self._at_large) < _MOST:
                self._at_large[name] = found
        return found

    # -- other places -------------------------------------------------------------------------------------------

    def elsewhere(self, name: Name) -> tuple[Name, ...]:
        """Give the elements in which ``name`` may stand, those first that have few places themselves."""
        return tuple(sorted(self.vocabulary.parents.get(name, ()), key=self.vocabulary.specificity))

    def wrappers(self, state: State, name: Name) -> tuple[Name, ...]:
        """Give the elements that are allowed here and may hold ``name``."""
        may_hold = self.vocabulary.may_hold
        return tuple(one for one in self.expected(state) if one != name and may_hold(one, name))

    def wrappers_of_text(self, state: State) -> tuple[Name, ...]:
        """Give the elements that are allowed here and may hold any text."""
        found = self._holding_text.get(state)
        if found is None:
            found = tuple(name for name in self.expected(state) if self._may_hold_text(name))
            self._holding_text[state] = found
        return found

    def _may_hold_text(self, name: Name) -> bool:
        return any(takes_text(self.schema.content(number)) for number in self.vocabulary.definitions(name))

    # -- values -------------------------------------------------------------------------------------------------

    def wrong_token(self, patterns: State, value: str, resolve: Resolve) -> str:
        """Give the token of a list that is wrong where it is one; empty where the value as a whole is wrong."""
        lists = [pattern for pattern in patterns if isinstance(pattern, List)]
        if len(lists) != 1 or len(patterns) != 1:
            return ""
        pattern: Pattern = lists[0].members[0]
        for token in tokens(value):
            pattern = self.schema.derivatives.after_token(pattern, token, resolve)
            if isinstance(pattern, NotAllowed):
                return token
        return ""

    def types(self, patterns: State, value: str, resolve: Resolve) -> tuple[Type, ...]:
        """Give the datatypes that were tried, and why each does not have the value."""
        found = dict.fromkeys(data for pattern in patterns for data in types(pattern))
        return tuple(_type(data, value, resolve) for data in found)


def near(name: Name, among: Iterable[Name]) -> tuple[Name, ...]:
    """Give the names that ``name`` may be a slip for, the nearest first, at most three."""
    others = [one for one in among if one != name]
    renamed = [one for one in others if one.local == name.local]
    same = {one.local: one for one in others if one.namespace == name.namespace}
    close = [same[local] for local in nearest(name.local, same)]
    if not renamed and not close and not name.namespace:
        prefixed = {one.local: one for one in others if one.namespace != name.namespace}
        close = [prefixed[local] for local in nearest(name.local, prefixed)]
    return tuple([*renamed, *close][:3])


def listed(patterns: State) -> tuple[str, ...]:
    """Give the values that the patterns list, by the alphabet: their order in the schema is not kept."""
    return tuple(sorted({text for pattern in patterns for text in texts(pattern)}))


def _type(data: Data, value: str, resolve: Resolve) -> Type:
    datatype = datatype_of(data)
    reason = datatype.fault(value, resolve)
    return Type(data.library, data.type, data.parameters, datatype.description(), reason)
