"""What the parts of the compact syntax share while a file is read: tokens, declarations, and what is open.

A file is read in steps: each is a function that takes the ``Reader`` and gives the step to take next. What is nested is
kept as ``Frame`` on a stack of its own, so that no depth of nesting exhausts that of Python.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Optional

from tei.relaxng.compact.declarations import Declarations
from tei.relaxng.compact.text import CompactText
from tei.relaxng.compact.tokens import END, Tokens
from tei.relaxng.errors import SchemaError
from tei.relaxng.sources.source import DEEPEST, DOCUMENTATION, ForeignElement, SourceContext, SourceElement

Step = Callable[["Reader"], Optional["Step"]]
Operand = Callable[["Reader", Optional["Lead"]], Step]
"""Reads a pattern by its first token; takes the annotations before it."""
Node = SourceElement | ForeignElement

CONNECTORS = {",": "group", "|": "choice", "&": "interleave"}
_ALONE = "what has an exception (`-`) must stand in parentheses beside anything else"
_LEAVES = frozenset(("name", "param", "value"))
"""Elements that hold text: what follows them documents them."""


@dataclass(slots=True)
class Lead:
    """Annotations that stand before what they are about."""

    attributes: dict[str, str]
    elements: list[ForeignElement]


class Frame:
    """Something that is open: a body in braces, parentheses, a definition, what an exception excludes.

    ``closer`` is the token that ends it, if there must be one; ``close`` what to do then with ``Reader.nodes``, which
    are all that was in it, joined. ``single`` is a frame for one operand with nothing behind it. In the name class of an
    ``attribute``, names without a prefix are in no namespace.
    """

    __slots__ = ("attribute", "close", "closer", "connector", "nodes", "offset", "single")

    def __init__(
        self, close: Step, closer: str, offset: int, *, single: bool = False, attribute: bool = False
    ) -> None:
        self.close, self.closer, self.offset, self.single, self.attribute = (
            close,
            closer,
            offset,
            single,
            attribute,
        )
        self.nodes: list[Node] = []  # operands before the last connector
        self.connector = ""


class Body:
    """The body of a grammar, ``div`` or ``include`` that is open: definitions go to ``node``, ``close`` is the step behind it."""

    __slots__ = ("close", "closer", "included", "node")

    def __init__(self, node: SourceElement, close: Step, closer: str, *, included: bool) -> None:
        self.node, self.close, self.closer, self.included = node, close, closer, included


class Reader:
    """A file that is being read."""

    def __init__(self, data: bytes, uri: str, operands: Mapping[str, Operand]) -> None:
        self.text = CompactText(data, uri)
        self.tokens = Tokens(self.text)
        self.declarations = Declarations(self.tokens)
        self.context = SourceContext(uri, uri, self.declarations.bound())
        self.operands = operands
        self.frames: list[Frame] = []
        self.bodies: list[Body] = []
        self.nodes: list[Node] = []  # the operand that was read last, and the annotations that follow it
        self.excludes = False  # whether that operand has an exception: it must then stand alone
        self.root = self.make("grammar")

    def run(self, first: Step) -> SourceElement:
        """Take steps until there is none, and give what the last one left as root."""
        step: Step | None = first
        while step is not None:
            step = step(self)
        return self.root

    def make(self, name: str, **attributes: str | None) -> SourceElement:
        """Begin an element where the next token stands; attributes that are None are left out."""
        return self.make_at(self.tokens.offset, name, **attributes)

    def make_at(self, offset: int, name: str, **attributes: str | None) -> SourceElement:
        """Begin an element where a token stood."""
        given = {key: value for key, value in attributes.items() if value is not None}
        return SourceElement(name, given, self.context, *self.text.place(offset))

    def open(self, frame: Frame) -> None:
        """Go one level deeper into a pattern or name class."""
        self._bound_depth()
        self.frames.append(frame)

    def open_body(self, body: Body) -> None:
        """Go one level deeper into a grammar."""
        self._bound_depth()
        self.bodies.append(body)

    def shut(self, what: str) -> Step | None:
        """End the innermost frame, whose last operand is read."""
        frame = self.frames[-1]
        if frame.closer and not self.tokens.take_if(frame.closer):
            raise self._not_closed(frame, what)
        self.frames.pop()
        if frame.connector:
            frame.nodes.extend(self.nodes)
            joined = self.make_at(frame.offset, CONNECTORS[frame.connector])
            adopt(joined, frame.nodes)
            self.nodes = [joined]
        self.excludes = False
        return frame.close(self)

    def connect(self) -> None:
        """Read a sign between two operands, which must be the same all through a frame."""
        frame, sign = self.frames[-1], self.tokens.kind
        self.alone()
        if frame.connector not in ("", sign):
            message = f"`{sign}` and `{frame.connector}` cannot be mixed: put one of the two into parentheses"
            raise self.tokens.fault(message)
        frame.connector = sign
        frame.nodes.extend(self.nodes)
        self.tokens.take()

    def give(self, node: SourceElement, given: Lead | None) -> None:
        """Have read an operand, with the annotations before it."""
        self.nodes = [node]
        self.excludes = False
        self.give_again(given)

    def give_again(self, given: Lead | None) -> None:
        """Have read annotations before the operand that is there: it was in parentheses."""
        if given is None:
            return
        first = self.nodes[0]
        first.attributes |= given.attributes
        if first.name in _LEAVES:
            self.nodes[1:1] = given.elements
        elif isinstance(first, SourceElement):
            first.annotations[:0] = given.elements

    def open_exception(self, node: SourceElement, given: Lead | None, then: Step) -> None:
        """Read the sign of an exception to an operand and open what it excludes."""
        frame, offset = self.frames[-1], self.tokens.offset
        if frame.connector or frame.single:
            raise self.tokens.fault(_ALONE)
        self.tokens.take()

        def close(reader: "Reader") -> Step:
            excluded = reader.make_at(offset, "except")
            adopt(excluded, reader.nodes)
            node.children.append(excluded)
            reader.give(node, given)
            reader.excludes = True
            return then

        self.open(Frame(close, "", offset, single=True, attribute=frame.attribute))

    def alone(self) -> None:
        """Make sure that what stands before the next token is not an exception without parentheses."""
        if self.excludes:
            raise self.tokens.fault(_ALONE)

    def _bound_depth(self) -> None:
        if len(self.frames) + len(self.bodies) >= DEEPEST:
            raise self.tokens.fault(f"the schema is nested too deeply: more than {DEEPEST} levels")

    def _not_closed(self, frame: Frame, what: str) -> SchemaError:
        signs = [sign for sign in what if frame.connector in ("", sign)]
        closer = "the end of the file" if frame.closer == END else f"`{frame.closer}`"
        line = self.text.place(frame.offset)[0]
        if frame.closer not in (END, "{") and line != self.text.place(self.tokens.offset)[0]:
            closer += f" (for what was opened in line {line})"
        return self.tokens.unexpected(f"{', '.join(f'`{sign}`' for sign in signs)} or {closer}")


def adopt(parent: SourceElement, nodes: list[Node]) -> None:
    """Put what was read into an element: patterns as children, the rest as annotations of what it documents."""
    for node in nodes:
        if isinstance(node, SourceElement):
            parent.children.append(node)
        elif node.name == DOCUMENTATION and parent.children and parent.children[-1].name in _LEAVES:
            parent.children[-1].annotations.append(node)
        else:
            parent.annotations.append(node)
