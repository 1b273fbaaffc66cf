"""The automaton of a schema: makes the rows of ``rows.py`` as documents ask for them.

Only what documents use is ever computed: a corpus of 47 MB needs a thirtieth of the automaton of a large schema.
"""

from collections.abc import Callable

from tei.relaxng import states
from tei.relaxng.patterns import Data, Pattern, Text
from tei.relaxng.rows import (
    DATA,
    FREE,
    STEP,
    WHITE,
    After,
    AnyText,
    Attributes,
    Content,
    Context,
    Expanded,
    Identifiers,
    Numbers,
    Reference,
    References,
    Unsure,
    Values,
)
from tei.relaxng.schema import Schema
from tei.relaxng.states import State

# What is remembered is bounded, so that no document can fill the memory: values of an attribute, how long they may be,
# names in a row (wildcards), contexts of namespaces.
MOST_VALUES, LONGEST_VALUE, MOST_NAMES, MOST_CONTEXTS = 512, 200, 4096, 512

_IDENTIFYING: dict[str, type[Values]] = {"ID": Identifiers, "IDREF": Reference, "IDREFS": References}
_WITH_IDS = {
    "http://www.w3.org/2001/XMLSchema-datatypes",
    "http://relaxng.org/ns/compatibility/datatypes/1.0",
}


class Automaton:
    """The rows of a schema. ``identifiers``, ``references``, ``white`` and ``chunks`` hold what a document brought.

    ``schema`` is called when a derivative is needed for the first time.
    """

    def __init__(self, schema: Callable[[], Schema]) -> None:
        self._make = schema
        self._schema: Schema | None = None
        self.identifiers: list[str] = []
        self.references: list[str] = []
        self.white: list[str] = []
        self.chunks: list[str] = []
        collect, wait = self.chunks.append, self.white.append
        self.handlers: tuple[Callable[[str], None] | None, ...] = (None, None, wait, collect, collect)
        self.contexts: dict[tuple[tuple[str, str], ...], Context] = {}
        self.contents: list[Content] = []
        self.attributes: list[Attributes] = []
        self._content: dict[tuple[int, Numbers], Content] = {}
        self._attributes: dict[tuple[int, Numbers], Attributes] = {}
        self.has_grown = False
        self.restore: Callable[[Content | Attributes], None] = _nothing_saved

    @property
    def schema(self) -> Schema:
        """The patterns behind the rows."""
        if self._schema is None:
            self._schema = self._make()
        return self._schema

    def _patterns(self, numbers: Numbers) -> State:
        return tuple(map(self.schema.patterns.all.__getitem__, numbers))

    # -- contexts and rows --------------------------------------------------------------------------------------

    def context(self, namespaces: dict[str, str]) -> Context:
        """Give the context with these namespaces; Unsure when a document has too many."""
        key = tuple(sorted(namespaces.items()))
        found = self.contexts.get(key)
        if found is None:
            if len(self.contexts) >= MOST_CONTEXTS:
                raise Unsure
            found = self.contexts[key] = Context(self, len(self.contexts), namespaces)
        return found

    def expanded(self) -> Context:
        """Give the context of trees."""
        key = (("{", "}"),)  # no document can have it
        found = self.contexts.get(key)
        if found is None:
            found = self.contexts[key] = Expanded(self, len(self.contexts), {})
        return found

    def start(self, context: Context) -> Content:
        """Give the row before the root element."""
        return self.content(context, (self.schema.start.number,))

    def content(self, context: Context, numbers: Numbers) -> Content:
        """Give the row of a state of content."""
        key = (context.number, numbers)
        found = self._content.get(key)
        if found is None:
            state = self._patterns(numbers)
            found = Content(context, len(self.contents), numbers, self._end(state), self._kind(state))
            self.add_content(found)
        return found

    def add_content(self, row: Content) -> None:
        """Take a row in."""
        self._content[row.context.number, row.state] = row
        self.contents.append(row)

    def attribute_row(self, context: Context, numbers: Numbers) -> Attributes:
        """Give the row of a state within a start tag."""
        key = (context.number, numbers)
        found = self._attributes.get(key)
        if found is None:
            found = Attributes(context, len(self.attributes), numbers)
            self.add_attributes(found)
        return found

    def add_attributes(self, row: Attributes) -> None:
        """Take a row in."""
        self._attributes[row.context.number, row.state] = row
        self.attributes.append(row)

    def _kind(self, state: State) -> int:
        if any(pattern.has_data for pattern in state):
            return DATA
        left = states.after_text(self.schema.derivatives, state)
        if left == state:
            return FREE
        return WHITE if states.is_dead(left) else STEP

    def _end(self, state: State) -> int:
        """What is matched when nothing more comes; for data, when nothing came at all."""
        if any(pattern.has_data for pattern in state):
            return states.taking(self.schema.derivatives, state, "", _no_prefix)
        return states.complete(state)

    # -- what rows ask for --------------------------------------------------------------------------------------

    def open(self, row: Content, written: str) -> tuple[Attributes, After]:
        """Add a child to a row; Unsure when it is not allowed."""
        if row.saved is not None:
            self.restore(row)
            return row[written]
        found = self.opening(row, written, row.context)
        if len(row) < MOST_NAMES:
            row[written] = found
            self.has_grown = True
        return found

    def opening(self, row: Content, written: str, context: Context) -> tuple[Attributes, After]:
        """Open a child whose start tag stands in ``context``."""
        schema = self.schema
        opening = states.opened(schema.derivatives, self._patterns(row.state), context.element(written))
        if opening is None:
            raise Unsure
        inner = _numbers(map(schema.content, opening.definitions))
        return self.attribute_row(context, inner), After(row.context, tuple(map(_numbers, opening.rests)))

    def content_after(self, after: After, mask: int) -> Content:
        """Give the row for the next sibling; Unsure when the child matched nothing."""
        if not mask:
            raise Unsure
        self.has_grown = True
        return self.content(after.context, self._left(after.rests, mask))

    def _left(self, rests: tuple[Numbers, ...], mask: int) -> Numbers:
        choice, every = self.schema.patterns.choice, self.schema.patterns.all
        chosen = ([every[n] for place, n in enumerate(numbers) if mask >> place & 1] for numbers in rests)
        return _numbers(map(choice, chosen))

    def meet(self, row: Attributes, written: str) -> Values:
        """Add an attribute to a row; Unsure when it is not allowed or declares a namespace."""
        if written == "xmlns" or written.startswith("xmlns:"):
            raise Unsure
        if row.saved is not None:
            self.restore(row)
            return row[written]
        meeting = states.met(
            self.schema.derivatives, self._patterns(row.state), row.context.attribute(written)
        )
        if meeting is None:
            raise Unsure
        kind = _kind_of_values(meeting.values)
        values = kind(row.context, _numbers(meeting.values), tuple(map(_numbers, meeting.rests)))
        if len(row) < MOST_NAMES:
            row[written] = values
            self.has_grown = True
        return values

    def take(self, values: Values, value: str) -> Attributes:
        """Decide about a value of an attribute; Unsure when it is not allowed."""
        context = values.context
        mask = states.taking(self.schema.derivatives, self._patterns(values.patterns), value, context.resolve)
        if not mask:
            raise Unsure
        row = self.step(values) if mask == 1 else self._stepped(values, mask)
        if len(values) < MOST_VALUES and len(value) < LONGEST_VALUE:
            values[value] = row
            self.has_grown = True
        return row

    def step(self, values: Values) -> Attributes:
        """Give the row after a value that matches the first pattern and no other."""
        if values.next is None:
            values.next = self._stepped(values, 1)
        return values.next

    def _stepped(self, values: Values, mask: int) -> Attributes:
        return self.attribute_row(values.context, self._left(values.rests, mask))

    def close(self, row: Attributes) -> Content:
        """End the attributes; Unsure when one is missing."""
        state = states.closed(self.schema.derivatives, self._patterns(row.state))
        if states.is_dead(state):
            raise Unsure
        row.closed = self.content(row.context, _numbers(state))
        self.has_grown = True
        return row.closed

    # -- text ---------------------------------------------------------------------------------------------------

    def after_text(self, row: Content) -> Content:
        """Give the row after text beside elements; Unsure when none is allowed."""
        state = states.after_text(self.schema.derivatives, self._patterns(row.state))
        if states.is_dead(state):
            raise Unsure
        return self.content(row.context, _numbers(state))

    def matched(self, row: Content, text: str) -> int:
        """Give the mask of the definitions that ``text``, as whole content, matches; Unsure when there is none."""
        mask = row.strings.get(text)
        if mask is None:
            mask = states.taking(
                self.schema.derivatives, self._patterns(row.state), text, row.context.resolve
            )
            if len(row.strings) < MOST_VALUES and len(text) < LONGEST_VALUE:
                row.strings[text] = mask
                self.has_grown = True
        if not mask:
            raise Unsure
        return mask


def _kind_of_values(values: tuple[Pattern, ...]) -> type[Values]:
    if len(values) > 1:
        return Values
    value = values[0]
    if isinstance(value, Data) and value.library in _WITH_IDS:
        return _IDENTIFYING.get(value.type, Values)
    return AnyText if isinstance(value, Text) else Values


def _numbers(patterns: "map[Pattern] | State") -> Numbers:
    return tuple(pattern.number for pattern in patterns)


def _nothing_saved(_row: Content | Attributes) -> None:
    """Rows that were made here have nothing to be restored."""


def _no_prefix(_prefix: str) -> None:
    return None
