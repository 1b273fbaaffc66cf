"""A grammar in simple form as a schema in XML syntax, to be read by other engines."""

from xml.sax.saxutils import escape, quoteattr

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
from tei.relaxng.names import AnyName, Name, NameChoice, NsName

TAGS = {
    Choice: "choice",
    Group: "group",
    Interleave: "interleave",
    OneOrMore: "oneOrMore",
    List: "list",
    Text: "text",
    Empty: "empty",
    NotAllowed: "notAllowed",
}


def written(grammar):
    """Write a schema."""
    defines = "".join(
        f'<define name="d{number}"><element>{names(element.names)}{pattern(element.content)}</element></define>'
        for number, element in enumerate(grammar.elements)
    )
    start = f"<start>{pattern(grammar.start)}</start>"
    return f'<grammar xmlns="http://relaxng.org/ns/structure/1.0">{start}{defines}</grammar>'


def pattern(one):  # noqa: PLR0911 -- one for each kind
    match one:
        case Ref(number):
            return f'<ref name="d{number}"/>'
        case Attribute(of, content):
            return f"<attribute>{names(of)}{pattern(content)}</attribute>"
        case Value():
            return f"<value type={quoteattr(one.type)} datatypeLibrary={quoteattr(one.library)}>{escape(one.text)}</value>"
        case Data():
            excluded = f"<except>{pattern(one.excluded)}</except>" if one.excluded else ""
            return (
                f"<data type={quoteattr(one.type)} datatypeLibrary={quoteattr(one.library)}>{excluded}</data>"
            )
        case OneOrMore(member) | List(member):
            return tagged(TAGS[type(one)], pattern(member))
        case Choice(members) | Group(members) | Interleave(members):
            return tagged(TAGS[type(one)], "".join(map(pattern, members)))
    return tagged(TAGS[type(one)], "")


def names(of):
    match of:
        case Name(namespace, local):
            return f"<name ns={quoteattr(namespace)}>{local}</name>"
        case NameChoice(options):
            return tagged("choice", "".join(map(names, options)))
        case AnyName(excluded):
            return tagged("anyName", excepted(excluded))
        case NsName(namespace, excluded):
            return f"<nsName ns={quoteattr(namespace)}>{excepted(excluded)}</nsName>"
    raise TypeError(of)


def excepted(names_):
    return tagged("except", names(names_)) if names_ else ""


def tagged(name, content):
    return f"<{name}>{content}</{name}>"
