"""Sets of names that grow by name classes and notice what they already have (RELAX NG specification, 7.3 and 7.4).

After 4.16 a wildcard excludes no more than names and whole namespaces. So two ``anyName`` always share a name, and so do
two ``nsName`` of one namespace; a set can hold one of each, which keeps the work in proportion to the schema.
"""

from collections.abc import Iterable

from tei.relaxng.name_classes import overlap
from tei.relaxng.names import AnyName, Name, NsName, contains

Wildcard = AnyName | NsName


class NameSet:
    """The names of the patterns that were looked at so far."""

    __slots__ = ("any", "names", "namespaces")

    def __init__(self) -> None:
        self.names: set[Name] = set()
        self.namespaces: dict[str, NsName] = {}
        self.any: AnyName | None = None

    def add(self, names: frozenset[Name], wildcards: Iterable[Wildcard]) -> Name | None:
        """Add names and wildcards; give a name that was there already, or None."""
        shared = self.shared(names, wildcards)
        self.names |= names
        for wildcard in wildcards:
            if isinstance(wildcard, NsName):
                self.namespaces[wildcard.namespace] = wildcard
            else:
                self.any = wildcard
        return shared

    def shared(self, names: frozenset[Name], wildcards: Iterable[Wildcard]) -> Name | None:
        """Give one of the names, or a name of the wildcards, that the set has."""
        if not self.names.isdisjoint(names):
            return min(self.names & names)
        if self.namespaces or self.any:
            for name in names:
                if self.has_by_wildcard(name):
                    return name
        for wildcard in wildcards:
            found = self.shared_by(wildcard)
            if found:
                return found
        return None

    def has_by_wildcard(self, name: Name) -> bool:
        wildcard = self.namespaces.get(name.namespace)
        if wildcard is not None and contains(wildcard, name):
            return True
        return self.any is not None and contains(self.any, name)

    def shared_by(self, wildcard: Wildcard) -> Name | None:
        for name in self.names:
            if contains(wildcard, name):
                return name
        if isinstance(wildcard, NsName):
            known = self.namespaces.get(wildcard.namespace)
            others: list[Wildcard] = [known] if known else []
        else:
            others = list(self.namespaces.values())
        if self.any is not None:
            others.append(self.any)
        for other in others:
            found = overlap(wildcard, other)
            if found:
                return found
        return None
