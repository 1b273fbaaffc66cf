"""Small random grammars, and the names and texts that they and their documents are made of."""

from hypothesis import strategies as st

from tei.relaxng.grammar import (
    Attribute,
    Choice,
    Data,
    Element,
    Empty,
    Grammar,
    Group,
    Interleave,
    List,
    NotAllowed,
    OneOrMore,
    Ref,
    Text,
    Value,
)
from tei.relaxng.names import AnyName, Name, NameChoice

ELEMENTS = tuple(Name("", local) for local in "abx")
ATTRIBUTES = tuple(Name("", local) for local in "pqx")
TEXTS = ("", "1", " 1", "2", "1 2")

VALUES = st.sampled_from(
    [
        Text(),
        Empty(),
        Data("", "token"),
        Data("", "string"),
        Value("", "token", "1"),
        Value("", "token", "2"),
        Value("", "string", "1"),
        Value("", "token", "1 2"),
        Choice((Value("", "token", "1"), Value("", "token", "2"))),
        Choice((Empty(), Value("", "string", "1"))),
        List(Value("", "token", "1")),
        List(OneOrMore(Choice((Value("", "token", "1"), Value("", "token", "2"))))),
        List(Group((Data("", "token"), Choice((Empty(), Value("", "token", "2")))))),
    ]
)
DATA = VALUES.filter(lambda value: not isinstance(value, Text | Empty))


def attributes(name):
    required = st.builds(Attribute, st.just(Name("", name)), VALUES)
    return st.one_of(st.just(Empty()), required, st.builds(optional, required))


def optional(pattern):
    return Choice((Empty(), pattern))


def star(pattern):
    return Choice((Empty(), OneOrMore(pattern)))


WILD = star(Attribute(AnyName(NameChoice((Name("", "p"), Name("", "q")))), Text()))
ATTRIBUTE_SETS = st.one_of(
    st.builds(lambda p, q: flat(Group, (p, q)), attributes("p"), attributes("q")),
    st.builds(lambda p, q: flat(Choice, (p, q)), attributes("p"), attributes("q")),
    st.builds(lambda p, q: flat(Group, (p, q, WILD)), attributes("p"), attributes("q")),
)


def contents(count):
    """Contents that refer to some of ``count`` definitions."""
    leaves = st.one_of(st.builds(Ref, st.integers(0, count - 1)), st.just(Text()), st.just(Empty()))
    inner = st.recursive(
        leaves,
        lambda deeper: st.one_of(
            *(
                st.builds(flat, st.just(kind), st.tuples(deeper, deeper))
                for kind in (Choice, Group, Interleave)
            ),
            st.builds(OneOrMore, deeper),
            st.builds(star, deeper),
        ),
        max_leaves=4,
    )
    content = st.one_of(inner, inner, DATA, st.builds(lambda a, b: flat(Choice, (a, b)), inner, DATA))
    both = st.builds(lambda a, c: flat(Group, (a, c)), ATTRIBUTE_SETS, content)
    return st.one_of(both, content, st.builds(lambda a, b: flat(Choice, (a, b)), both, content))


def flat(kind, members):
    """Build a pattern whose members are not of its own kind."""
    found = []
    for member in members:
        found += member.members if isinstance(member, kind) else (member,)
    return kind(tuple(found))


NAME_CLASSES = st.sampled_from(
    [
        Name("", "a"),
        Name("", "a"),
        Name("", "b"),
        Name("", "b"),
        NameChoice((Name("", "a"), Name("", "b"))),
        AnyName(),
        AnyName(Name("", "a")),
    ]
)


@st.composite
def grammars(draw, most=3):
    """Grammars of up to three definitions, in which one name may have several of them."""
    count = draw(st.integers(1, most))
    elements = tuple(Element(draw(NAME_CLASSES), draw(contents(count))) for _ in range(count))
    starts = sorted(draw(st.sets(st.integers(0, count - 1), min_size=1)))
    refs = tuple(map(Ref, starts))
    return Grammar(refs[0] if len(refs) == 1 else Choice(refs), elements)


@st.composite
def neighbours(draw):
    """Two grammars that differ in one definition."""
    first = draw(grammars())
    at = draw(st.integers(0, len(first.elements) - 1))
    changed = list(first.elements)
    new = draw(contents(len(changed)))
    old = changed[at].content
    content = draw(st.sampled_from([new, flat(Choice, (old, new))]))
    changed[at] = Element(changed[at].names, content)
    return first, Grammar(first.start, tuple(changed))


def united(one, other):
    """The grammar of all documents of both."""
    moved = tuple(Element(each.names, renumbered(each.content, len(one.elements))) for each in other.elements)
    start = flat(Choice, (one.start, renumbered(other.start, len(one.elements))))
    return Grammar(start, one.elements + moved)


def renumbered(pattern, by):
    match pattern:
        case Ref(number):
            return Ref(number + by)
        case Choice(members) | Group(members) | Interleave(members):
            return type(pattern)(tuple(renumbered(member, by) for member in members))
        case OneOrMore(member):
            return OneOrMore(renumbered(member, by))
    return pattern


NEVER = Grammar(NotAllowed(), ())
