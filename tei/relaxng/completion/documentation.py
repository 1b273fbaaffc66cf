"""What a schema says about its attributes and values: patterns do not keep it, the simple form does.

In comes the number of a definition, out come texts by name and by value.
"""

from tei.relaxng.grammar import Attribute, Grammar, Pattern, Value
from tei.relaxng.names import Name, contains, single_names
from tei.relaxng.traversal import parts


class Documentation:
    """The documentation of one schema; ``grammar`` None is a schema of which none was kept."""

    def __init__(self, grammar: Grammar | None) -> None:
        self._elements = grammar.elements if grammar else ()
        self._attributes: dict[int, list[Attribute]] = {}

    def element(self, number: int) -> str:
        """What is said of an element."""
        return self._elements[number].documentation if self._elements else ""

    def attribute(self, definitions: tuple[int, ...], name: Name) -> str:
        """What is said of an attribute of one of the definitions."""
        return next((one.documentation for one in self._named(definitions, name) if one.documentation), "")

    def values(self, definitions: tuple[int, ...], name: Name | None) -> dict[str, str]:
        """What is said of the values of an attribute; of those of the content, where there is no name."""
        starts = (
            [self._elements[number].content for number in definitions if self._elements]
            if name is None
            else [one.content for one in self._named(definitions, name)]
        )
        found: dict[str, str] = {}
        for start in starts:
            for one in _within(start):
                if isinstance(one, Value) and one.documentation:
                    found.setdefault(one.text, one.documentation)
        return found

    def _named(self, definitions: tuple[int, ...], name: Name) -> list[Attribute]:
        found = [one for number in definitions for one in self._of(number) if contains(one.names, name)]
        return sorted(found, key=lambda one: name not in single_names(one.names))

    def _of(self, number: int) -> list[Attribute]:
        found = self._attributes.get(number)
        if found is None:
            content = (self._elements[number].content,) if self._elements else ()
            found = [one for start in content for one in _within(start) if isinstance(one, Attribute)]
            self._attributes[number] = found
        return found


def _within(start: Pattern) -> list[Pattern]:
    """Give the patterns within one, itself first; attributes are not entered."""
    found, pending, seen = [], [start], {id(start)}
    while pending:
        one = pending.pop()
        found.append(one)
        if isinstance(one, Attribute):
            continue
        for part in reversed(parts(one)):
            if id(part) not in seen:
                seen.add(id(part))
                pending.append(part)
    return found
