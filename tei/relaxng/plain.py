"""Name classes and patterns as plain tuples, and back, for files: a pattern refers to others by number.

Since patterns have one normal form, building them again in their order gives them the numbers they had.
"""

from collections.abc import Sequence
from typing import Any

from tei.relaxng.names import AnyName, Name, NameChoice, NameClass, NsName
from tei.relaxng.patterns import (
    Attribute,
    Choice,
    Data,
    Element,
    Group,
    Interleave,
    List,
    OneOrMore,
    Pattern,
    Patterns,
    Value,
)

Plain = tuple[Any, ...]

_WITH_MEMBERS: dict[type[Pattern], str] = {
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
    members = tuple(member.number for member in pattern.members)
    match pattern:
        case Attribute():
            return "attribute", dumped(pattern.names), members
        case Data():
            return "data", pattern.library, pattern.type, pattern.parameters, members
        case Value():
            return "value", pattern.library, pattern.type, pattern.text, pattern.namespaces
        case Element():
            return "element", pattern.element
    return _WITH_MEMBERS.get(type(pattern), ""), members


def restored_patterns(
    patterns: Patterns, saved: Sequence[Plain], names: Sequence[NameClass]
) -> list[Pattern]:
    """Build patterns in the order of their numbers; ``names`` are those of the element definitions."""
    every: list[Pattern] = []
    for pattern in saved:
        every.append(_restored(patterns, every, pattern, names) if pattern[0] else patterns.all[len(every)])
        if every[-1].number != len(every) - 1:
            raise ValueError("patterns have other numbers than they had")
    return every


def _restored(patterns: Patterns, every: list[Pattern], saved: Plain, names: Sequence[NameClass]) -> Pattern:
    kind, *rest = saved
    if kind == "element":
        return patterns.element(rest[0], names[rest[0]])
    if kind == "value":
        return patterns.value(*rest)
    members = [every[number] for number in rest[-1]]
    if kind == "data":
        return patterns.data(*rest[:3], *members)
    if kind == "attribute":
        return patterns.attribute(restored(rest[0]), members[0])
    made: Pattern = getattr(patterns, kind)(members[0] if kind in _SINGLE else members)
    return made
