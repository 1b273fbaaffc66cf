"""An automaton as bytes, and back: so that a process need not compute what another one has computed.

What is kept are the patterns of the schema, the heads of all rows, and each row's transitions as bytes of their own,
which are decoded when the row is first asked for something. The bytes are ``marshal``'s (the fastest to load by far)
behind a digest. marshal is not hardened against hostile bytes, so they must come from a place that is the user's own:
the digest tells a damaged entry, not a forged one.
"""

import marshal
from _blake2 import blake2b
from collections.abc import Callable
from functools import partial

from tei.relaxng.automaton import Automaton
from tei.relaxng.rows import (
    After,
    AnyText,
    Attributes,
    Content,
    Context,
    Expanded,
    Identifiers,
    Reference,
    References,
    Values,
)
from tei.relaxng.schema import Schema

_DIGEST = 32
_KINDS: tuple[type[Values], ...] = (Values, AnyText, Identifiers, Reference, References)

Steps = tuple[tuple[int, int], ...]
SavedValues = tuple[int, tuple[int, ...], tuple[tuple[int, ...], ...], int, tuple[tuple[str, int], ...]]
SavedAfter = tuple[tuple[tuple[int, ...], ...], Steps]


class Damaged(Exception):
    """The bytes are not what :func:`dumped` wrote."""


def dumped(automaton: Automaton, files: tuple[tuple[str, bytes], ...]) -> bytes:
    """Give the automaton as bytes; ``files`` are the URIs and digests of what its schema was read from."""
    # Rows are dumped first: they may ask for patterns that are not numbered yet.
    contents = tuple(map(_content_head, automaton.contents))
    attributes = tuple(map(_attributes_head, automaton.attributes))
    content_rows = tuple(map(_content_row, automaton.contents))
    attribute_rows = tuple(map(_attributes_row, automaton.attributes))
    contexts = tuple(
        (type(context) is Expanded, tuple(context.namespaces.items()))
        for context in automaton.contexts.values()
    )
    payload = marshal.dumps(
        (files, contexts, (contents, attributes), (content_rows, attribute_rows), automaton.schema.dumped())
    )
    return blake2b(payload, digest_size=_DIGEST).digest() + payload


def loaded(data: bytes, is_current: Callable[[tuple[tuple[str, bytes], ...]], bool]) -> Automaton | None:
    """Give the automaton, or None where the schema's files are not what they were. Damaged when the bytes are."""
    digest, payload = data[:_DIGEST], memoryview(data)[_DIGEST:]
    if blake2b(payload, digest_size=_DIGEST).digest() != digest:
        raise Damaged
    files, contexts, heads, rows, schema = marshal.loads(payload)  # noqa: S302 -- see above
    if not is_current(files):
        return None
    automaton = Automaton(partial(Schema.restored, schema))
    every = [_context(automaton, *saved) for saved in contexts]
    _restore_rows(automaton, every, *heads)
    for row, saved in zip((*automaton.contents, *automaton.attributes), (*rows[0], *rows[1]), strict=True):
        row.saved = saved
    automaton.restore = partial(_restore, automaton)
    return automaton


# -- heads ------------------------------------------------------------------------------------------------------

ContentHead = tuple[int, tuple[int, ...], int, int, dict[str, int]]
AttributesHead = tuple[int, tuple[int, ...], int]


def _content_head(row: Content) -> ContentHead:
    return row.context.number, row.state, row.end, row.kind, row.strings


def _attributes_head(row: Attributes) -> AttributesHead:
    return row.context.number, row.state, -1 if row.closed is None else row.closed.number


def _context(automaton: Automaton, is_expanded: bool, namespaces: tuple[tuple[str, str], ...]) -> Context:
    return automaton.expanded() if is_expanded else automaton.context(dict(namespaces))


def _restore_rows(
    automaton: Automaton,
    contexts: list[Context],
    contents: tuple[ContentHead, ...],
    attributes: tuple[AttributesHead, ...],
) -> None:
    for number, (context, state, end, kind, strings) in enumerate(contents):
        content = Content(contexts[context], number, state, end, kind)
        content.strings = strings
        automaton.add_content(content)
    for number, (context, state, closed) in enumerate(attributes):
        row = Attributes(contexts[context], number, state)
        row.closed = automaton.contents[closed] if closed >= 0 else None
        automaton.add_attributes(row)


# -- transitions ------------------------------------------------------------------------------------------------


def _content_row(row: Content) -> bytes:
    if row.saved is not None:
        return row.saved
    children = tuple((name, state.number, *_after(after)) for name, (state, after) in row.items())
    redeclared = tuple((key, state.number, *_after(after)) for key, (state, after) in row.redeclared.items())
    return marshal.dumps((children, redeclared))


def _after(after: After) -> SavedAfter:
    return after.rests, tuple((mask, row.number) for mask, row in after.items())


def _attributes_row(row: Attributes) -> bytes:
    if row.saved is not None:
        return row.saved
    return marshal.dumps(tuple((name, _values(values)) for name, values in row.items()))


def _values(values: Values) -> SavedValues:
    following = -1 if values.next is None else values.next.number
    known = tuple((value, row.number) for value, row in values.items())
    return _KINDS.index(type(values)), values.patterns, values.rests, following, known


def _restore(automaton: Automaton, row: Content | Attributes) -> None:
    """Decode the transitions of a row. What the row has got meanwhile stays."""
    saved, row.saved = row.saved, None
    if saved is None:
        return
    decoded = marshal.loads(saved)  # noqa: S302 -- see above
    if isinstance(row, Attributes):
        for name, values in decoded:
            row.setdefault(name, _restored_values(automaton, row.context, values))
        return
    children, redeclared = decoded
    for name, *rest in children:
        row.setdefault(name, _restored_step(automaton, row.context, *rest))
    for key, *rest in redeclared:
        row.redeclared.setdefault(key, _restored_step(automaton, row.context, *rest))


def _restored_step(
    automaton: Automaton, context: Context, state: int, rests: tuple[tuple[int, ...], ...], steps: Steps
) -> tuple[Attributes, After]:
    after = After(context, rests)
    after.update((mask, automaton.contents[number]) for mask, number in steps)
    return automaton.attributes[state], after


def _restored_values(automaton: Automaton, context: Context, saved: SavedValues) -> Values:
    kind, patterns, rests, following, known = saved
    values = _KINDS[kind](context, patterns, rests)
    values.next = automaton.attributes[following] if following >= 0 else None
    values.update((value, automaton.attributes[number]) for value, number in known)
    return values
