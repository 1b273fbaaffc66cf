"""What fills the rows: takes the derivatives that no document has asked for before.

RELAX NG specification, section 6, by way of ``states.py``. :class:`~tei.relaxng.automata.rows.Unsure` is raised where the
document is not valid, and where only the exact pass can say.
"""

from collections.abc import Iterable

from tei.relaxng.automata.automaton import Automaton
from tei.relaxng.automata.rows import (
    DATA,
    FREE,
    STEP,
    WHITE,
    After,
    AnyText,
    Attributes,
    Content,
    Context,
    Identifiers,
    Reference,
    References,
    Unsure,
    Values,
)
from tei.relaxng.matching import states
from tei.relaxng.matching.patterns import Data, Pattern, Text
from tei.relaxng.matching.schema import Schema
from tei.relaxng.matching.states import State
from tei.relaxng.names import Name
from tei.relaxng.namespaces import resolved

Numbers = tuple[int, ...]

# A wildcard allows names without end: so many are remembered in a row.
MOST_NAMES = 4096

_IDENTIFYING: dict[str, type[Values]] = {"ID": Identifiers, "IDREF": Reference, "IDREFS": References}
_WITH_IDS = {
    "http://www.w3.org/2001/XMLSchema-datatypes",
    "http://relaxng.org/ns/compatibility/datatypes/1.0",
}


class Filling:
    """Adds to the rows of ``automaton`` what ``schema`` says."""

    def __init__(self, automaton: Automaton, schema: Schema) -> None:
        self.automaton, self.schema = automaton, schema

    def _patterns(self, numbers: Numbers) -> State:
        return tuple(map(self.schema.patterns.all.__getitem__, numbers))

    # -- rows ---------------------------------------------------------------------------------------------------

    def content(self, context: Context, numbers: Numbers) -> Content:
        """Give the row of a state of content."""
        rows, key = self.automaton.contents, (context.number, numbers)
        found = rows.get(key)
        if found is None:
            state = self._patterns(numbers)
            found = rows[key] = Content(context, len(rows), numbers, self._end(state), self._kind(state))
            self.automaton.new_steps += 1
        return found

    def attributes(self, context: Context, numbers: Numbers) -> Attributes:
        """Give the row of a state within a start tag."""
        rows, key = self.automaton.attributes, (context.number, numbers)
        found = rows.get(key)
        if found is None:
            found = rows[key] = Attributes(context, len(rows), numbers)
            self.automaton.new_steps += 1
        return found

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

    # -- children -----------------------------------------------------------------------------------------------

    def open(self, row: Content, written: str) -> tuple[Attributes, After]:
        """Add a child to a row; Unsure when it is not allowed."""
        found = self.opening(row, written, row.context)
        if len(row) < MOST_NAMES:
            row[written] = found
            self.automaton.new_steps += 1
        return found

    def opening(self, row: Content, written: str, context: Context) -> tuple[Attributes, After]:
        """Open a child whose start tag stands in ``context``."""
        name = element_name(context, written)
        opening = states.opened(self.schema.derivatives, self._patterns(row.state), name)
        if opening is None:
            raise Unsure
        inner = _numbers(map(self.schema.content, opening.definitions))
        return self.attributes(context, inner), After(row.context, tuple(map(_numbers, opening.rests)))

    def content_after(self, after: After, mask: int) -> Content:
        """Give the row for the next sibling; Unsure when the child matched nothing."""
        if not mask:
            raise Unsure
        self.automaton.new_steps += 1
        row = after[mask] = self.content(after.context, self._left(after.rests, mask))
        return row

    def _left(self, rests: tuple[Numbers, ...], mask: int) -> Numbers:
        choice, every = self.schema.patterns.choice, self.schema.patterns.all
        chosen = ([every[n] for place, n in enumerate(numbers) if mask >> place & 1] for numbers in rests)
        return _numbers(map(choice, chosen))

    # -- attributes ---------------------------------------------------------------------------------------------

    def meet(self, row: Attributes, written: str) -> Values:
        """Add an attribute to a row; Unsure when it is not allowed."""
        name = attribute_name(row.context, written)
        meeting = states.met(self.schema.derivatives, self._patterns(row.state), name)
        if meeting is None:
            raise Unsure
        kind = self._kind_of_values(meeting.values)
        values = kind(row.context, _numbers(meeting.values), tuple(map(_numbers, meeting.rests)))
        if len(row) < MOST_NAMES:
            row[written] = values
            self.automaton.new_steps += 1
        return values

    def _kind_of_values(self, patterns: State) -> type[Values]:
        if len(patterns) > 1:
            return Values
        value = patterns[0]
        if isinstance(value, Data) and value.library in _WITH_IDS and self.schema.has_identity:
            return _IDENTIFYING.get(value.type, Values)
        return AnyText if isinstance(value, Text) else Values

    def step(self, values: Values, mask: int) -> Attributes:
        """Give the row after a value that matches the patterns of ``mask``."""
        row = self.attributes(values.context, self._left(values.rests, mask))
        if mask == 1:
            values.next = row
        return row

    def close(self, row: Attributes) -> Content:
        """End the attributes; Unsure when one is missing."""
        state = states.closed(self.schema.derivatives, self._patterns(row.state))
        if states.is_dead(state):
            raise Unsure
        row.closed = self.content(row.context, _numbers(state))
        return row.closed

    # -- text ---------------------------------------------------------------------------------------------------

    def after_text(self, row: Content) -> Content:
        """Give the row after text beside elements; Unsure when none is allowed."""
        state = states.after_text(self.schema.derivatives, self._patterns(row.state))
        if states.is_dead(state):
            raise Unsure
        return self.content(row.context, _numbers(state))


def element_name(context: Context, written: str) -> Name:
    """Read the name of an element."""
    if context.is_expanded:
        return _expanded(written)
    prefix, colon, local = written.partition(":")
    return _prefixed(context, prefix, local) if colon else Name(context.namespaces.get("", ""), prefix)


def attribute_name(context: Context, written: str) -> Name:
    """Read the name of an attribute; the default namespace is not for attributes.

    Two prefixes for one namespace could bring one attribute twice, which only the exact pass sees.
    """
    if context.is_expanded:
        return _expanded(written)
    prefix, colon, local = written.partition(":")
    if not colon:
        return Name("", prefix)
    name = _prefixed(context, prefix, local)
    if sum(uri == name.namespace for known, uri in context.namespaces.items() if known) > 1:
        raise Unsure
    return name


def _prefixed(context: Context, prefix: str, local: str) -> Name:
    uri = resolved(context.namespaces, prefix)
    if not prefix or not local or ":" in local or uri is None:
        raise Unsure
    return Name(uri, local)


def _expanded(written: str) -> Name:
    uri, _, local = written.rpartition("}")
    return Name(uri[1:], local)


def _numbers(patterns: Iterable[Pattern]) -> Numbers:
    return tuple(pattern.number for pattern in patterns)


def _no_prefix(_prefix: str) -> None:
    return None
