"""What the restrictions of section 7 ask about a pattern, summed up: kinds, attributes, content, depth, faults."""

from collections.abc import Iterable
from typing import NamedTuple

from tei.relaxng.grammar import (
    Attribute,
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
from tei.relaxng.names import Name
from tei.relaxng.restrictions.name_sets import Wildcard
from tei.relaxng.sources.source import SourceElement

ATTRIBUTE, REF, TEXT, DATA, LIST, GROUP, INTERLEAVE, ONE_OR_MORE, EMPTY, GROUPED = (1 << n for n in range(10))
WORDS = {
    REF: "an element",
    ATTRIBUTE: "an attribute",
    TEXT: "`text`",
    DATA: "`data` or `value`",
    LIST: "`list`",
    GROUP: "a group",
    INTERLEAVE: "`interleave`",
    ONE_OR_MORE: "`oneOrMore` or `zeroOrMore`",
    EMPTY: "`empty`",
}
KINDS: dict[type, int] = {
    Attribute: ATTRIBUTE,
    Ref: REF,
    Text: TEXT,
    Data: DATA,
    Value: DATA,
    List: LIST,
    Group: GROUP,
    Interleave: INTERLEAVE,
    OneOrMore: ONE_OR_MORE,
    Empty: EMPTY,
}
# Content types (7.2): nothing or attributes; text and elements; data, which must be alone.
NONE, COMPLEX, SIMPLE = range(3)


class Fault(NamedTuple):
    """A broken restriction; it counts only if its pattern is in an element that can be reached."""

    source: SourceElement
    message: str
    clause: str


class Summary:
    """What the restrictions ask about a pattern.

    ``kinds`` are the kinds of patterns in it, itself included, down to elements and attributes; ``names`` and
    ``wildcards`` are those of its attributes; ``single`` is an attribute that has a wildcard and is in no oneOrMore.
    ``crowded`` is a place where data is not alone, which is a fault outside of ``list`` only (7.2).
    """

    __slots__ = ("content", "crowded", "depth", "fault", "kinds", "names", "single", "wildcards")

    def __init__(self, kinds: int, content: int = NONE) -> None:
        self.kinds, self.content, self.depth = kinds, content, 0
        self.names: frozenset[Name] = frozenset()
        self.wildcards: tuple[Wildcard, ...] = ()
        self.single: SourceElement | None = None
        self.fault: Fault | None = None
        self.crowded: SourceElement | None = None


LEAVES: dict[type, Summary] = {
    Empty: Summary(EMPTY),
    NotAllowed: Summary(0),
    Text: Summary(TEXT, COMPLEX),
    Ref: Summary(REF, COMPLEX),
    Data: Summary(DATA, SIMPLE),
    Value: Summary(DATA, SIMPLE),
}


def together(kinds: int, parts: Iterable[Summary]) -> Summary:
    """Summarise what all kinds of patterns have from their parts."""
    summary = Summary(kinds)
    depth, content = 0, NONE
    for part in parts:
        kinds |= part.kinds
        if part.depth >= depth:
            depth = part.depth + 1
        if part.content > content:  # noqa: PLR1730 -- this is the loop that all members go through; max() is slow
            content = part.content
        if part.fault or part.crowded or part.single:
            summary.fault = summary.fault or part.fault
            summary.crowded = summary.crowded or part.crowded
            summary.single = summary.single or part.single
    summary.kinds, summary.depth, summary.content = kinds, depth, content
    return summary


def all_names(parts: Iterable[Summary]) -> tuple[frozenset[Name], tuple[Wildcard, ...]]:
    """Give the names and wildcards of all attributes in some patterns."""
    with_names = [part for part in parts if part.kinds & ATTRIBUTE]
    wildcards = dict.fromkeys(wildcard for part in with_names for wildcard in part.wildcards)
    return frozenset().union(*(part.names for part in with_names)), tuple(wildcards)


def sorted_out(classes: Iterable[Name | Wildcard]) -> tuple[frozenset[Name], tuple[Wildcard, ...]]:
    """Divide the parts of name classes into names and wildcards."""
    names: set[Name] = set()
    wildcards: dict[Wildcard, None] = {}
    for option in classes:
        if isinstance(option, Name):
            names.add(option)
        else:
            wildcards[option] = None
    return frozenset(names), tuple(wildcards)
