"""Sets of names that grow by name classes and notice what they already have (RELAX NG specification, 7.3 and 7.4).

After 4.16 an ``nsName`` excludes nothing but names, and an ``anyName`` nothing but names and namespaces. So all wildcards
of one namespace are one set of excluded names, which keeps the work in proportion to the schema.
"""

from collections.abc import Callable, Iterable

from tei.relaxng.names import AnyName, Name, NameChoice, NsName, contains, options
from tei.relaxng.simplification.name_classes import overlap

Wildcard = AnyName | NsName
Test = Callable[[Name], bool]


class NameSet:
    """The names of the patterns that were looked at so far; ``namespaces`` has what their wildcards exclude."""

    __slots__ = ("any", "names", "namespaces")

    def __init__(self) -> None:
        self.names: set[Name] = set()
        self.namespaces: dict[str, frozenset[Name]] = {}
        self.any: list[tuple[AnyName, Test]] = []

    def add(self, names: frozenset[Name], wildcards: Iterable[Wildcard]) -> Name | None:
        """Add names and wildcards; give a name that was there already, or None."""
        shared = self.shared(names, wildcards)
        self.names |= names
        for wildcard in wildcards:
            if isinstance(wildcard, AnyName):
                self.any.append((wildcard, _test(wildcard)))
                continue
            excluded = _excluded_names(wildcard)
            known = self.namespaces.get(wildcard.namespace, excluded)
            self.namespaces[wildcard.namespace] = known & excluded
        return shared

    def shared(self, names: frozenset[Name], wildcards: Iterable[Wildcard]) -> Name | None:
        """Give one of the names, or a name of the wildcards, that the set has."""
        if not self.names.isdisjoint(names):
            return min(self.names & names)
        if self.namespaces or self.any:
            for name in sorted(names):
                if self.has_by_wildcard(name):
                    return name
        return next(filter(None, map(self.shared_by, wildcards)), None)

    def has_by_wildcard(self, name: Name) -> bool:
        """Say whether one of the wildcards contains a name."""
        excluded = self.namespaces.get(name.namespace)
        if excluded is not None and name not in excluded:
            return True
        return any(test(name) for _, test in self.any)

    def shared_by(self, wildcard: Wildcard) -> Name | None:
        """Give a name that the set shares with a wildcard."""
        found = min(filter(_test(wildcard), self.names), default=None)
        if found:
            return found
        if isinstance(wildcard, NsName):
            if wildcard.namespace in self.namespaces:
                return overlap(wildcard, NsName(wildcard.namespace))
            return next(filter(None, (overlap(wildcard, known) for known, _ in self.any)), None)
        if self.any:
            return overlap(AnyName(), AnyName())
        known_wildcards = (_wildcard(namespace, excluded) for namespace, excluded in self.namespaces.items())
        return next(filter(None, (overlap(wildcard, known) for known in known_wildcards)), None)


def _test(wildcard: Wildcard) -> Test:
    """Make a quick test of what a wildcard contains: it may exclude thousands of names."""
    namespace = wildcard.namespace if isinstance(wildcard, NsName) else None
    excluded = options(wildcard.excluded) if wildcard.excluded is not None else ()
    names = frozenset(option for option in excluded if isinstance(option, Name))
    others = [option for option in excluded if not isinstance(option, Name)]

    def contains_name(name: Name) -> bool:
        if name in names or (namespace is not None and name.namespace != namespace):
            return False
        return not any(contains(other, name) for other in others)

    return contains_name


def _excluded_names(wildcard: NsName) -> frozenset[Name]:
    if wildcard.excluded is None:
        return frozenset()
    return frozenset(option for option in options(wildcard.excluded) if isinstance(option, Name))


def _wildcard(namespace: str, excluded: frozenset[Name]) -> NsName:
    if len(excluded) < 2:
        return NsName(namespace, next(iter(excluded), None))
    return NsName(namespace, NameChoice(tuple(excluded)))
