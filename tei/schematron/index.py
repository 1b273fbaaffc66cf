"""Which rules could be about a node, by what can be seen of it at a glance: its kind, its name, its attributes.

Elements of a document are of few sorts: those of one name with the same attributes are one. For each sort that is met the
rules are looked through once, and what is left is, for each pattern, the rules in their order up to the first that is
certain to match; only conditions that look further are left to be asked of each node.
"""

from typing import NamedTuple

from tei.schematron.compilation import CompiledPattern, CompiledRule
from tei.schematron.contexts import Alternative
from tei.schematron.xpath.scope import Decide
from tei.schematron.xpath.syntax import NodeTest

Candidate = tuple[CompiledRule, tuple[Decide, ...] | None]
"""A rule and what must hold, one of them; None where nothing must."""
Candidates = list[tuple[CompiledPattern, list[Candidate]]]


class Sort(NamedTuple):
    """The rules for elements of a sort, and for their attributes by name."""

    candidates: Candidates
    attributes: list[tuple[str, Candidates]]


class Index:
    """The rules of patterns, to be asked for those that fit."""

    def __init__(self, patterns: list[CompiledPattern]) -> None:
        self._patterns = patterns
        kinds = {one.test.kind for pattern in patterns for rule in pattern.rules for one in rule.alternatives}
        self._has_attributes = bool(kinds & {"attribute", "node"})
        self.has_others = bool(kinds & {"text", "comment", "processing-instruction", "node", "child"})
        self.has_root = bool(kinds & {"document-node", "node"})
        self._sorts: dict[tuple[str, ...], Sort] = {}

    def sort(self, tag: str, names: list[str]) -> Sort:
        """The rules for an element of this tag with attributes of these names."""
        key = (tag, *names)
        found = self._sorts.get(key)
        if found is None:
            found = self._sorts[key] = self._sort(tag, names)
        return found

    def _sort(self, tag: str, names: list[str]) -> Sort:
        attributes = []
        if self._has_attributes:
            attributes = [(name, self.of("attribute", name)) for name in names]
        return Sort(self.of("element", tag, frozenset(names)), [one for one in attributes if one[1]])

    def of(self, kind: str, name: str, names: frozenset[str] = frozenset()) -> Candidates:
        """The rules for nodes of a kind and name; ``names`` are those of an element's attributes."""
        found = []
        for pattern in self._patterns:
            candidates = _candidates(pattern, kind, name, names)
            if candidates:
                found.append((pattern, candidates))
        return found


def _candidates(pattern: CompiledPattern, kind: str, name: str, names: frozenset[str]) -> list[Candidate]:
    found: list[Candidate] = []
    for rule in pattern.rules:
        fitting = [one for one in rule.alternatives if _fits(one, kind, name, names)]
        if not fitting:
            continue
        conditions = tuple(one.condition for one in fitting if one.condition is not None)
        if len(conditions) < len(fitting):
            found.append((rule, None))
            break
        found.append((rule, conditions))
    return found


def _fits(alternative: Alternative, kind: str, name: str, names: frozenset[str]) -> bool:
    return alternative.required <= names and passes(alternative.test, kind, name)


def passes(test: NodeTest, kind: str, name: str) -> bool:
    """Whether nodes of a kind and name (as lxml writes it) pass a test."""
    if test.kind in {"node", "child"}:
        return test.kind == "node" or kind not in {"attribute", "document-node"}
    if test.kind != kind:
        return False
    if kind == "processing-instruction":
        return test.local in (None, name)
    uri, _, local = name.rpartition("}")
    return test.uri in (None, uri[1:]) and test.local in (None, local)
