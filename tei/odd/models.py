"""From content models as written to content: classes expanded, macros put in, missing members gone.

In: a ``Selection``. Out: ``Content`` without classes and macros. A reference to an element or class of
the TEI that the customization left out is ``Nothing``: an alternation loses that branch, an optional
part disappears, and what cannot do without it is reported by ``resolve`` with the element's name.

TEI P5, chapter 22.5.1 (content models), 22.4.6 (model classes), 22.7 (datatypes).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager

from tei.odd.content import (
    AnyElement,
    Content,
    Data,
    DataRef,
    ElementRef,
    Empty,
    Nothing,
    Text,
    Values,
    alternate,
    rebuild,
    repeat,
    sequence,
)
from tei.odd.customization import Selection, unknown
from tei.odd.datatypes import XSD_DATATYPES, XSD_FACETS
from tei.odd.reading import Reader
from tei.odd.schema import TEI
from tei.odd.source import Place, Xml, local_name, place, tei_children, tokens
from tei.odd.specification import Kind, Specification

# What an `anyElement` excludes that does not say so: the TEI's elements and its element for examples.
_EXCEPTED = (TEI, "{http://www.tei-c.org/ns/Examples}egXML")

# How a class expands: how often each member may stand, and how the members are joined.
_EXPANSIONS: Mapping[str, tuple[int, int | None, Callable[[Iterable[Content]], Content]]] = {
    "alternation": (1, 1, alternate),
    "sequence": (1, 1, sequence),
    "sequenceOptional": (0, 1, sequence),
    "sequenceRepeatable": (1, None, sequence),
    "sequenceOptionalRepeatable": (0, None, sequence),
}


class Models:
    """The content models and datatypes of one selection; every class, macro and datatype is read once.

    ``datatypes`` collects those of the TEI that were asked for.
    """

    def __init__(self, selection: Selection) -> None:
        self.datatypes: dict[str, Content] = {}
        self._selection = selection
        self._members = _members(selection)
        self._expanded: dict[tuple[str, ...], Content] = {}
        self._open: list[str] = []
        self._leaves: Mapping[str, Callable[[Xml], Content]] = {
            "textNode": lambda _: Text(),
            "empty": lambda _: Empty(),
            "elementRef": self._element,
            "classRef": self._class,
            "macroRef": self._macro,
            "dataRef": self._data,
            "valList": _values,
            "anyElement": lambda node: AnyElement(tokens(node, "require"), _excepted(node)),
        }

    def content(self, spec: Specification) -> Content:
        """Read the ``content`` of an element, macro or datatype; none said is empty."""
        return Empty() if spec.content is None else self._group(spec.content)

    def datatype(self, node: Xml | None) -> Content:
        """Read what a ``datatype`` says about one value; any text when nothing is said."""
        return Text() if node is None or not len(node) else self._group(node)

    def _group(self, node: Xml) -> Content:
        return sequence(map(self._particle, node))

    def _particle(self, node: Xml) -> Content:
        match local_name(node):
            case "sequence":
                bare = self._group(node)
            case "alternate":
                bare = alternate(map(self._particle, node))
            case _:
                bare = self._leaf(node)
        return repeat(bare, *occurrence(node))

    def _leaf(self, node: Xml) -> Content:
        read = self._leaves.get(local_name(node))
        if read is None:
            raise place(node).error("it has no meaning in a content model; use the elements of pure ODD")
        return read(node)

    def _element(self, node: Xml) -> Content:
        spec = self._find(Kind.ELEMENT, node)
        return Nothing() if spec is None else ElementRef(spec.ident)

    def _macro(self, node: Xml) -> Content:
        spec = self._find(Kind.MACRO, node)
        if spec is None:
            return Nothing()
        return self._once(("macro", spec.ident), place(node), lambda: self.content(spec))

    def _class(self, node: Xml) -> Content:
        spec = self._find(Kind.CLASS, node)
        if spec is None:
            return Nothing()
        expansion = node.get("expand", "alternation")
        if expansion not in _EXPANSIONS:
            raise place(node).error(f"`expand` is `{expansion}`; write one of {', '.join(_EXPANSIONS)}")
        wanted = self._wanted(node, spec.ident)
        return self._expand(spec.ident, expansion, place(node), wanted)

    def _wanted(self, node: Xml, ident: str) -> set[str] | None:
        """Name the members a ``classRef`` with ``include`` or ``except`` speaks of; None: all."""
        included, excepted = tokens(node, "include"), tokens(node, "except")
        if not included and not excepted:
            return None
        members = {member.ident for member in self._members.get(ident, ())}
        return set(included) if included else members - set(excepted)

    def _expand(self, ident: str, expansion: str, at: Place, wanted: set[str] | None = None) -> Content:
        least, most, join = _EXPANSIONS[expansion]
        members = [each for each in self._members.get(ident, ()) if wanted is None or each.ident in wanted]

        def expanded() -> Content:
            parts = (self._member(member, expansion, at) for member in members)
            return join(repeat(part, least, most) for part in parts)

        return self._once((ident, expansion, *sorted(wanted or ())), at, expanded)

    def _member(self, member: Specification, expansion: str, at: Place) -> Content:
        if member.kind is Kind.ELEMENT:
            return ElementRef(member.ident)
        inner = self._expand(member.ident, expansion, at)
        return Empty() if inner == Nothing() and expansion != "alternation" else inner

    def _data(self, node: Xml) -> Content:
        at, name = place(node), node.get("name")
        facets = tuple(_facets(node, at))
        if name is None:
            return self._tei_datatype(node, facets)
        if name not in XSD_DATATYPES:
            raise unknown(at, "datatype of XML Schema", name, XSD_DATATYPES)
        return Data(name, facets)

    def _tei_datatype(self, node: Xml, facets: tuple[tuple[str, str], ...]) -> Content:
        spec, at = self._find(Kind.DATATYPE, node), place(node)
        if spec is None:
            raise at.error("the customization deletes this datatype; keep it, or use another one here")
        content = self._once(("datatype", spec.ident), at, lambda: self.content(spec))
        self.datatypes.setdefault(spec.ident, content)
        return (
            rebuild(content, lambda leaf: self._narrowed(leaf, facets, at)) if facets else DataRef(spec.ident)
        )

    def _narrowed(self, leaf: Content, facets: tuple[tuple[str, str], ...], at: Place) -> Content:
        match leaf:
            case Data(name, present):
                return Data(name, (*present, *facets))
            case DataRef(key):
                return rebuild(self.datatypes[key], lambda inner: self._narrowed(inner, facets, at))
        raise at.error("it narrows a datatype that is not one of XML Schema; give the values as a `valList`")

    def _find(self, kind: Kind, node: Xml) -> Specification | None:
        """Find what a reference refers to; None when the TEI has it and the customization has not.

        Macros and datatypes are no part of a document: the TEI's own serve when their module was not chosen.
        """
        ident, chosen = node.get("key", ""), self._selection.chosen
        source = self._selection.source.specifications
        if (kind, ident) in chosen:
            return chosen[kind, ident]
        if (kind, ident) not in source:
            raise unknown(place(node), kind.noun, ident, [each for other, each in chosen if other is kind])
        is_deleted = (kind, ident) in self._selection.deleted
        return None if is_deleted or kind in {Kind.ELEMENT, Kind.CLASS} else source[kind, ident]

    def _once(self, key: tuple[str, ...], at: Place, read: Callable[[], Content]) -> Content:
        if key not in self._expanded:
            with self._opened(key[0] if key[0] not in {"macro", "datatype"} else key[1], at):
                self._expanded[key] = read()
        return self._expanded[key]

    @contextmanager
    def _opened(self, ident: str, at: Place) -> Iterator[None]:
        if ident in self._open:
            path = " > ".join((*self._open[self._open.index(ident) :], ident))
            raise at.error(f"`{ident}` contains itself ({path}); break the circle")
        self._open.append(ident)
        try:
            yield
        finally:
            self._open.pop()


def occurrence(node: Xml) -> tuple[int, int | None]:
    """Read ``minOccurs`` and ``maxOccurs``; both are 1 when not given."""
    least, most = node.get("minOccurs", "1"), node.get("maxOccurs", "1")
    is_sound = least.isdecimal() and (most == "unbounded" or (most.isdecimal() and int(least) <= int(most)))
    if not is_sound:
        raise place(node).error(f"it may occur {least} to {most} times; give two counts, the lesser first")
    return int(least), None if most == "unbounded" else int(most)


def _values(node: Xml) -> Content:
    return Values(tuple(item.value for item in Reader().value_list(node).items))


def _excepted(node: Xml) -> tuple[str, ...]:
    """Read ``except``: a namespace as it is, a prefixed name as ``{namespace}name``."""
    return tuple(_expanded(token, node) for token in tokens(node, "except")) or _EXCEPTED


def _expanded(token: str, node: Xml) -> str:
    prefix, _, local = token.partition(":")
    namespace = node.nsmap.get(prefix)
    return f"{{{namespace}}}{local}" if namespace else token


def _members(selection: Selection) -> dict[str, list[Specification]]:
    """Gather the elements and classes in each class, in the order of the source."""
    members: dict[str, list[Specification]] = {}
    for spec in selection.chosen.values():
        for ident in spec.classes:
            members.setdefault(ident, []).append(spec)
    return members


def _facets(node: Xml, at: Place) -> Iterator[tuple[str, str]]:
    if node.get("restriction") is not None:
        yield "pattern", node.get("restriction", "")
    for facet in tei_children(node):
        name = facet.get("name", "")
        if name not in XSD_FACETS:
            raise unknown(at, "facet of XML Schema", name, XSD_FACETS)
        yield name, facet.get("value", "")
