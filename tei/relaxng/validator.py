"""Validation of a document in one pass, as fast as Python can: is it valid beyond doubt?

In comes an open binary stream, out goes a bool. False means that the exact pass (``recovery.py``) must
look: the document is invalid, not well-formed, or does what the rows do not follow. expat reads; its handlers do
nothing but look-ups in rows that fill themselves (``rows.py``), and what can wait until a block of the file has been
read waits: that white space is white, that IDs are names. External entities and DTDs are never loaded.
"""

import pyexpat
from typing import TYPE_CHECKING, Protocol

from tei.relaxng.identity import Identity
from tei.relaxng.names import XML
from tei.relaxng.rows import DATA, After, Attributes, Content, Context, Identifiers, Unsure

if TYPE_CHECKING:
    from tei.relaxng.automaton import Automaton

BLOCK = 1 << 17
WHITE_SPACE = " \t\n\r"
_XMLNS = "http://www.w3.org/2000/xmlns/"


class Stream(Protocol):
    """What is asked of an open binary file."""

    def read(self, size: int, /) -> bytes:
        """Give at most so many bytes; none at the end."""


def is_valid(automaton: "Automaton", stream: Stream) -> bool:
    """Say whether the document is valid; False when that is not sure."""
    try:
        _Reading(automaton).read(stream)
    except (Unsure, pyexpat.ExpatError, RecursionError):
        return False
    return True


class _Reading:
    """One document on its way through the rows."""

    def __init__(self, automaton: "Automaton") -> None:
        self.automaton = automaton
        self.identity = Identity()
        for brought in (automaton.identifiers, automaton.references, automaton.white, automaton.chunks):
            brought.clear()
        self.row: Content = automaton.start(automaton.context({}))
        self.open: list[After] = []

    def read(self, stream: Stream) -> None:
        parser = pyexpat.ParserCreate()
        parser.buffer_text = True
        self._listen(parser)
        while block := stream.read(BLOCK):
            parser.Parse(block, False)
            self._settle()
        parser.Parse(b"", True)
        self._settle()
        if not self.identity.holds():
            raise Unsure

    def _settle(self) -> None:
        """Look at what a block has left to look at."""
        automaton = self.automaton
        if "".join(automaton.white).strip(WHITE_SPACE):
            raise Unsure
        automaton.white.clear()
        if automaton.identifiers or automaton.references:
            self.identity.add(automaton.identifiers, automaton.references)

    def _listen(self, parser: pyexpat.XMLParserType) -> None:
        """Give the parser its handlers: closures, since a look-up in ``self`` costs as much as one in a row."""
        automaton = self.automaton
        chunks, stack = automaton.chunks, self.open
        push, pop = stack.append, stack.pop
        row, handler = self.row, self.row.handler

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
            row = state.closed or automaton.close(state)
            if row.handler is not handler:
                parser.CharacterDataHandler = handler = row.handler

        def end(_name: str) -> None:
            nonlocal row, handler
            row = pop()[matched(automaton, row) if chunks else row.end]
            if row.handler is not handler:
                parser.CharacterDataHandler = handler = row.handler

        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.CharacterDataHandler = handler


def between(automaton: "Automaton", row: Content) -> Content:
    """Take the text before a start tag: white space says nothing there."""
    text = "".join(automaton.chunks)
    automaton.chunks.clear()
    return automaton.after_text(row) if text.strip(WHITE_SPACE) else row


def matched(automaton: "Automaton", row: Content) -> int:
    """Take the text before an end tag, and give the mask of what the element has matched."""
    text = "".join(automaton.chunks)
    automaton.chunks.clear()
    if row.kind == DATA:
        return automaton.matched(row, text)
    return (automaton.after_text(row) if text.strip(WHITE_SPACE) else row).end


def redeclared(
    automaton: "Automaton", row: Content, name: str, attributes: dict[str, str]
) -> tuple[Attributes, After]:
    """Take a start tag that declares namespaces: it and all inside it are read in another context."""
    declared = {key: uri for key, uri in attributes.items() if key == "xmlns" or key.startswith("xmlns:")}
    if not declared:
        raise Unsure
    _forget_identifiers(automaton, row, name, attributes)
    key = (name, *(part for pair in declared.items() for part in pair))
    found = row.redeclared.get(key)
    if found is None:
        context = automaton.context(_declared(row.context, declared))
        found = row.redeclared[key] = automaton.opening(row, name, context)
        automaton.has_grown = True
    state, after = found
    for attribute, value in attributes.items():
        if attribute not in declared:
            state = state[attribute][value]
    return state, after


def _declared(context: Context, declared: dict[str, str]) -> dict[str, str]:
    """Give the namespaces in scope (Namespaces in XML 1.0, section 3); what is forbidden there is for the exact pass."""
    namespaces = dict(context.namespaces)
    for written, uri in declared.items():
        prefix = written[6:]
        if prefix in {"xml", "xmlns"} or uri in {XML, _XMLNS} or ":" in prefix or (prefix and not uri):
            raise Unsure
        if written == "xmlns:":
            raise Unsure
        namespaces[prefix] = uri
        if not uri:
            del namespaces[prefix]
    return namespaces


def _forget_identifiers(automaton: "Automaton", row: Content, name: str, attributes: dict[str, str]) -> None:
    """Take back the IDs that were noted of this start tag before the declaration was met."""
    try:
        state, _ = row[name]
        for attribute, value in attributes.items():
            values = state[attribute]
            if isinstance(values, Identifiers):
                automaton.identifiers.pop()
                state = values.next or automaton.step(values)
            else:
                state = values[value]
    except Unsure:
        return
