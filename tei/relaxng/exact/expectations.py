"""What a pattern expects: which elements and attributes may come, which must, which values.

In come patterns of the engine, out come names; nothing is derived. For messages and completions only, so that it may
be thorough rather than fast; each answer is kept.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from tei.relaxng.matching.patterns import (
    Attribute,
    Choice,
    Data,
    Element,
    Group,
    Interleave,
    NotAllowed,
    OneOrMore,
    Pattern,
    Text,
    Value,
)
from tei.relaxng.names import Name, NameClass, single_names

Kind = TypeVar("Kind", bound=Pattern)
Required = dict[Name, None]
"""An ordered set of names."""


class Expectations:
    """What the patterns of one schema expect."""

    def __init__(self) -> None:
        self._first: dict[Pattern, tuple[Element, ...]] = {}
        self._required: dict[tuple[Pattern, type[Pattern]], Required] = {}

    def first(self, pattern: Pattern) -> tuple[Element, ...]:
        """Give the child elements that the pattern may begin with."""
        found = self._first.get(pattern)
        if found is None:
            found = self._first[pattern] = tuple(dict.fromkeys(_first(pattern)))
        return found

    def elements(self, state: Iterable[Pattern]) -> tuple[Name, ...]:
        """Give the names of the child elements that may come next; wildcards have none."""
        return _names(element.names for pattern in state for element in self.first(pattern))

    def attributes(self, state: Iterable[Pattern]) -> tuple[Name, ...]:
        """Give the names of the attributes that may come; wildcards have none."""
        return _names(one.names for pattern in state for one in attributes(pattern))

    def required_elements(self, state: Iterable[Pattern]) -> tuple[Name, ...]:
        """Give the names of the children without which no pattern of the state can end."""
        return self._of_all(state, Element)

    def required_attributes(self, state: Iterable[Pattern]) -> tuple[Name, ...]:
        """Give the names of the attributes without which no pattern of the state can end."""
        return self._of_all(state, Attribute)

    def _of_all(self, state: Iterable[Pattern], kind: type[Attribute | Element]) -> tuple[Name, ...]:
        alive = [pattern for pattern in state if not isinstance(pattern, NotAllowed)]
        return tuple(_shared([self._must(pattern, kind) for pattern in alive]))

    def _must(self, pattern: Pattern, kind: type[Attribute | Element]) -> Required:
        key = (pattern, kind)
        found = self._required.get(key)
        if found is None:
            found = self._required[key] = self._find(pattern, kind)
        return found

    def _find(self, pattern: Pattern, kind: type[Attribute | Element]) -> Required:
        if isinstance(pattern, Attribute | Element):
            is_one = isinstance(pattern, kind) and isinstance(pattern.names, Name)
            return dict.fromkeys(single_names(pattern.names)) if is_one else {}
        if isinstance(pattern, Choice):
            return _shared([self._must(member, kind) for member in pattern.members])
        if isinstance(pattern, Group | Interleave | OneOrMore):
            return {name: None for member in pattern.members for name in self._must(member, kind)}
        return {}


def _shared(found: list[Required]) -> Required:
    first, *others = found or [{}]
    return {name: None for name in first if all(name in other for other in others)}


def _names(classes: Iterable[NameClass]) -> tuple[Name, ...]:
    return tuple(dict.fromkeys(name for names in classes for name in single_names(names)))


def _first(pattern: Pattern) -> Iterator[Element]:
    waiting = [pattern]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Element):
            yield one
        elif isinstance(one, Group):
            waiting += reversed(list(_heads(one)))
        elif isinstance(one, Choice | Interleave | OneOrMore):
            waiting += reversed(one.members)


def _heads(group: Group) -> Iterator[Pattern]:
    for member in group.members:
        if not isinstance(member, Attribute):
            yield member
            if not member.is_nullable and not member.has_attributes:
                return


def _below(pattern: Pattern, kind: type[Kind], is_entered: Callable[[Pattern], bool]) -> Iterator[Kind]:
    """Give the patterns of a kind within another, each once."""
    waiting, seen = [pattern], {pattern}
    while waiting:
        one = waiting.pop()
        if isinstance(one, kind):
            yield one
        elif is_entered(one):
            new = [member for member in reversed(one.members) if member not in seen]
            seen.update(new)
            waiting += new


def attributes(pattern: Pattern) -> Iterator[Attribute]:
    """Give the attribute patterns of an element's content."""
    return _below(pattern, Attribute, lambda one: one.has_attributes)


def children(pattern: Pattern) -> Iterator[Element]:
    """Give the child elements that may stand somewhere in an element's content."""
    return _below(pattern, Element, lambda one: not isinstance(one, Attribute))


def texts(pattern: Pattern) -> tuple[str, ...]:
    """Give the values that the pattern lists."""
    found = _below(pattern, Value, lambda one: not isinstance(one, Data | Attribute | Element))
    return tuple(dict.fromkeys(one.text for one in found))


def types(pattern: Pattern) -> tuple[Data, ...]:
    """Give the datatypes of the values of the pattern."""
    return tuple(_below(pattern, Data, lambda one: not isinstance(one, Attribute | Element)))


def takes_text(pattern: Pattern) -> bool:
    """Say whether any text may stand somewhere among the children."""
    return next(_below(pattern, Text, lambda one: not isinstance(one, Attribute | Element)), None) is not None
