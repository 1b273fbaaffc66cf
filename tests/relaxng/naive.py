"""A validator as simple as can be: derivatives with the whole rest of the document in the pattern, nothing remembered.

It follows the definition of matching (RELAX NG specification, section 6) pattern by pattern, by Clark's derivative
with ``After``, and shares no code with the engine but the simple form and the datatypes.
"""

from dataclasses import dataclass

from tei.relaxng.datatypes import datatype
from tei.relaxng.grammar import (
    Attribute,
    Choice,
    Data,
    Empty,
    Group,
    Interleave,
    List,
    NotAllowed,
    OneOrMore,
    Ref,
    Text,
    Value,
)
from tei.relaxng.names import Name, contains


@dataclass(frozen=True)
class After:
    """``inner``, then the end tag, then ``rest``."""

    inner: object
    rest: object


NO, EMPTY = NotAllowed(), Empty()


def is_valid(grammar, document):
    """Say whether a document, an element of lxml, is valid."""
    return nullable(child(grammar, grammar.start, document))


def nullable(pattern):
    match pattern:
        case Empty() | Text():
            return True
        case Choice(members):
            return any(map(nullable, members))
        case Group(members) | Interleave(members):
            return all(map(nullable, members))
        case OneOrMore(member):
            return nullable(member)
    return False


def choice(patterns):
    found = [pattern for pattern in dict.fromkeys(patterns) if pattern != NO]
    return found[0] if len(found) == 1 else Choice(tuple(found)) if found else NO


def sequence(kind, patterns):
    if NO in patterns:
        return NO
    found = [pattern for pattern in patterns if pattern != EMPTY]
    return found[0] if len(found) == 1 else kind(tuple(found)) if found else EMPTY


def after(inner, rest):
    return NO if NO in {inner, rest} else After(inner, rest)


def inside(pattern, change):
    """Change what comes after the element that is open."""
    match pattern:
        case After(inner, rest):
            return after(inner, change(rest))
        case Choice(members):
            return choice(inside(member, change) for member in members)
    return NO


def child(grammar, pattern, element):
    name = Name(*(element.tag[1:].split("}") if "}" in element.tag else ("", element.tag)))
    pattern = opened(grammar, pattern, name)
    for key, value in element.items():
        pattern = attribute(pattern, Name("", key), value)
    pattern = closed(pattern)
    texts = [element.text or "", *(one.tail or "" for one in element)]
    if not len(element):
        blank = [pattern] if not texts[0].strip() else []
        return ended(choice([*blank, text(pattern, texts[0])]))
    for at, one in enumerate(texts):
        if one.strip():
            pattern = text(pattern, one)
        if at < len(element):
            pattern = child(grammar, pattern, element[at])
    return ended(pattern)


def opened(grammar, pattern, name):
    match pattern:
        case Ref(number):
            definition = grammar.elements[number]
            return after(definition.content, EMPTY) if contains(definition.names, name) else NO
        case Choice(members):
            return choice(opened(grammar, member, name) for member in members)
        case After(inner, rest):
            return inside(opened(grammar, inner, name), lambda left: after(left, rest))
    return steps(pattern, lambda member: opened(grammar, member, name), inside)


def steps(pattern, step, change):
    """Take a step in one member of a group, an interleaving or a repetition."""
    match pattern:
        case OneOrMore(member):
            again = Choice((EMPTY, pattern))
            return change(step(member), lambda left: sequence(Group, (left, again)))
        case Interleave(members):
            return choice(
                change(
                    step(member),
                    lambda left, at=at: sequence(Interleave, (*members[:at], left, *members[at + 1 :])),
                )
                for at, member in enumerate(members)
            )
        case Group((first, *others)):
            rest = sequence(Group, tuple(others))
            found = change(step(first), lambda left: sequence(Group, (left, rest)))
            return choice([found, step(rest)]) if nullable(first) else found
    return NO


def attribute(pattern, name, value):
    match pattern:
        case Attribute(names, content):
            return EMPTY if contains(names, name) and has(content, value) else NO
        case After(inner, rest):
            return after(attribute(inner, name, value), rest)
        case Choice(members):
            return choice(attribute(member, name, value) for member in members)
        case OneOrMore(member):
            return sequence(Group, (attribute(member, name, value), Choice((EMPTY, pattern))))
        case Group(members) | Interleave(members):
            return choice(
                sequence(type(pattern), (*members[:at], attribute(member, name, value), *members[at + 1 :]))
                for at, member in enumerate(members)
            )
    return NO


def has(content, value):
    return (nullable(content) and not value.strip()) or nullable(text(content, value))


def closed(pattern):
    match pattern:
        case Attribute():
            return NO
        case After(inner, rest):
            return after(closed(inner), rest)
        case Choice(members):
            return choice(map(closed, members))
        case Group(members) | Interleave(members):
            return sequence(type(pattern), tuple(map(closed, members)))
        case OneOrMore(member):
            left = closed(member)
            return NO if left == NO else OneOrMore(left)
    return pattern


def text(pattern, value):  # noqa: PLR0911 -- one line for each kind
    match pattern:
        case After(inner, rest):
            return after(text(inner, value), rest)
        case Choice(members):
            return choice(text(member, value) for member in members)
        case Text():
            return pattern
        case Data(library, name, parameters):
            return EMPTY if datatype(library, name, parameters).allows(value, {}.get) else NO
        case Value(library, name, wanted):
            kind = datatype(library, name, ())
            found = kind.value(value, {}.get)
            return EMPTY if found is not None and found == kind.value(wanted, {}.get) else NO
        case List(member):
            for token in value.split():
                member = text(member, token)
            return EMPTY if nullable(member) else NO
    return steps(
        pattern, lambda member: text(member, value), lambda left, change: NO if left == NO else change(left)
    )


def ended(pattern):
    match pattern:
        case After(inner, rest):
            return rest if nullable(inner) else NO
        case Choice(members):
            return choice(map(ended, members))
    return NO
