"""The automaton as rows that fill themselves: what a valid document asks for again and again, as plain look-ups.

A row is a dictionary keyed by names as they are written, under one :class:`Context` of namespaces:

* :class:`Content`: the name of a child to the row of its attributes and to what comes after it;
* :class:`Attributes`: the name of an attribute to its values;
* :class:`Values`: a value that is known to be right to the row for the next attribute;
* :class:`After`: the definitions that the child matched (a mask, see ``states.py``) to the row for the next sibling.

What a row lacks it asks its :class:`Automaton` for (``__missing__``), which takes the derivative and remembers it, or
raises :class:`Unsure`: the document is invalid, or so strange that the exact pass must look at it.
"""

from typing import TYPE_CHECKING, Protocol

from tei.relaxng.names import XML, Name

if TYPE_CHECKING:
    from collections.abc import Callable

Numbers = tuple[int, ...]
"""A state, as the numbers of its patterns."""

# How text is taken, by state: anywhere (1), as white space alone (2), as a step to another state (3), as data (4).
FREE, WHITE, STEP, DATA = 1, 2, 3, 4


class Unsure(Exception):
    """The rows cannot say that the document is valid."""


class Context:
    """The namespaces in scope: how names are read.

    ``namespaces`` are prefixes ("" for the default namespace) to URIs, without those that are bound to nothing.
    """

    __slots__ = ("automaton", "namespaces", "number", "shared")

    def __init__(self, automaton: "Filling", number: int, namespaces: dict[str, str]) -> None:
        self.automaton, self.number, self.namespaces = automaton, number, namespaces
        uris = [uri for prefix, uri in namespaces.items() if prefix]
        self.shared = {uri for uri in uris if uris.count(uri) > 1}

    def element(self, written: str) -> Name:
        """Read the name of an element."""
        prefix, colon, local = written.partition(":")
        return Name(self._uri(prefix), _local(local)) if colon else Name(self.namespaces.get("", ""), prefix)

    def attribute(self, written: str) -> Name:
        """Read the name of an attribute; the default namespace is not for attributes.

        Two prefixes for one namespace could bring one attribute twice, which only the exact pass sees.
        """
        prefix, colon, local = written.partition(":")
        if not colon:
            return Name("", prefix)
        uri = self._uri(prefix)
        if uri in self.shared:
            raise Unsure
        return Name(uri, _local(local))

    def _uri(self, prefix: str) -> str:
        uri = self.resolve(prefix)
        if not prefix or uri is None:
            raise Unsure
        return uri

    def resolve(self, prefix: str) -> str | None:
        """Give the URI of a prefix, for values that are QNames."""
        return XML if prefix == "xml" else self.namespaces.get(prefix, None if prefix else "")


def _local(name: str) -> str:
    if not name or ":" in name:
        raise Unsure
    return name


class Expanded(Context):
    """The context of trees, whose names are expanded already: ``{uri}local``."""

    __slots__ = ()

    def element(self, written: str) -> Name:
        uri, _, local = written.rpartition("}")
        return Name(uri[1:], local)

    attribute = element


class After(dict[int, "Content"]):
    """What comes after a child: for the mask of the definitions it matched, the row for its next sibling."""

    __slots__ = ("context", "rests")

    def __init__(self, context: Context, rests: tuple[Numbers, ...]) -> None:
        self.context, self.rests = context, rests

    def __missing__(self, mask: int) -> "Content":
        row = self[mask] = self.context.automaton.content_after(self, mask)
        return row


class Content(dict[str, tuple["Attributes", After]]):
    """What may stand at one place of an element.

    ``end`` is the mask of the definitions that are matched when the element ends here (0: none, it is incomplete);
    ``kind`` is how text is taken and ``handler`` what it is given to.
    """

    __slots__ = ("context", "end", "handler", "kind", "number", "redeclared", "saved", "state", "strings")

    def __init__(self, context: Context, number: int, state: Numbers, end: int, kind: int) -> None:
        self.context, self.number, self.state, self.end, self.kind = context, number, state, end, kind
        self.handler: Callable[[str], None] | None = context.automaton.handlers[kind]
        self.redeclared: dict[tuple[str, ...], tuple[Attributes, After]] = {}
        self.strings: dict[str, int] = {}
        self.saved: bytes | None = None

    def __missing__(self, written: str) -> tuple["Attributes", After]:
        return self.context.automaton.open(self, written)


class Values(dict[str, "Attributes"]):
    """The values of an attribute: those seen before, and for all others what decides.

    ``patterns`` are what the value may match, ``rests`` what is left of the state after each of them.
    """

    __slots__ = ("context", "next", "patterns", "rests")

    def __init__(self, context: Context, patterns: Numbers, rests: tuple[Numbers, ...]) -> None:
        self.context, self.patterns, self.rests = context, patterns, rests
        self.next: Attributes | None = None

    def __missing__(self, value: str) -> "Attributes":
        return self.context.automaton.take(self, value)


class AnyText(Values):
    """The values of an attribute that may be any text."""

    __slots__ = ()

    def __missing__(self, _value: str) -> "Attributes":
        return self.next or self.context.automaton.step(self)


class Identifiers(Values):
    """The values of an attribute that are IDs: they are kept until the whole block of the document was read."""

    __slots__ = ()

    def __missing__(self, value: str) -> "Attributes":
        self.context.automaton.identifiers.append(value)
        return self.next or self.context.automaton.step(self)


class Reference(Values):
    """The values of an attribute that are one IDREF each."""

    __slots__ = ()

    def __missing__(self, value: str) -> "Attributes":
        self.context.automaton.references.append(value)
        return self.next or self.context.automaton.step(self)


class References(Values):
    """The values of an attribute that are one IDREF or several."""

    __slots__ = ()

    def __missing__(self, value: str) -> "Attributes":
        tokens = value.split()
        if not tokens:
            raise Unsure
        self.context.automaton.references += tokens
        return self.next or self.context.automaton.step(self)


class Attributes(dict[str, Values]):
    """What attributes may come; ``closed`` is the row of the content once there are no more."""

    __slots__ = ("closed", "context", "number", "saved", "state")

    def __init__(self, context: Context, number: int, state: Numbers) -> None:
        self.context, self.number, self.state = context, number, state
        self.closed: Content | None = None
        self.saved: bytes | None = None

    def __missing__(self, written: str) -> Values:
        return self.context.automaton.meet(self, written)


class Filling(Protocol):
    """What rows ask of their automaton."""

    handlers: "tuple[Callable[[str], None] | None, ...]"
    identifiers: list[str]
    references: list[str]

    def open(self, row: Content, written: str) -> tuple[Attributes, After]:
        """Add a child to a row."""

    def meet(self, row: Attributes, written: str) -> Values:
        """Add an attribute to a row."""

    def take(self, values: Values, value: str) -> Attributes:
        """Decide about a value."""

    def step(self, values: Values) -> Attributes:
        """Give the row after a value that needs no decision."""

    def content_after(self, after: After, mask: int) -> Content:
        """Give the row for the next sibling."""
