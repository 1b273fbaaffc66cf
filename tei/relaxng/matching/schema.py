"""A schema ready for work: its patterns, its definitions, their derivatives.

In comes a ``Grammar`` in simple form, or what was kept of one. Content patterns are built when they are first asked
for: a document meets a fraction of a large schema.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from tei.relaxng.matching import plain
from tei.relaxng.matching.derivatives import Derivatives
from tei.relaxng.matching.patterns import Pattern, Patterns
from tei.relaxng.names import NameClass

if TYPE_CHECKING:
    from tei.relaxng.grammar import Grammar

Saved = tuple[tuple[plain.Plain, ...], tuple[plain.Plain, ...], tuple[int, ...], int, bool]


class Definition(Protocol):
    """An element definition: ``grammar.Element``, or what was kept of it."""

    @property
    def names(self) -> NameClass:
        """The names that the element may have."""


class Schema:
    """The definitions of a schema as patterns; ``definitions[n]`` is number ``n``.

    ``start`` is what may be the root element; ``has_identity`` says that IDs are used so that they can be checked (RELAX NG
    DTD Compatibility, section 5); ``grammar`` is the simple form, None where it was not kept.
    """

    def __init__(self, grammar: "Grammar") -> None:
        from tei.relaxng.matching.building import Building  # noqa: PLC0415 -- a schema that was kept is not built

        self.grammar: Grammar | None = grammar
        self.has_identity = grammar.id_fault is None
        self.definitions: Sequence[Definition] = grammar.elements
        self.patterns = Patterns()
        self.derivatives = Derivatives(self.patterns)
        building = Building(grammar, self.patterns)
        self._contents: dict[int, Pattern] = {}
        self._build: Callable[[int], Pattern] = building.content
        self.start = building.build(grammar.start)

    def dumped(self) -> Saved:
        """Give the patterns and definitions as plain tuples, all contents built."""
        contents = tuple(self.content(number).number for number in range(len(self.definitions)))
        names = tuple(plain.dumped(definition.names) for definition in self.definitions)
        patterns = tuple(map(plain.dumped_pattern, self.patterns.all))
        return patterns, names, contents, self.start.number, self.has_identity

    def content(self, number: int) -> Pattern:
        """Give the content of definition ``number``, attributes included."""
        found = self._contents.get(number)
        if found is None:
            found = self._contents[number] = self._build(number)
        return found


class KeptSchema(Schema):
    """The schema that :meth:`Schema.dumped` was asked for; its definitions have names alone."""

    def __init__(self, saved: Saved) -> None:
        patterns, definitions, contents, start, self.has_identity = saved
        self.grammar = None
        self.definitions = tuple(map(KeptDefinition, map(plain.restored, definitions)))
        self.patterns = Patterns()
        self.derivatives = Derivatives(self.patterns)
        every = plain.restored_patterns(self.patterns, patterns)
        self._contents = {number: every[content] for number, content in enumerate(contents)}
        self.start = every[start]


class KeptDefinition:
    """An element definition of which the names were kept."""

    __slots__ = ("names",)

    def __init__(self, names: NameClass) -> None:
        self.names = names
