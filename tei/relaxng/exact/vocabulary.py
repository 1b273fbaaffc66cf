"""The names of a whole schema: which definitions an element name has, and in which elements it may stand.

Only an invalid document asks for them.
"""

from functools import cached_property

from tei.relaxng.exact.expectations import children
from tei.relaxng.matching.schema import Schema
from tei.relaxng.names import AnyName, Name, NsName, contains, options, single_names

# Names that no definition spells out, of which documents may have any number.
_MOST_NAMES = 10_000


class Vocabulary:
    """The element names of one schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema, self._definitions = schema, schema.definitions
        self._named: dict[Name, list[int]] = {}
        self._open: list[int] = []
        for number, definition in enumerate(schema.definitions):
            for name in single_names(definition.names):
                self._named.setdefault(name, []).append(number)
            if any(not isinstance(option, Name) for option in options(definition.names)):
                self._open.append(number)
        self._alike: dict[tuple[int, ...], Name] = {}
        self._likeness: dict[Name, Name] = {}
        self._found: dict[Name, tuple[int, ...]] = {}

    @property
    def names(self) -> tuple[Name, ...]:
        """Every name that the schema spells out."""
        return tuple(self._named)

    @cached_property
    def namespaces(self) -> frozenset[str]:
        """The namespaces of those names."""
        return frozenset(name.namespace for name in self._named)

    def spells(self, name: Name) -> bool:
        """Say whether the schema spells out the name, rather than allowing it by a wildcard or not at all."""
        return name in self._named

    def alike(self, name: Name) -> Name:
        """Give one name for all those that the schema cannot tell apart: the same wildcards know them, or none does."""
        if name in self._named:
            return name
        found = self._likeness.get(name)
        if found is None:
            if len(self._likeness) > _MOST_NAMES:
                self._likeness.clear()
            found = self._likeness[name] = self._first_alike(name)
        return found

    def _first_alike(self, name: Name) -> Name:
        known = tuple(number for number in self._open if contains(self._definitions[number].names, name))
        return self._alike.setdefault(known, name)

    def definitions(self, name: Name) -> tuple[int, ...]:
        """Give the definitions of the name: those that spell it out, else those for its namespace, else for any."""
        if name in self._named:
            return tuple(self._named[name])
        one = self.alike(name)
        if one not in self._found:
            self._found[one] = tuple(self._by(NsName, one) or self._by(AnyName, one))
        return self._found[one]

    def _by(self, kind: type[NsName | AnyName], name: Name) -> list[int]:
        return [
            number
            for number in self._open
            for option in options(self._definitions[number].names)
            if isinstance(option, kind) and contains(option, name)
        ]

    @cached_property
    def children(self) -> tuple[frozenset[int], ...]:
        """For each definition, those of the elements that may stand in it."""
        contents = map(self._schema.content, range(len(self._definitions)))
        return tuple(frozenset(child.element for child in children(content)) for content in contents)

    @cached_property
    def parents(self) -> dict[Name, tuple[Name, ...]]:
        """For each name that is spelt out, the elements in which it may stand."""
        found: dict[Name, dict[Name, None]] = {name: {} for name in self._named}
        for parent, inside in enumerate(self.children):
            names = dict.fromkeys(single_names(self._definitions[parent].names))
            for number in inside:
                for name in single_names(self._definitions[number].names):
                    found[name].update(names)
        return {name: tuple(names) for name, names in found.items()}

    def may_hold(self, parent: Name, child: Name) -> bool:
        """Say whether ``child`` may stand somewhere in ``parent``."""
        wanted = set(self.definitions(child))
        return any(wanted & self.children[number] for number in self.definitions(parent))

    def specificity(self, name: Name) -> int:
        """Count the elements in which the name may stand: the fewer, the more it belongs where it is allowed."""
        return len(self.parents.get(name, ()))
