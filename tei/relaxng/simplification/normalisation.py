"""Simplification of a schema, the last part (RELAX NG specification, 4.19 to 4.21): from drafts to the simple form.

In comes the definition of the start; out come its pattern and the elements that can be reached from it. The pattern of a
definition is made once and shared by all that refer to it, so the result is no tree but a graph without cycles.
"""

from collections.abc import Iterable
from typing import NamedTuple

from tei.relaxng.grammar import (
    Attribute,
    Choice,
    Data,
    Element,
    Group,
    Interleave,
    List,
    OneOrMore,
    Pattern,
    Ref,
)
from tei.relaxng.simplification.annotations import documentation
from tei.relaxng.simplification.drafts import (
    EMPTY,
    NOT_ALLOWED,
    AttributeDraft,
    Compound,
    DataDraft,
    Definition,
    Draft,
    ElementDraft,
)
from tei.relaxng.simplification.recursion import in_order
from tei.relaxng.sources.source import SourceElement
from tei.relaxng.traversal import survey

Places = dict[int, tuple[Pattern, SourceElement]]
"""Where a pattern was written, by its identity."""

_MOST = 5_000_000  # members of all patterns together; sequences that double with each definition would fill any memory


class SimpleForm(NamedTuple):
    """A schema in simple form: the start, the elements that it reaches with their contents, and where patterns stand.

    ``patterns`` are all patterns in these, each once and after its parts.
    """

    start: Pattern
    patterns: list[Pattern]
    drafts: list[ElementDraft]
    contents: list[Pattern]
    places: Places


def simple_form(start: Definition) -> SimpleForm:
    """Make the simple form of a schema.

    Elements can be out of reach only because what they stood in is not allowed (4.20); few schemas have such, and are
    made anew with the others numbered first.
    """
    made = Normalisation()
    pattern, contents = made.normalise(start)
    patterns, numbers = survey(pattern, contents)
    if len(numbers) < len(contents):
        drafts, made = made.drafts, Normalisation()
        for number in numbers:
            made.reference(drafts[number])
        pattern, contents = made.normalise(start)
        patterns, _ = survey(pattern, contents)
    return SimpleForm(pattern, patterns, made.drafts[: len(numbers)], contents[: len(numbers)], made.places)


class Normalisation:
    """One making of a simple form.

    ``elements`` grows while drafts are met; ``places`` says by the identity of a pattern where it was written (and keeps
    the pattern, so that no other can get its identity).
    """

    def __init__(self) -> None:
        self.drafts: list[ElementDraft] = []
        self.references: dict[int, Ref] = {}
        self.places: Places = {}
        self.room = _MOST

    def normalise(self, start: Definition) -> tuple[Pattern, list[Pattern]]:
        """Give the pattern of the start, and the content of each element of ``drafts``, in their order."""
        for definition in in_order(start):
            definition.pattern = self.pattern(definition.content)
        contents: list[Pattern] = []
        while len(contents) < len(self.drafts):
            contents.append(self.pattern(self.drafts[len(contents)].content))
        return start.pattern, contents

    def pattern(self, draft: Draft) -> Pattern:
        """Give the pattern of a draft; definitions that it refers to have theirs."""
        if isinstance(draft, Definition):
            return draft.pattern
        if isinstance(draft, Compound):
            members = []
            for (
                member
            ) in draft.members:  # no comprehension: it would be a frame of the stack more on each level
                members.append(self.pattern(member))  # noqa: PERF401
            made = self.compound(draft.kind, members, draft.source)
        elif isinstance(draft, ElementDraft):
            return self.reference(draft)
        elif isinstance(draft, AttributeDraft):
            content = self.pattern(draft.content)
            if content is NOT_ALLOWED:
                return NOT_ALLOWED
            comment = documentation(draft.source) if draft.source.annotations else ""
            made = Attribute(draft.names, content, comment)
        elif isinstance(draft, DataDraft):
            made = self.data(draft)
        else:
            return draft
        self.places.setdefault(id(made), (made, draft.source))
        return made

    def reference(self, draft: ElementDraft) -> Ref:
        """Give the reference to an element, the same object each time."""
        found = self.references.get(id(draft))
        if found is None:
            found = self.references[id(draft)] = Ref(len(self.drafts))
            self.drafts.append(draft)
        return found

    def data(self, draft: DataDraft) -> Pattern:
        """Give the pattern of a ``data``; an exception that is not allowed is none."""
        excluded = self.pattern(draft.excluded)
        pattern = draft.pattern
        if excluded is NOT_ALLOWED or not isinstance(pattern, Data):
            return pattern
        return Data(pattern.library, pattern.type, pattern.parameters, excluded)

    def compound(self, kind: str, members: list[Pattern], source: SourceElement) -> Pattern:
        if kind == "choice":
            return self.choice(members, source)
        if any(member is NOT_ALLOWED for member in members):
            return NOT_ALLOWED
        if kind == "oneOrMore":
            return members[0] if members[0] is EMPTY else OneOrMore(members[0])
        if kind == "list":
            return List(members[0])
        return self.sequence(Group if kind == "group" else Interleave, members, source)

    def choice(self, members: Iterable[Pattern], source: SourceElement) -> Pattern:
        """Give the choice of different members; ``empty`` comes first (4.21)."""
        options: dict[int, Pattern] = {}
        for member in members:
            if type(member) is Choice:
                options.update(zip(map(id, member.members), member.members, strict=True))
            else:
                options[id(member)] = member
        options.pop(id(NOT_ALLOWED), None)
        if len(options) < 2:
            return next(iter(options.values()), NOT_ALLOWED)
        if options.pop(id(EMPTY), None):
            options = {id(EMPTY): EMPTY, **options}
        self.take_room(len(options), source)
        return Choice(tuple(options.values()))

    def sequence(
        self, kind: type[Group | Interleave], members: Iterable[Pattern], source: SourceElement
    ) -> Pattern:
        """Give the group or interleave of the members that are not ``empty``."""
        parts: list[Pattern] = []
        for member in members:
            if isinstance(member, kind):
                self.take_room(len(member.members), source)
                parts += member.members
            elif member is not EMPTY:
                parts.append(member)
        if len(parts) < 2:
            return parts[0] if parts else EMPTY
        self.take_room(len(parts), source)
        return kind(tuple(parts))

    def take_room(self, size: int, source: SourceElement) -> None:
        self.room -= size
        if self.room < 0:
            raise source.error(
                f"the schema is too large: its patterns have more than {_MOST:,} members together", ""
            )


def element(draft: ElementDraft, content: Pattern) -> Element:
    """Make the definition of an element."""
    source = draft.source
    comment = documentation(source) if source.annotations else ""
    return Element(draft.names, content, comment, source.context.uri, source.line, source.column)
