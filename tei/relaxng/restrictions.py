"""The restrictions on schemas (RELAX NG specification, section 7), checked on the simple form.

Each pattern is looked at once, after its members, and gets a summary of what the restrictions ask about; a pattern that
many refer to is summarised for all of them. Nothing here is recursive, as patterns may be deep through definitions.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from tei.relaxng import traversal
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
    Pattern,
    Ref,
    Text,
    Value,
)
from tei.relaxng.name_classes import described
from tei.relaxng.name_sets import NameSet, Wildcard
from tei.relaxng.names import Name, contains, options
from tei.relaxng.normalisation import SimpleForm
from tei.relaxng.source import SourceElement

DEEPEST = 200
"""How deep patterns may nest, definitions expanded: those who work on the simple form may go through it by recursion."""

ATTRIBUTE, _REF, _TEXT, DATA, _LIST, _GROUP, _INTERLEAVE, _ONE_OR_MORE, _EMPTY, _GROUPED = (
    1 << n for n in range(10)
)
_WORDS = {
    _REF: "an element",
    ATTRIBUTE: "an attribute",
    _TEXT: "`text`",
    DATA: "`data` or `value`",
    _LIST: "`list`",
    _GROUP: "a group",
    _INTERLEAVE: "`interleave`",
    _ONE_OR_MORE: "`oneOrMore` or `zeroOrMore`",
    _EMPTY: "`empty`",
}
_KINDS: dict[type, int] = {
    Attribute: ATTRIBUTE,
    Ref: _REF,
    Text: _TEXT,
    Data: DATA,
    Value: DATA,
    List: _LIST,
    Group: _GROUP,
    Interleave: _INTERLEAVE,
    OneOrMore: _ONE_OR_MORE,
    Empty: _EMPTY,
}
_IN_ATTRIBUTE = _REF | ATTRIBUTE
_IN_LIST = _LIST | _REF | ATTRIBUTE | _TEXT | _INTERLEAVE
_IN_EXCEPT = ATTRIBUTE | _REF | _LIST | _GROUP | _INTERLEAVE | _ONE_OR_MORE | _EMPTY | _TEXT
_IN_START = ATTRIBUTE | DATA | _TEXT | _LIST | _GROUP | _INTERLEAVE | _ONE_OR_MORE | _EMPTY
# Content types (7.2): nothing or attributes; text and elements; data, which must be alone.
_NONE, _COMPLEX, _SIMPLE = range(3)


_DATA_ALONE = "`data`, `value` or `list` cannot be repeated or stand beside text, elements or other data; `list` can hold several values"


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

    def __init__(self, kinds: int, content: int = _NONE) -> None:
        self.kinds, self.content, self.depth = kinds, content, 0
        self.names: frozenset[Name] = frozenset()
        self.wildcards: tuple[Wildcard, ...] = ()
        self.single: SourceElement | None = None
        self.fault: Fault | None = None
        self.crowded: SourceElement | None = None


_LEAVES: dict[type, Summary] = {
    Empty: Summary(_EMPTY),
    NotAllowed: Summary(0),
    Text: Summary(_TEXT, _COMPLEX),
    Ref: Summary(_REF, _COMPLEX),
    Data: Summary(DATA, _SIMPLE),
    Value: Summary(DATA, _SIMPLE),
}


def check(form: SimpleForm, start: SourceElement) -> dict[int, Summary]:
    """Check a schema, whose start is at ``start`` in the source; give the summaries of its patterns by identity."""
    restrictions = Restrictions(form)
    restrictions.check_start(form.start, start)
    for content in form.contents:
        restrictions.check_element(content)
    return restrictions.summaries


class Restrictions:
    """One check of one schema; ``summaries`` are by the identity of patterns, ``drafts`` the elements by number."""

    def __init__(self, form: SimpleForm) -> None:
        self.drafts, self.places = form.drafts, form.places
        self.summaries: dict[int, Summary] = {}
        for pattern in form.patterns:
            self.summaries[id(pattern)] = self.summarise(pattern)

    def check_start(self, pattern: Pattern, source: SourceElement) -> None:
        """Check what the start may be (7.1.5)."""
        summary = self.summaries[id(pattern)]
        found = summary.kinds & _IN_START
        if found:
            message = (
                f"a schema can start with elements only, but {self.what((pattern,), found)} is in its start"
            )
            raise source.error(message, "7.1.5")

    def check_element(self, content: Pattern) -> None:
        """Check the content of an element."""
        summary = self.summaries[id(content)]
        if summary.fault:
            raise summary.fault.source.error(summary.fault.message, summary.fault.clause)
        if summary.crowded:
            raise summary.crowded.error(_DATA_ALONE, "7.2")
        if summary.single:
            message = "an attribute of any name must be in `oneOrMore` or `zeroOrMore`: an element may have several such"
            raise summary.single.error(message, "7.3")

    def summarise(self, pattern: Pattern) -> Summary:
        """Summarise a pattern whose parts are summarised."""
        summariser = _SUMMARISERS.get(type(pattern))
        inside = traversal.parts(pattern)
        if summariser is None or not inside:
            return _LEAVES[type(pattern)]
        summaries = self.summaries
        parts = [summaries[id(part)] for part in inside]
        summary = _together(_KINDS.get(type(pattern), 0), dict.fromkeys(parts))
        if summary.depth > DEEPEST:
            message = f"patterns are nested more than {DEEPEST} deep, definitions included"
            raise self.place(pattern).error(message, "")
        summariser(self, pattern, summary, parts)
        return summary

    # -- one kind each; ``summary`` has what is in the parts, and is to be completed ------------------------------------

    def choice(self, _pattern: Pattern, summary: Summary, parts: list[Summary]) -> None:
        if summary.kinds & ATTRIBUTE:
            summary.names, summary.wildcards = _all_names(parts)

    def sequence(self, pattern: Pattern, summary: Summary, parts: list[Summary]) -> None:
        """Summarise a group or interleave: no attribute twice (7.3), data alone (7.2)."""
        if summary.kinds & ATTRIBUTE:
            summary.kinds |= _GROUPED
            summary.names, summary.wildcards = _all_names(parts)
            if summary.wildcards or len(summary.names) < sum([len(part.names) for part in parts]):
                self.check_attributes(pattern, summary, parts)
        if summary.content == _SIMPLE and sum(part.content != _NONE for part in parts) > 1:
            summary.crowded = summary.crowded or self.place(pattern)
        if isinstance(pattern, Interleave):
            self.interleave(pattern, summary, parts)

    def check_attributes(self, pattern: Pattern, summary: Summary, parts: list[Summary]) -> None:
        """Check that no attribute is in more than one part (7.3)."""
        seen = NameSet()
        for part in parts:
            shared = seen.add(part.names, part.wildcards)
            if shared:
                summary.fault = summary.fault or self.twice(pattern, shared)
                return

    def interleave(self, pattern: Interleave, summary: Summary, parts: list[Summary]) -> None:
        """Check that the members share no text and no element (7.4)."""
        if sum(part.kinds & _TEXT != 0 for part in parts) > 1:
            self.fault(
                pattern, summary, "`text` is in more than one part of this `interleave` or `mixed`", "7.4"
            )
        with_elements = [
            member
            for member, part in zip(pattern.members, parts, strict=True)
            if part.kinds & _REF and not part.fault
        ]
        if len(with_elements) < 2:
            return
        seen = NameSet()
        for member in with_elements:
            shared = seen.add(*self.element_names(member))
            if shared:
                message = (
                    f"{described(shared, 'element')} is in more than one part of this `interleave` or `mixed`"
                )
                self.fault(pattern, summary, message, "7.4")
                return

    def one_or_more(self, pattern: Pattern, summary: Summary, parts: list[Summary]) -> None:
        summary.names, summary.wildcards, summary.single = parts[0].names, parts[0].wildcards, None
        if summary.kinds & _GROUPED:
            message = "attributes cannot be repeated as part of a sequence; take them out of `oneOrMore` or `zeroOrMore`"
            self.fault(pattern, summary, message, "7.1.2")
        if summary.content == _SIMPLE:
            summary.crowded = summary.crowded or self.place(pattern)

    def attribute(self, pattern: Pattern, summary: Summary, parts: list[Summary]) -> None:
        assert isinstance(pattern, Attribute)  # noqa: S101 -- said to the type checker
        summary.kinds, summary.content, summary.single = ATTRIBUTE, _NONE, None
        rule = parts[0].kinds & _IN_ATTRIBUTE, "an attribute cannot have {} in it", "7.1.1"
        self.refuse(pattern, summary, rule)
        summary.names, summary.wildcards = _sorted_out(options(pattern.names))
        if summary.wildcards:
            summary.single = self.place(pattern)

    def list_of(self, pattern: Pattern, summary: Summary, parts: list[Summary]) -> None:
        summary.kinds, summary.content, summary.crowded = _LIST, _SIMPLE, None
        self.refuse(pattern, summary, (parts[0].kinds & _IN_LIST, "`list` cannot have {} in it", "7.1.3"))

    def data(self, pattern: Pattern, summary: Summary, parts: list[Summary]) -> None:
        summary.kinds, summary.content = DATA, _SIMPLE
        rule = parts[0].kinds & _IN_EXCEPT, "`except` in `data` cannot have {} in it", "7.1.4"
        self.refuse(pattern, summary, rule)

    # -- faults --------------------------------------------------------------------------------------------------------

    def fault(self, pattern: Pattern, summary: Summary, message: str, clause: str) -> None:
        """Note a fault, unless there is one further in."""
        if summary.fault is None:
            summary.fault = Fault(self.place(pattern), message, clause)

    def refuse(self, pattern: Pattern, summary: Summary, rule: tuple[int, str, str]) -> None:
        """Note a prohibited path, if there is one: ``rule`` has the kinds found, the message, the clause (7.1)."""
        found, message, clause = rule
        if found:
            self.fault(pattern, summary, message.format(self.what(traversal.parts(pattern), found)), clause)

    def twice(self, pattern: Pattern, name: Name) -> Fault:
        """Say which attributes of a group or interleave have a name in common."""
        places = [self.place(part) for part in traversal.attributes(pattern) if contains(part.names, name)]
        lines = " and ".join(str(place.line) for place in places[:2])
        whence = f"lines {lines}" if len(places) > 1 else f"line {lines} is referred to more than once"
        return Fault(
            places[-1], f"{described(name, 'attribute')} is allowed twice in one element ({whence})", "7.3"
        )

    def place(self, pattern: Pattern) -> SourceElement:
        """Where a pattern that has parts was written."""
        return self.places[id(pattern)][1]

    def what(self, patterns: tuple[Pattern, ...], kinds: int) -> str:
        """Say in words which pattern of the kinds is among some or in them, with its line if it is known."""
        seen: set[int] = set()
        pending = list(patterns[::-1])
        while pending:
            pattern = pending.pop()
            if _KINDS.get(type(pattern), 0) & kinds:
                return self.worded(pattern)
            if id(pattern) not in seen and not isinstance(pattern, Attribute):
                seen.add(id(pattern))
                pending += traversal.parts(pattern)[::-1]
        raise AssertionError("a summary says what is in no pattern")

    def worded(self, pattern: Pattern) -> str:
        words = _WORDS[_KINDS[type(pattern)]]
        if isinstance(pattern, Ref):
            source = self.drafts[pattern.number].source
        elif id(pattern) in self.places and traversal.parts(pattern):
            source = self.places[id(pattern)][1]
        else:
            return words
        return f"{words} (line {source.line})"

    def element_names(self, pattern: Pattern) -> tuple[frozenset[Name], tuple[Wildcard, ...]]:
        """Give the names of all elements in a pattern."""
        numbers = traversal.references([pattern], set())
        return _sorted_out(option for number in numbers for option in options(self.drafts[number].names))


def _together(kinds: int, parts: Iterable[Summary]) -> Summary:
    """Summarise what all kinds of patterns have from their parts."""
    summary = Summary(kinds)
    depth, content = 0, _NONE
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


def _all_names(parts: Iterable[Summary]) -> tuple[frozenset[Name], tuple[Wildcard, ...]]:
    """Give the names and wildcards of all attributes in some patterns."""
    with_names = [part for part in parts if part.kinds & ATTRIBUTE]
    wildcards = dict.fromkeys(wildcard for part in with_names for wildcard in part.wildcards)
    return frozenset().union(*(part.names for part in with_names)), tuple(wildcards)


def _sorted_out(classes: Iterable[Name | Wildcard]) -> tuple[frozenset[Name], tuple[Wildcard, ...]]:
    """Divide the parts of name classes into names and wildcards."""
    names: set[Name] = set()
    wildcards: dict[Wildcard, None] = {}
    for option in classes:
        if isinstance(option, Name):
            names.add(option)
        else:
            wildcards[option] = None
    return frozenset(names), tuple(wildcards)


_SUMMARISERS: dict[type, Callable[[Restrictions, Pattern, Summary, list[Summary]], None]] = {
    Choice: Restrictions.choice,
    Group: Restrictions.sequence,
    Interleave: Restrictions.sequence,
    OneOrMore: Restrictions.one_or_more,
    Attribute: Restrictions.attribute,
    List: Restrictions.list_of,
    Data: Restrictions.data,
}
