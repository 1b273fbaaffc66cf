"""Name classes and patterns as plain tuples, and back, for files: a pattern refers to others by number.

Since patterns have one normal form, building them again in their order gives them the numbers they had.
"""

from collections.abc import Callable, Sequence
from typing import Any

from tei.relaxng.matching.patterns import (
    Attribute,
    Choice,
    Data,
    Element,
    Empty,
    Group,
    Interleave,
    List,
    NotAllowed,
    OneOrMore,
    Pattern,
    Patterns,
    Text,
    Value,
)
from tei.relaxng.names import AnyName, Name, NameChoice, NameClass, NsName

Plain = tuple[Any, ...]

# The names by which ``Patterns`` makes or holds them.
_KINDS: dict[type[Pattern], str] = {
    Empty: "empty",
    NotAllowed: "not_allowed",
    Text: "text",
    Choice: "choice",
    Group: "group",
    Interleave: "interleave",
    OneOrMore: "one_or_more",
    List: "list",
}
_SINGLE = {"one_or_more", "list"}


def dumped(names: NameClass) -> Plain:
    """Give a name class as tuples."""
    if isinstance(names, Name):
        return "name", names.namespace, names.local
    if isinstance(names, NameChoice):
        return "choice", tuple(map(dumped, names.options))
    excluded = None if names.excluded is None else dumped(names.excluded)
    return ("ns", names.namespace, excluded) if isinstance(names, NsName) else ("any", excluded)


def restored(saved: Plain) -> NameClass:
    """Give the name class that :func:`dumped` was given."""
    kind, *rest = saved
    if kind == "name":
        return Name(*rest)
    if kind == "choice":
        return NameChoice(tuple(map(restored, rest[0])))  # type: ignore[arg-type]
    *namespace, inner = rest
    excluded = None if inner is None else restored(inner)
    return NsName(namespace[0], excluded) if kind == "ns" else AnyName(excluded)


def dumped_pattern(pattern: Pattern) -> Plain:
    """Give a pattern as a tuple, its members as numbers."""
    return _dumped(pattern, _number)


def nested(pattern: Pattern) -> Plain:
    """Give a pattern without child elements as a tuple, its members in it."""
    return _dumped(pattern, nested)


def _dumped(pattern: Pattern, member: Callable[[Pattern], Any]) -> Plain:
    members = tuple(map(member, pattern.members))
    match pattern:
        case Attribute():
            return "attribute", dumped(pattern.names), members
        case Data():
            return "data", pattern.library, pattern.type, pattern.parameters, members
        case Value():
            return "value", pattern.library, pattern.type, pattern.text, pattern.namespaces
        case Element():
            return "element", pattern.element, dumped(pattern.names)
    return _KINDS[type(pattern)], members


def restored_patterns(patterns: Patterns, saved: Sequence[Plain]) -> list[Pattern]:
    """Build patterns in the order of their numbers."""
    every: list[Pattern] = []
    for one in saved:
        every.append(_restored(patterns, one, every.__getitem__))
        if every[-1].number != len(every) - 1:
            raise ValueError("patterns have other numbers than they had")
    return every


def from_nested(patterns: Patterns, saved: Plain) -> Pattern:
    """Build the pattern that :func:`nested` was given."""
    return _restored(patterns, saved, lambda one: from_nested(patterns, one))


def _restored(patterns: Patterns, saved: Plain, member: Callable[[Any], Pattern]) -> Pattern:
    kind, *rest = saved
    if kind == "element":
        return patterns.element(rest[0], restored(rest[1]))
    if kind == "value":
        return patterns.value(*rest)
    members = list(map(member, rest[-1]))
    if kind == "data":
        return patterns.data(*rest[:3], *members)
    if kind == "attribute":
        return patterns.attribute(restored(rest[0]), members[0])
    make = getattr(patterns, kind)
    if isinstance(make, Pattern):
        return make
    made: Pattern = make(members[0] if kind in _SINGLE else members)
    return made


def _number(pattern: Pattern) -> int:
    return pattern.number
