"""A schema ready for work: its patterns, its definitions, their derivatives.

In comes a ``Grammar`` in simple form. Content patterns are built when they are first asked for: a document meets a
fraction of a large schema.
"""

from collections.abc import Callable, Iterable

from tei.relaxng import grammar as simple
from tei.relaxng import plain
from tei.relaxng.derivatives import Derivatives
from tei.relaxng.grammar import Grammar
from tei.relaxng.patterns import Pattern, Patterns

_MAKERS: dict[type, Callable[[Patterns, Iterable[Pattern]], Pattern]] = {
    simple.Choice: Patterns.choice,
    simple.Group: Patterns.group,
    simple.Interleave: Patterns.interleave,
}


Saved = tuple[tuple[plain.Plain, ...], tuple[plain.Plain, ...], tuple[int, ...], int]


class Schema:
    """The definitions of a schema as patterns. ``definitions[n]`` is element definition ``n`` in simple form."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.definitions = grammar.elements
        self.patterns = Patterns()
        self.derivatives = Derivatives(self.patterns)
        self._built: dict[int, Pattern] = {}
        self._contents: dict[int, Pattern] = {}
        self.start = self._build(grammar.start)

    @classmethod
    def restored(cls, saved: Saved) -> "Schema":
        """Give the schema that :meth:`dumped` was asked for; its definitions have names, and no places or words."""
        patterns, definitions, contents, start = saved
        elements = tuple(simple.Element(plain.restored(names), simple.Empty()) for names in definitions)
        schema = cls(Grammar(simple.NotAllowed(), elements))
        every = plain.restored_patterns(schema.patterns, patterns, [element.names for element in elements])
        schema._contents = {number: every[content] for number, content in enumerate(contents)}
        schema.start = every[start]
        return schema

    def dumped(self) -> Saved:
        """Give the patterns and definitions as plain tuples, all contents built."""
        contents = tuple(self.content(number).number for number in range(len(self.definitions)))
        names = tuple(plain.dumped(element.names) for element in self.definitions)
        return tuple(map(plain.dumped_pattern, self.patterns.all)), names, contents, self.start.number

    def content(self, number: int) -> Pattern:
        """Give the content of definition ``number``, attributes included."""
        found = self._contents.get(number)
        if found is None:
            found = self._contents[number] = self._build(self.definitions[number].content)
        return found

    def _build(self, pattern: simple.Pattern) -> Pattern:
        # Simplification shares what several definitions refer to: each object is built once.
        found = self._built.get(id(pattern))
        if found is None:
            found = self._built[id(pattern)] = self._new(pattern)
        return found

    def _new(self, pattern: simple.Pattern) -> Pattern:
        if isinstance(pattern, simple.Choice | simple.Group | simple.Interleave):
            make = _MAKERS[type(pattern)]
            return make(self.patterns, map(self._build, pattern.members))
        match pattern:
            case simple.OneOrMore(member):
                return self.patterns.one_or_more(self._build(member))
            case simple.Attribute(names, content):
                return self.patterns.attribute(names, self._build(content))
            case simple.Ref(number):
                return self.patterns.element(number, self.definitions[number].names)
        return self._leaf(pattern)

    def _leaf(self, pattern: simple.Pattern) -> Pattern:
        match pattern:
            case simple.List(member):
                return self.patterns.list(self._build(member))
            case simple.Data(library, type_, parameters, excluded):
                except_ = None if excluded is None else self._build(excluded)
                return self.patterns.data(library, type_, parameters, except_)
            case simple.Value(library, type_, text, namespaces):
                return self.patterns.value(library, type_, text, namespaces)
            case simple.Text():
                return self.patterns.text
            case simple.Empty():
                return self.patterns.empty
        return self.patterns.not_allowed
