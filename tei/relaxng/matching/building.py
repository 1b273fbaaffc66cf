"""The patterns of definitions: from the simple form to the engine's normal form.

What several definitions refer to is one object after simplification, and is built once.
"""

from collections.abc import Callable, Iterable

from tei.relaxng import grammar as simple
from tei.relaxng.matching.patterns import Pattern, Patterns

_MAKERS: dict[type, Callable[[Patterns, Iterable[Pattern]], Pattern]] = {
    simple.Choice: Patterns.choice,
    simple.Group: Patterns.group,
    simple.Interleave: Patterns.interleave,
}


class Building:
    """Builds patterns of ``grammar`` in ``patterns``."""

    def __init__(self, grammar: simple.Grammar, patterns: Patterns) -> None:
        self.grammar, self.patterns = grammar, patterns
        self._built: dict[int, Pattern] = {}

    def content(self, number: int) -> Pattern:
        """Build the content of an element definition."""
        return self.build(self.grammar.elements[number].content)

    def build(self, pattern: simple.Pattern) -> Pattern:
        """Build a pattern."""
        found = self._built.get(id(pattern))
        if found is None:
            found = self._built[id(pattern)] = self._new(pattern)
        return found

    def _new(self, pattern: simple.Pattern) -> Pattern:
        if isinstance(pattern, simple.Choice | simple.Group | simple.Interleave):
            make = _MAKERS[type(pattern)]
            return make(self.patterns, map(self.build, pattern.members))
        match pattern:
            case simple.OneOrMore(member):
                return self.patterns.one_or_more(self.build(member))
            case simple.Attribute(names, content):
                return self.patterns.attribute(names, self.build(content))
            case simple.Ref(number):
                return self.patterns.element(number, self.grammar.elements[number].names)
        return self._leaf(pattern)

    def _leaf(self, pattern: simple.Pattern) -> Pattern:
        match pattern:
            case simple.List(member):
                return self.patterns.list(self.build(member))
            case simple.Data(library, type_, parameters, excluded):
                except_ = None if excluded is None else self.build(excluded)
                return self.patterns.data(library, type_, parameters, except_)
            case simple.Value(library, type_, text, namespaces):
                return self.patterns.value(library, type_, text, namespaces)
            case simple.Text():
                return self.patterns.text
            case simple.Empty():
                return self.patterns.empty
        return self.patterns.not_allowed
