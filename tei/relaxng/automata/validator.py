"""Validation of a document in one pass, as fast as Python can: is it valid beyond doubt?

In comes an open binary stream, out goes a bool. False means that the exact pass (``recovery.py``) must look: the
document is invalid, not well-formed, or does what the rows do not follow. expat reads; its handlers do nothing but
look-ups in rows that fill themselves (``rows.py``), and what can wait until a block of the file has been read waits:
that white space is white, that IDs are names. External entities and DTDs are never loaded.
"""

import pyexpat

from tei.relaxng.automata.identity import Identity
from tei.relaxng.automata.rows import DATA, After, Attributes, Content, Identifiers, Unsure
from tei.relaxng.namespaces import declared, is_declaration

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

    from tei.relaxng.automata.automaton import Automaton

BLOCK = 1 << 17
MOST_DECLARATIONS = 512
WHITE_SPACE = " \t\n\r"


def is_valid(automaton: "Automaton", stream: "BinaryIO") -> bool:
    """Say whether the document is valid; False when that is not sure."""
    for brought in (automaton.identifiers, automaton.references, automaton.white, automaton.chunks):
        brought.clear()
    try:
        return _read(automaton, stream)
    except (Unsure, pyexpat.ExpatError, RecursionError):
        return False


def _read(automaton: "Automaton", stream: "BinaryIO") -> bool:
    parser = _parser(automaton)
    identity = Identity()
    while block := stream.read(BLOCK):
        parser.Parse(block, False)
        _settle(automaton, identity)
    parser.Parse(b"", True)
    _settle(automaton, identity)
    return identity.holds()


def _settle(automaton: "Automaton", identity: Identity) -> None:
    """Look at what a block has left to look at."""
    if "".join(automaton.white).strip(WHITE_SPACE):
        raise Unsure
    automaton.white.clear()
    if automaton.identifiers or automaton.references:
        identity.add(automaton.identifiers, automaton.references)


def _parser(automaton: "Automaton") -> pyexpat.XMLParserType:
    """Give a parser whose handlers go through the rows: closures, as a look-up in ``self`` costs as much as a row's."""
    parser = pyexpat.ParserCreate()
    parser.buffer_text = True
    chunks = automaton.chunks
    stack: list[After] = []
    push, pop = stack.append, stack.pop
    row = automaton.start(automaton.context({}))
    handler = row.handler

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal row, handler
        if chunks:
            row = between(automaton, row)
        try:
            state, after = row[name]
            if attributes:
                for attribute, value in attributes.items():
                    state = state[attribute][value]
        except Unsure:
            state, after = redeclared(automaton, row, name, attributes)
        push(after)
        row = state.close() if state.closed is None else state.closed
        if row.handler is not handler:
            parser.CharacterDataHandler = handler = row.handler

    def end(_name: str) -> None:
        nonlocal row, handler
        row = pop()[matched(automaton, row) if chunks else row.end]
        if row.handler is not handler:
            parser.CharacterDataHandler = handler = row.handler

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = handler
    return parser


def between(automaton: "Automaton", row: Content) -> Content:
    """Take the text before a start tag: white space says nothing there."""
    text = "".join(automaton.chunks)
    automaton.chunks.clear()
    return automaton.filling.after_text(row) if text.strip(WHITE_SPACE) else row


def matched(automaton: "Automaton", row: Content) -> int:
    """Take the text before an end tag, and give the mask of what the element has matched."""
    text = "".join(automaton.chunks)
    automaton.chunks.clear()
    if row.kind == DATA:
        return automaton.matched(row, text)
    return (automaton.filling.after_text(row) if text.strip(WHITE_SPACE) else row).end


def redeclared(
    automaton: "Automaton", row: Content, name: str, attributes: dict[str, str]
) -> tuple[Attributes, After]:
    """Take a start tag that declares namespaces: it and all inside it are read in another context."""
    declarations = {written: uri for written, uri in attributes.items() if is_declaration(written)}
    if not declarations:
        raise Unsure
    _forget_identifiers(automaton, row, name, attributes)
    key = (name, *(part for pair in declarations.items() for part in pair))
    state, after = row.redeclared.get(key) or _redeclare(automaton, row, key, declarations)
    for attribute, value in attributes.items():
        if attribute not in declarations:
            state = state[attribute][value]
    return state, after


def _redeclare(
    automaton: "Automaton", row: Content, key: tuple[str, ...], declarations: dict[str, str]
) -> tuple[Attributes, After]:
    namespaces = declared(row.context.namespaces, declarations)
    if namespaces is None:
        raise Unsure
    found = automaton.filling.opening(row, key[0], automaton.context(namespaces))
    if len(row.redeclared) < MOST_DECLARATIONS:
        row.redeclared[key] = found
        automaton.new_steps += 1
    return found


def _forget_identifiers(automaton: "Automaton", row: Content, name: str, attributes: dict[str, str]) -> None:
    """Take back the IDs that were noted of this start tag before the declaration was met."""
    try:
        state, _ = row[name]
        for attribute, value in attributes.items():
            values = state[attribute]
            if isinstance(values, Identifiers):
                automaton.identifiers.pop()
                state = values.step()
            else:
                state = values[value]
    except Unsure:
        return
