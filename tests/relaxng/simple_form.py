"""The simple form of a schema as text that one can read, much like the compact syntax."""

from tei.relaxng.grammar import (
    Attribute,
    Choice,
    Data,
    Empty,
    Grammar,
    Group,
    Interleave,
    List,
    NotAllowed,
    OneOrMore,
    Pattern,
    Ref,
    Text,
    Value,
)
from tei.relaxng.names import AnyName, Name, NameChoice, NameClass, NsName

SEPARATORS = {Choice: " | ", Group: ", ", Interleave: " & "}
WORDS = {Empty: "empty", NotAllowed: "notAllowed", Text: "text"}


def shown(grammar: Grammar) -> str:
    """Write the start and the elements by number, a line each."""
    elements = (
        f"{number} = element {names(element.names)} {{ {pattern(element.content)} }}"
        for number, element in enumerate(grammar.elements)
    )
    return "\n".join([f"start = {pattern(grammar.start)}", *elements])


def pattern(one: Pattern) -> str:
    """Write a pattern; references are numbers."""
    if type(one) in WORDS:
        return WORDS[type(one)]
    if isinstance(one, Choice | Group | Interleave):
        return f"({SEPARATORS[type(one)].join(map(pattern, one.members))})"
    if isinstance(one, OneOrMore):
        return f"{pattern(one.member)}+"
    if isinstance(one, List):
        return f"list {{ {pattern(one.member)} }}"
    if isinstance(one, Attribute):
        return f"attribute {names(one.names)} {{ {pattern(one.content)} }}"
    return str(one.number) if isinstance(one, Ref) else data(one)


def data(one: Data | Value) -> str:
    """Write a pattern of data."""
    library = one.library.rpartition("/")[2]
    name = f"{library}:{one.type}" if library else one.type
    if isinstance(one, Value):
        scope = " ".join(f"[{prefix}={uri}]" for prefix, uri in one.namespaces)
        return f'{name} "{one.text}"{scope}'
    facets = "".join(f' {key} = "{text}"' for key, text in one.parameters)
    excluded = f" - {pattern(one.excluded)}" if one.excluded else ""
    return f"{name}{f' {{{facets} }}' if facets else ''}{excluded}"


def names(one: NameClass | None) -> str:
    """Write a name class."""
    if isinstance(one, NameChoice):
        return f"({' | '.join(map(names, one.options))})"
    if isinstance(one, Name):
        return str(one)
    wildcard = f"{{{one.namespace}}}*" if isinstance(one, NsName) else "*"
    assert isinstance(one, AnyName | NsName)
    return f"({wildcard} - {names(one.excluded)})" if one.excluded else wildcard
