"""The names of a RELAX NG grammar: which element may contain which, and bear which attributes.

In comes a grammar in XML syntax, out comes a :class:`Vocabulary`. It knows nothing of order and number; what it
denies is denied by the grammar, what it allows may still be wrong. That is enough to name most mistakes
exactly, where an engine only says that something is wrong.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

RNG = "http://relaxng.org/ns/structure/1.0"
_NAME_CLASSES = {"name", "anyName", "nsName", "choice"}
_OPTIONAL = {"optional", "zeroOrMore", "text", "empty", "data", "value", "list", "notAllowed", "attribute"}
_TEXT = {"text", "data", "value", "list"}


@dataclass
class Attribute:
    """An attribute of one element: whether it must be there, and its words where only certain ones are allowed."""

    is_required: bool
    values: tuple[str, ...] | None
    is_list: bool = False

    def allows(self, value: str) -> bool:
        """Whether the grammar may allow ``value``, as far as its words are known."""
        words = value.split() if self.is_list else [" ".join(value.split())]
        return self.values is None or (bool(words) and set(words) <= set(self.values))


@dataclass
class Element:
    """What one element may contain, in the order of the grammar. ``needs`` are sets of which one child must be there."""

    children: dict[str, None] = field(default_factory=dict)
    attributes: dict[str, Attribute] = field(default_factory=dict)
    needs: list[frozenset[str]] = field(default_factory=list)
    allows_text: bool = False
    allows_any_child: bool = False
    allows_any_attribute: bool = False


class Vocabulary:
    """Elements by name, in Clark notation."""

    def __init__(self, grammar: etree._Element) -> None:
        self._defines: dict[str, list[etree._Element]] = {}
        for define in grammar.iter(f"{{{RNG}}}define"):
            self._defines.setdefault(define.get("name", ""), []).append(define)
        # A grammar that is spread over files is not seen whole, so it must not deny anything.
        self.is_whole = next(grammar.iter(f"{{{RNG}}}include", f"{{{RNG}}}externalRef"), None) is None
        self.elements: dict[str, Element] = {}
        for pattern in grammar.iter(f"{{{RNG}}}element"):
            self._add(pattern)

    def parents(self, name: str) -> list[str]:
        """Name the elements that may contain ``name``."""
        return [parent for parent, element in self.elements.items() if name in element.children]

    def _add(self, pattern: etree._Element) -> None:
        names, _ = _names(pattern)
        for name in names:
            known = name in self.elements
            element = self.elements.setdefault(name, Element())
            content = list(_content(pattern))
            for child in content:
                self._walk(child, element, set(), is_optional=False)
            needs = [need for child in content for need in self._needs(child, frozenset())]
            element.needs = [need for need in needs if need in element.needs] if known else needs

    def _walk(
        self, pattern: etree._Element, element: Element, seen: set[tuple[str, bool]], *, is_optional: bool
    ) -> None:
        kind = _kind(pattern)
        if kind == "element":
            names, is_open = _names(pattern)
            element.children.update(dict.fromkeys(names))
            element.allows_any_child |= is_open
        elif kind == "attribute":
            self._attribute(pattern, element, is_optional=is_optional)
        elif kind == "ref":
            key = (pattern.get("name", ""), is_optional)
            if key not in seen:
                seen.add(key)
                for define in self._defines.get(key[0], ()):
                    for child in _patterns(define):
                        self._walk(
                            child, element, seen, is_optional=is_optional or define.get("combine") == "choice"
                        )
        else:
            element.allows_text |= kind in _TEXT or kind == "mixed"
            optional = is_optional or kind in {"optional", "zeroOrMore", "choice"}
            for child in _patterns(pattern):
                self._walk(child, element, seen, is_optional=optional)

    def _attribute(self, pattern: etree._Element, element: Element, *, is_optional: bool) -> None:
        names, is_open = _names(pattern, is_attribute=True)
        element.allows_any_attribute |= is_open
        content = list(_content(pattern))
        values = self._values(content, frozenset())
        is_list = any(_kind(part) == "list" for part in content)
        for name in names:
            known = element.attributes.get(name)
            if known is None:
                element.attributes[name] = Attribute(not is_optional, values, is_list)
                continue
            known.is_required &= not is_optional
            known.is_list |= is_list
            both = known.values is not None and values is not None
            known.values = tuple(dict.fromkeys([*(known.values or ()), *(values or ())])) if both else None

    def _values(self, patterns: list[etree._Element], seen: frozenset[str]) -> tuple[str, ...] | None:
        """Give all values where nothing but a choice of values is allowed, else None."""
        found: list[str] = []
        for pattern in patterns:
            kind, name = _kind(pattern), pattern.get("name", "")
            if kind == "value":
                found.append(pattern.text or "")
                continue
            if kind == "ref" and name not in seen:
                inner = [child for define in self._defines.get(name, ()) for child in _patterns(define)]
                more = self._values(inner, seen | {name})
            elif kind in {"choice", "list", "oneOrMore", "group"}:
                more = self._values(list(_patterns(pattern)), seen)
            else:
                more = None
            if more is None:
                return None
            found.extend(more)
        return tuple(found) or None

    def _needs(self, pattern: etree._Element, seen: frozenset[str]) -> list[frozenset[str]]:
        """Give the sets of which the pattern asks for one member each."""
        match _kind(pattern):
            case "element":
                names, is_open = _names(pattern)
                return [] if is_open else [frozenset(names)]
            case "ref":
                return self._needs_of(pattern.get("name", ""), seen)
            case "choice":
                branches = [self._needs(child, seen) for child in _patterns(pattern)]
                return [frozenset().union(*(branch[0] for branch in branches))] if all(branches) else []
            case kind if kind in _OPTIONAL:
                return []
            case _:
                return [need for child in _patterns(pattern) for need in self._needs(child, seen)]

    def _needs_of(self, name: str, seen: frozenset[str]) -> list[frozenset[str]]:
        defines = self._defines.get(name, ())
        if name in seen or len(defines) != 1:
            return []
        return [need for child in _patterns(defines[0]) for need in self._needs(child, seen | {name})]


def _kind(pattern: etree._Element) -> str:
    name = etree.QName(pattern)
    return name.localname if name.namespace == RNG else ""


def _patterns(pattern: etree._Element) -> Iterator[etree._Element]:
    """Give the patterns below one, annotations left out."""
    return pattern.iterchildren(f"{{{RNG}}}*")


def _content(pattern: etree._Element) -> Iterator[etree._Element]:
    return islice(_patterns(pattern), 0 if pattern.get("name") is not None else 1, None)


def _names(pattern: etree._Element, *, is_attribute: bool = False) -> tuple[list[str], bool]:
    """Give the names of a name class, and whether it is open to names that cannot be listed."""
    written = pattern.get("name")
    if written is not None:
        inherits = not is_attribute or pattern.get("ns") is not None
        return [_clark(written, pattern, inherits=inherits)], False
    name_class = next(_patterns(pattern), None)
    if name_class is None or _kind(name_class) not in _NAME_CLASSES:
        return [], True
    names = [_clark(found.text or "", found, inherits=True) for found in name_class.iter(f"{{{RNG}}}name")]
    is_open = next(name_class.iter(f"{{{RNG}}}anyName", f"{{{RNG}}}nsName"), None) is not None
    return ([], True) if is_open else (names, False)


def _clark(written: str, pattern: etree._Element, *, inherits: bool) -> str:
    prefix, colon, local = written.strip().rpartition(":")
    if colon:
        namespace = pattern.nsmap.get(prefix) or (
            "http://www.w3.org/XML/1998/namespace" if prefix == "xml" else ""
        )
    elif inherits:
        owner = next(
            (node for node in (pattern, *pattern.iterancestors()) if node.get("ns") is not None), None
        )
        namespace = (owner.get("ns") or "") if owner is not None else ""
    else:
        namespace = ""
    return f"{{{namespace}}}{local}" if namespace else local
