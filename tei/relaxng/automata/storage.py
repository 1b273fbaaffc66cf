"""An automaton as bytes, and back: so that a process need not compute what another one has computed.

What is kept are the patterns of the schema, the heads of all rows, and each row's transitions as bytes of their own,
which are decoded when the row is first asked for something. The bytes are ``marshal``'s (the fastest to load by far)
behind a digest. marshal is not hardened against hostile bytes, so they must come from a place that is the user's own:
the digest tells a damaged entry, not a forged one.
"""

import marshal
from _blake2 import blake2b

from tei.relaxng.automata.automaton import Automaton
from tei.relaxng.automata.rows import (
    After,
    AnyText,
    Attributes,
    Content,
    Context,
    Identifiers,
    Reference,
    References,
    Values,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from tei.relaxng.matching.schema import Schema

    Files = tuple[tuple[str, bytes], ...]
    Steps = tuple[tuple[int, int], ...]
    Rests = tuple[tuple[int, ...], ...]
    SavedValues = tuple[int, tuple[int, ...], Rests, int, tuple[tuple[str, int], ...]]
    ContentHead = tuple[int, tuple[int, ...], int, int, dict[str, int]]
    AttributesHead = tuple[int, tuple[int, ...], int]

_DIGEST = 32
_KINDS: tuple[type[Values], ...] = (Values, AnyText, Identifiers, Reference, References)


class Damaged(Exception):
    """The bytes are not what :func:`dumped` wrote."""


def dumped(automaton: Automaton, files: "Files") -> bytes:
    """Give the automaton as bytes; ``files`` are the URIs and digests of what its schema was read from."""
    contexts = tuple(
        (context.is_expanded, tuple(context.namespaces.items())) for context in automaton.contexts.values()
    )
    contents, attributes = automaton.contents.values(), automaton.attributes.values()
    heads = tuple(map(_content_head, contents)), tuple(map(_attributes_head, attributes))
    rows = tuple(map(_content_row, contents)), tuple(map(_attributes_row, attributes))
    if automaton.is_filled or not automaton.saved_schema:
        values, schema = _values_kept(automaton), marshal.dumps(automaton.schema.dumped())
    else:
        values, schema = automaton.saved_values, automaton.saved_schema
    parts = (values, schema, automaton.first)
    payload = marshal.dumps((files, contexts, heads, rows, parts))
    return blake2b(payload, digest_size=_DIGEST).digest() + payload


def loaded(data: bytes, is_current: "Callable[[Files], bool]") -> Automaton | None:
    """Give the automaton, or None where the schema's files are not what they were. Damaged when the bytes are."""
    digest, payload = data[:_DIGEST], memoryview(data)[_DIGEST:]
    if blake2b(payload, digest_size=_DIGEST).digest() != digest:
        raise Damaged
    files, contexts, heads, rows, parts = marshal.loads(payload)  # noqa: S302 -- see above
    if not is_current(files):
        return None
    values, schema, start = parts
    automaton = Automaton(lambda: _schema(schema), start)
    automaton.saved_values, automaton.saved_schema = values, schema
    every = [_context(automaton, *saved) for saved in contexts]
    contents = _restore_contents(automaton, every, heads[0], rows[0])
    attributes = _restore_attributes(automaton, every, heads[1], rows[1])
    for row, (_, _, closed) in zip(attributes, heads[1], strict=True):
        row.closed = contents[closed] if closed >= 0 else None
    automaton.restore = lambda row: _restore(row, contents, attributes)
    return automaton


def _schema(saved: bytes) -> "Schema":
    from tei.relaxng.matching.schema import KeptSchema  # noqa: PLC0415 -- a document may need nothing new

    return KeptSchema(marshal.loads(saved))  # noqa: S302 -- see above


def _values_kept(automaton: Automaton) -> bytes:
    """Give the patterns that decide about values, each whole, by number."""
    from tei.relaxng.matching import plain  # noqa: PLC0415 -- as above

    for row in automaton.attributes.values():
        if row.saved is not None:
            automaton.restore(row)
    numbers = {
        number
        for row in automaton.attributes.values()
        for values in row.values()
        for number in values.patterns
    }
    every = automaton.schema.patterns.all
    return marshal.dumps({number: plain.nested(every[number]) for number in sorted(numbers)})


# -- heads ------------------------------------------------------------------------------------------------------


def _content_head(row: Content) -> "ContentHead":
    return row.context.number, row.state, row.end, row.kind, row.strings


def _attributes_head(row: Attributes) -> "AttributesHead":
    return row.context.number, row.state, -1 if row.closed is None else row.closed.number


def _context(automaton: Automaton, is_expanded: bool, namespaces: tuple[tuple[str, str], ...]) -> Context:
    return automaton.expanded() if is_expanded else automaton.context(dict(namespaces))


def _restore_contents(
    automaton: Automaton, contexts: list[Context], heads: "tuple[ContentHead, ...]", rows: tuple[bytes, ...]
) -> list[Content]:
    for number, (context, state, end, kind, strings) in enumerate(heads):
        row = Content(contexts[context], number, state, end, kind)
        row.strings, row.saved = strings, rows[number]
        automaton.contents[context, state] = row
    return list(automaton.contents.values())


def _restore_attributes(
    automaton: Automaton,
    contexts: list[Context],
    heads: "tuple[AttributesHead, ...]",
    rows: tuple[bytes, ...],
) -> list[Attributes]:
    for number, (context, state, _) in enumerate(heads):
        row = automaton.attributes[context, state] = Attributes(contexts[context], number, state)
        row.saved = rows[number]
    return list(automaton.attributes.values())


# -- transitions ------------------------------------------------------------------------------------------------


def _content_row(row: Content) -> bytes:
    if row.saved is not None:
        return row.saved
    children = tuple((name, (state.number, *_after(after))) for name, (state, after) in row.items())
    redeclared = tuple(
        (key, (state.number, *_after(after))) for key, (state, after) in row.redeclared.items()
    )
    return marshal.dumps((children, redeclared))


def _after(after: After) -> "tuple[Rests, Steps]":
    return after.rests, tuple((mask, row.number) for mask, row in after.items())


def _attributes_row(row: Attributes) -> bytes:
    if row.saved is not None:
        return row.saved
    return marshal.dumps(tuple((name, _values(values)) for name, values in row.items()))


def _values(values: Values) -> "SavedValues":
    following = -1 if values.next is None else values.next.number
    known = tuple((value, row.number) for value, row in values.items())
    return _KINDS.index(type(values)), values.patterns, values.rests, following, known


def _restore(row: Content | Attributes, contents: list[Content], attributes: list[Attributes]) -> None:
    """Decode the transitions of a row. The lists are those that its numbers refer to."""
    saved, row.saved = row.saved, None
    if saved is None:
        return
    decoded = marshal.loads(saved)  # noqa: S302 -- see above
    if isinstance(row, Attributes):
        row.update((name, _restored_values(row.context, values, attributes)) for name, values in decoded)
        return
    children, redeclared = decoded
    row.update((name, _step(row.context, rest, contents, attributes)) for name, rest in children)
    row.redeclared.update((key, _step(row.context, rest, contents, attributes)) for key, rest in redeclared)


def _step(
    context: Context,
    saved: "tuple[int, Rests, Steps]",
    contents: list[Content],
    attributes: list[Attributes],
) -> tuple[Attributes, After]:
    state, rests, steps = saved
    after = After(context, rests)
    after.update((mask, contents[number]) for mask, number in steps)
    return attributes[state], after


def _restored_values(context: Context, saved: "SavedValues", attributes: list[Attributes]) -> Values:
    kind, patterns, rests, following, known = saved
    values = _KINDS[kind](context, patterns, rests)
    values.next = attributes[following] if following >= 0 else None
    values.update((value, attributes[number]) for value, number in known)
    return values
