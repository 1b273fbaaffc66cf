"""Value patterns looked at from outside: their alternatives, the texts they name, what they are called.

Patterns of two schemas are different objects even where they say the same; ``form`` makes them comparable.
"""

from collections.abc import Iterator
from functools import lru_cache

from tei.relaxng.datatypes import XSD
from tei.relaxng.datatypes.datatype import DatatypeError
from tei.relaxng.matching.patterns import (
    Attribute,
    Choice,
    Composite,
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
from tei.relaxng.matching.values import datatype_of

BLANK_KEEPING = {
    ("", "string"),
    *((XSD, name) for name in ("string", "normalizedString", "untypedAtomic", "anyAtomicType")),
}
"""The types for which white space counts; all others collapse it."""
TEXT_TYPES = {
    ("", "token"),
    *((XSD, name) for name in ("token", "language", "Name", "NCName", "NMTOKEN", "ID", "IDREF", "ENTITY")),
}
"""The types that collapse white space, and then compare letter by letter."""
LONGEST = 90
Form = tuple[object, ...]


def alternatives(value: Pattern) -> tuple[Pattern, ...]:
    """Give the members of a choice, or the pattern itself; none for what matches nothing."""
    if isinstance(value, NotAllowed):
        return ()
    return value.members if isinstance(value, Choice) else (value,)


def whole_text(patterns: Patterns, content: Pattern) -> Pattern:
    """Give the value that the content of an element without children may be (section 6.2.7)."""
    if isinstance(content, Empty | Text | Data | Value | List):
        return content
    if isinstance(content, Element | NotAllowed | Attribute):
        return patterns.not_allowed
    if isinstance(content, Choice | OneOrMore):
        found = [whole_text(patterns, member) for member in content.members]
    else:
        found = list(_of_all(patterns, content))
    return patterns.choice((*found, patterns.empty) if content.is_nullable else found)


def _of_all(patterns: Patterns, content: Pattern) -> Iterator[Pattern]:
    """Give what one member of a group may be, where all others may be nothing."""
    needed = [member for member in content.members if not member.is_nullable]
    for member in content.members:
        if not needed or needed == [member]:
            yield whole_text(patterns, member)


@lru_cache(maxsize=4096)
def form(pattern: Pattern) -> Form:
    """Give a value pattern as plain data, so that equal ones of two schemas are equal."""
    members = tuple(map(form, pattern.members))
    if isinstance(pattern, Data):
        return ("data", pattern.library, pattern.type, pattern.parameters, *members)
    if isinstance(pattern, Value):
        return ("value", pattern.library, pattern.type, pattern.text, pattern.namespaces)
    if isinstance(pattern, Choice | Interleave):
        return (type(pattern).__name__, frozenset(members))
    return (type(pattern).__name__, *members)


def is_unrestricted(pattern: Pattern) -> bool:
    """Say whether the pattern takes any text."""
    if isinstance(pattern, Text):
        return True
    if not isinstance(pattern, Data) or pattern.members or pattern.parameters:
        return False
    return pattern.library in {"", XSD} and pattern.type in {"string", "normalizedString", "token"}


def ignores_blanks(pattern: Pattern) -> bool:
    """Say whether white space around the text, and how much of it stands within, makes no difference to the pattern."""
    if isinstance(pattern, Data | Value):
        collapses = (pattern.library, pattern.type) not in BLANK_KEEPING
        return is_unrestricted(pattern) or (collapses and all(map(ignores_blanks, pattern.members)))
    if isinstance(pattern, Choice):
        return all(map(ignores_blanks, pattern.members))
    return isinstance(pattern, Text | List | Empty)


def named_texts(pattern: Pattern) -> Iterator[str]:
    """Give the texts that the pattern names as values."""
    if isinstance(pattern, Value):
        yield pattern.text
    for member in pattern.members:
        yield from named_texts(member)


def texts_of_type(pattern: Pattern) -> Iterator[str]:
    """Give texts that the pattern should take, its white space varied."""
    if isinstance(pattern, Value):
        collapsed = " ".join(pattern.text.split())
        yield from (pattern.text, collapsed, f" {collapsed}", f"  {collapsed} ", collapsed.replace(" ", "  "))
    if isinstance(pattern, Empty):
        yield from ("", " ", "  ")
    if isinstance(pattern, Data):
        from tei.relaxng.datatypes.inclusion import example  # noqa: PLC0415 -- automata of expressions

        try:
            found = example(datatype_of(pattern))
        except DatatypeError:
            return
        if found is not None:
            yield found


def described(pattern: Pattern) -> str:
    """Name a value pattern in a few words."""
    text = _described(pattern)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _described(pattern: Pattern) -> str:
    if isinstance(pattern, Value):
        return f"“{pattern.text}”"
    inner = [_described(member) for member in pattern.members]
    if isinstance(pattern, Data):
        facets = ", ".join(f"{name} {value}" for name, value in pattern.parameters)
        return (
            f"{pattern.type}{f' ({facets})' if facets else ''}{' except ' if inner else ''}{''.join(inner)}"
        )
    if isinstance(pattern, Composite):
        return WORDS[type(pattern)].format(
            " or ".join(inner) if isinstance(pattern, Choice) else ", ".join(inner)
        )
    return "text" if isinstance(pattern, Text) else "nothing"


WORDS: dict[type[Pattern], str] = {
    Choice: "{}",
    Group: "{}",
    Interleave: "{}",
    OneOrMore: "one or more of {}",
    List: "a list of {}",
    Attribute: "an attribute of {}",
}
