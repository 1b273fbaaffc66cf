"""The automaton of a schema: its rows, and what the document that is read has brought.

Only what documents use is ever computed: a corpus of 47 MB needs a thirtieth of the automaton of a large schema. What
is remembered is bounded, so that no document can fill the memory.
"""

from tei.relaxng.automata.rows import Attributes, Content, Context, Unsure, Values
from tei.relaxng.namespaces import resolved

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from tei.relaxng.automata.deciding import Deciding
    from tei.relaxng.automata.filling import Filling
    from tei.relaxng.matching.schema import Schema

# Of an attribute: how many values are remembered, and how long ones; of a document: how many contexts of namespaces.
MOST_VALUES, LONGEST_VALUE, MOST_CONTEXTS = 512, 200, 512
_EXPANDED = (("{", "}"),)  # a key that no document has


class Automaton:
    """The rows of a schema. ``identifiers``, ``references``, ``white`` and ``chunks`` hold what a document brought.

    ``first`` is the number of the pattern that the schema starts with. ``schema`` is called when a derivative is needed for the first time, ``deciding`` when a value is to be decided
    about. ``restore`` decodes a row that was saved. ``new_steps`` and ``new_values`` count what rows have got since they
    were made or loaded.
    """

    def __init__(self, schema: "Callable[[], Schema]", start: int) -> None:
        self._make, self.first = schema, start
        self._filling: Filling | None = None
        self._deciding: Deciding | None = None
        self.identifiers: list[str] = []
        self.references: list[str] = []
        self.white: list[str] = []
        self.chunks: list[str] = []
        collect, wait = self.chunks.append, self.white.append
        self.handlers: tuple[Callable[[str], None] | None, ...] = (None, None, wait, collect, collect)
        self.contexts: dict[tuple[tuple[str, str], ...], Context] = {}
        self.contents: dict[tuple[int, tuple[int, ...]], Content] = {}
        self.attributes: dict[tuple[int, tuple[int, ...]], Attributes] = {}
        self.saved_values = self.saved_schema = b""
        self.restore: Callable[[Content | Attributes], None] = _nothing_saved
        self.new_steps = self.new_values = 0

    @property
    def filling(self) -> "Filling":
        """What adds to the rows; it needs the schema."""
        if self._filling is None:
            from tei.relaxng.automata.filling import Filling  # noqa: PLC0415 -- a document may need nothing new

            self._filling = Filling(self, self._make())
        return self._filling

    @property
    def is_filled(self) -> bool:
        """Something new was asked for, so the patterns of the schema are there."""
        return self._filling is not None

    @property
    def schema(self) -> "Schema":
        """The patterns behind the rows."""
        return self.filling.schema

    def context(self, namespaces: dict[str, str]) -> Context:
        """Give the context with these namespaces; Unsure when a document has too many."""
        key = tuple(sorted(namespaces.items()))
        found = self.contexts.get(key)
        if found is None:
            if len(self.contexts) >= MOST_CONTEXTS:
                raise Unsure
            found = self.contexts[key] = Context(self, len(self.contexts), namespaces, is_expanded=False)
        return found

    def expanded(self) -> Context:
        """Give the context of trees."""
        found = self.contexts.get(_EXPANDED)
        if found is None:
            found = self.contexts[_EXPANDED] = Context(self, len(self.contexts), {}, is_expanded=True)
        return found

    def start(self, context: Context) -> Content:
        """Give the row before the root element."""
        found = self.contents.get((context.number, (self.first,)))
        return self.filling.content(context, (self.first,)) if found is None else found

    @property
    def deciding(self) -> "Deciding":
        """What decides about values; a document may have no new one."""
        if self._deciding is None:
            from tei.relaxng.automata.deciding import Deciding  # noqa: PLC0415 -- see above

            self._deciding = Deciding(self)
        return self._deciding

    def take(self, values: Values, value: str) -> Attributes:
        """Decide about a value of an attribute; Unsure when it is not allowed."""
        decide = values.decide
        if decide is None:
            context = values.context
            decide = self.deciding.decider(values.patterns, lambda prefix: _resolved(context, prefix))
            values.decide = decide
        mask = decide(value)
        if not mask:
            raise Unsure
        row = values.step() if mask == 1 else self.filling.step(values, mask)
        if len(values) < MOST_VALUES and len(value) < LONGEST_VALUE:
            values[value] = row
            self.new_values += 1
        return row

    def matched(self, row: Content, text: str) -> int:
        """Give the mask of the definitions that ``text``, as whole content, matches; Unsure when there is none."""
        mask = row.strings.get(text)
        if mask is None:
            mask = self.deciding.mask(row.state, text, lambda prefix: _resolved(row.context, prefix))
            if len(row.strings) < MOST_VALUES and len(text) < LONGEST_VALUE:
                row.strings[text] = mask
                self.new_values += 1
        if not mask:
            raise Unsure
        return mask


def _resolved(context: Context, prefix: str) -> str | None:
    if context.is_expanded:  # a tree has lost its prefixes here; the exact pass asks for them
        raise Unsure
    return resolved(context.namespaces, prefix)


def _nothing_saved(_row: Content | Attributes) -> None:
    """Rows that were made here have nothing to be restored."""
