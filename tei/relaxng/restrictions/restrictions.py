"""The restrictions on schemas (RELAX NG specification, section 7), checked on the simple form.

Each pattern is looked at once, after its members, and gets a summary of what the restrictions ask about; a pattern that
many refer to is summarised for all of them. Nothing here is recursive, as patterns may be deep through definitions.
"""

from collections.abc import Callable

from tei.relaxng import traversal
from tei.relaxng.grammar import (
    Attribute,
    Choice,
    Data,
    Group,
    Interleave,
    List,
    OneOrMore,
    Pattern,
    Ref,
)
from tei.relaxng.names import Name, contains, options
from tei.relaxng.restrictions.name_sets import NameSet, Wildcard
from tei.relaxng.restrictions.summaries import (
    ATTRIBUTE,
    DATA,
    EMPTY,
    GROUP,
    GROUPED,
    INTERLEAVE,
    KINDS,
    LEAVES,
    LIST,
    NONE,
    ONE_OR_MORE,
    REF,
    SIMPLE,
    TEXT,
    WORDS,
    Fault,
    Summary,
    all_names,
    sorted_out,
    together,
)
from tei.relaxng.simplification.name_classes import described
from tei.relaxng.simplification.normalisation import SimpleForm
from tei.relaxng.sources.source import SourceElement

DEEPEST = 200
"""How deep patterns may nest, definitions expanded: those who work on the simple form may go through it by recursion."""

_IN_ATTRIBUTE = REF | ATTRIBUTE
_IN_LIST = LIST | REF | ATTRIBUTE | TEXT | INTERLEAVE
_IN_EXCEPT = ATTRIBUTE | REF | LIST | GROUP | INTERLEAVE | ONE_OR_MORE | EMPTY | TEXT
_IN_START = ATTRIBUTE | DATA | TEXT | LIST | GROUP | INTERLEAVE | ONE_OR_MORE | EMPTY


_DATA_ALONE = "`data`, `value` or `list` cannot be repeated or stand beside text, elements or other data; `list` can hold several values"


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
            return LEAVES[type(pattern)]
        summaries = self.summaries
        parts = [summaries[id(part)] for part in inside]
        summary = together(KINDS.get(type(pattern), 0), dict.fromkeys(parts))
        if summary.depth > DEEPEST:
            message = f"patterns are nested more than {DEEPEST} deep, definitions included"
            raise self.place(pattern).error(message, "")
        summariser(self, pattern, summary, parts)
        return summary

    # -- one kind each; ``summary`` has what is in the parts, and is to be completed ------------------------------------

    def choice(self, _pattern: Pattern, summary: Summary, parts: list[Summary]) -> None:
        if summary.kinds & ATTRIBUTE:
            summary.names, summary.wildcards = all_names(parts)

    def sequence(self, pattern: Pattern, summary: Summary, parts: list[Summary]) -> None:
        """Summarise a group or interleave: no attribute twice (7.3), data alone (7.2)."""
        if summary.kinds & ATTRIBUTE:
            summary.kinds |= GROUPED
            summary.names, summary.wildcards = all_names(parts)
            if summary.wildcards or len(summary.names) < sum([len(part.names) for part in parts]):
                self.check_attributes(pattern, summary, parts)
        if summary.content == SIMPLE and sum(part.content != NONE for part in parts) > 1:
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
        if sum(part.kinds & TEXT != 0 for part in parts) > 1:
            self.fault(
                pattern, summary, "`text` is in more than one part of this `interleave` or `mixed`", "7.4"
            )
        with_elements = [
            member
            for member, part in zip(pattern.members, parts, strict=True)
            if part.kinds & REF and not part.fault
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
        if summary.kinds & GROUPED:
            message = "attributes cannot be repeated as part of a sequence; take them out of `oneOrMore` or `zeroOrMore`"
            self.fault(pattern, summary, message, "7.1.2")
        if summary.content == SIMPLE:
            summary.crowded = summary.crowded or self.place(pattern)

    def attribute(self, pattern: Pattern, summary: Summary, parts: list[Summary]) -> None:
        assert isinstance(pattern, Attribute)  # noqa: S101 -- said to the type checker
        summary.kinds, summary.content, summary.single = ATTRIBUTE, NONE, None
        rule = parts[0].kinds & _IN_ATTRIBUTE, "an attribute cannot have {} in it", "7.1.1"
        self.refuse(pattern, summary, rule)
        summary.names, summary.wildcards = sorted_out(options(pattern.names))
        if summary.wildcards:
            summary.single = self.place(pattern)

    def list_of(self, pattern: Pattern, summary: Summary, parts: list[Summary]) -> None:
        summary.kinds, summary.content, summary.crowded = LIST, SIMPLE, None
        self.refuse(pattern, summary, (parts[0].kinds & _IN_LIST, "`list` cannot have {} in it", "7.1.3"))

    def data(self, pattern: Pattern, summary: Summary, parts: list[Summary]) -> None:
        summary.kinds, summary.content = DATA, SIMPLE
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
            if KINDS.get(type(pattern), 0) & kinds:
                return self.worded(pattern)
            if id(pattern) not in seen and not isinstance(pattern, Attribute):
                seen.add(id(pattern))
                pending += traversal.parts(pattern)[::-1]
        raise AssertionError("a summary says what is in no pattern")

    def worded(self, pattern: Pattern) -> str:
        words = WORDS[KINDS[type(pattern)]]
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
        return sorted_out(option for number in numbers for option in options(self.drafts[number].names))


_SUMMARISERS: dict[type, Callable[[Restrictions, Pattern, Summary, list[Summary]], None]] = {
    Choice: Restrictions.choice,
    Group: Restrictions.sequence,
    Interleave: Restrictions.sequence,
    OneOrMore: Restrictions.one_or_more,
    Attribute: Restrictions.attribute,
    List: Restrictions.list_of,
    Data: Restrictions.data,
}
