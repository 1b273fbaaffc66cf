"""The automaton as rows that fill themselves: what valid documents ask for again and again, as plain look-ups.

A row is a dictionary keyed by names as they are written, under one :class:`Context` of namespaces:

* :class:`Content`: the name of a child to the row of its attributes and to what comes after it;
* :class:`Attributes`: the name of an attribute to its values;
* :class:`Values`: a value that is known to be right to the row for the next attribute;
* :class:`After`: the definitions that the child matched (a mask, see ``states.py``) to the row for the next sibling.

What a row lacks it asks its automaton for (``__missing__``), which takes the derivative and remembers it, or raises
:class:`Unsure`: the document is invalid, or so strange that the exact pass must look at it.

This module and all that a known schema needs import next to nothing: start-up is most of the work on one small file.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from tei.relaxng.automata.automaton import Automaton

# How text is taken, by state: anywhere (1), as white space alone (2), as a step to another state (3), as data (4).
FREE, WHITE, STEP, DATA = 1, 2, 3, 4


class Unsure(Exception):
    """The rows cannot say that the document is valid."""


class Context:
    """The namespaces in scope, under which names in rows are read; ``is_expanded`` for trees, whose names need none.

    ``namespaces`` are prefixes ("" for the default namespace) to URIs, without those that are bound to nothing.
    """

    __slots__ = ("automaton", "is_expanded", "namespaces", "number")

    def __init__(
        self, automaton: "Automaton", number: int, namespaces: dict[str, str], *, is_expanded: bool
    ) -> None:
        self.automaton, self.number = automaton, number
        self.namespaces, self.is_expanded = namespaces, is_expanded


class After(dict[int, "Content"]):
    """What comes after a child: for the mask of the definitions it matched, the row for its next sibling.

    ``rests`` has, for each pattern of the parent's state, the numbers of what is left after each definition.
    """

    __slots__ = ("context", "rests")

    def __init__(self, context: Context, rests: tuple[tuple[int, ...], ...]) -> None:
        self.context, self.rests = context, rests

    def __missing__(self, mask: int) -> "Content":
        return self.context.automaton.filling.content_after(self, mask)


class Content(dict[str, "tuple[Attributes, After]"]):
    """What may stand at one place of an element.

    ``state`` has the numbers of its patterns. ``end`` is the mask of the definitions that are matched when the element
    ends here (0: none, it is incomplete); ``kind`` is how text is taken and ``handler`` what it is given to.
    ``strings`` are the texts whose mask is known, where text is data.
    """

    __slots__ = ("context", "end", "handler", "kind", "number", "redeclared", "saved", "state", "strings")

    def __init__(self, context: Context, number: int, state: tuple[int, ...], end: int, kind: int) -> None:
        self.context, self.number, self.state, self.end, self.kind = context, number, state, end, kind
        self.handler: Callable[[str], None] | None = context.automaton.handlers[kind]
        self.redeclared: dict[tuple[str, ...], tuple[Attributes, After]] = {}
        self.strings: dict[str, int] = {}
        self.saved: bytes | None = None

    def __missing__(self, written: str) -> "tuple[Attributes, After]":
        automaton = self.context.automaton
        if self.saved is not None:
            automaton.restore(self)
            return self[written]
        if not self.context.namespaces and any(key[0] == written for key in self.redeclared):
            raise Unsure  # a root element, which comes with its namespace
        return automaton.filling.open(self, written)


class Values(dict[str, "Attributes"]):
    """The values of an attribute: those seen before, and for all others what decides.

    ``patterns`` are the numbers of what the value may match, ``rests`` has for each pattern of the state what is left
    after each of them; ``next`` is the row after the first one alone. ``decide`` gives the mask of what a value matches,
    once it was asked for.
    """

    __slots__ = ("context", "decide", "next", "patterns", "rests")

    def __init__(
        self, context: Context, patterns: tuple[int, ...], rests: tuple[tuple[int, ...], ...]
    ) -> None:
        self.context, self.patterns, self.rests = context, patterns, rests
        self.next: Attributes | None = None
        self.decide: Callable[[str], int] | None = None

    def __missing__(self, value: str) -> "Attributes":
        return self.context.automaton.take(self, value)

    def step(self) -> "Attributes":
        """Give the row after a value that matches the first pattern and no other."""
        # An empty row is false, so it is asked for by ``is None``, here and everywhere.
        return self.context.automaton.filling.step(self, 1) if self.next is None else self.next


class AnyText(Values):
    """The values of an attribute that may be any text."""

    __slots__ = ()

    def __missing__(self, _value: str) -> "Attributes":
        return self.step()


class Identifiers(Values):
    """The values of an attribute that are IDs: they are kept until the whole block of the document was read."""

    __slots__ = ()

    def __missing__(self, value: str) -> "Attributes":
        self.context.automaton.identifiers.append(value)
        return self.step() if self.next is None else self.next


class Reference(Values):
    """The values of an attribute that are one IDREF each."""

    __slots__ = ()

    def __missing__(self, value: str) -> "Attributes":
        self.context.automaton.references.append(value)
        return self.step()


class References(Values):
    """The values of an attribute that are one IDREF or several."""

    __slots__ = ()

    def __missing__(self, value: str) -> "Attributes":
        tokens = value.split()
        if not tokens:
            raise Unsure
        self.context.automaton.references += tokens
        return self.step()


class Attributes(dict[str, Values]):
    """What attributes may come; ``closed`` is the row of the content once there are no more."""

    __slots__ = ("closed", "context", "number", "saved", "state")

    def __init__(self, context: Context, number: int, state: tuple[int, ...]) -> None:
        self.context, self.number, self.state = context, number, state
        self.closed: Content | None = None
        self.saved: bytes | None = None

    def __missing__(self, written: str) -> Values:
        if written.startswith("xmlns"):
            raise Unsure  # a declaration, or a name that XML keeps for itself
        automaton = self.context.automaton
        if self.saved is not None:
            automaton.restore(self)
            return self[written]
        return automaton.filling.meet(self, written)

    def close(self) -> Content:
        """End the attributes; Unsure when one is missing."""
        return self.context.automaton.filling.close(self) if self.closed is None else self.closed
