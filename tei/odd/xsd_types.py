"""Datatypes and attributes in XML Schema: the grammar's own datatypes are those of XML Schema part 2.

In: datatypes and attributes of a ``Schema``. Out: ``xs:simpleType`` and ``xs:attribute``. Several patterns
on one datatype all have to match in RELAX NG, but in one ``xs:restriction`` any of them would do (XSD 1.0
part 2, 4.3.4.3), so that each gets a restriction of its own.
"""

from collections.abc import Iterable, Mapping

from lxml import etree

from tei.odd.content import (
    Alternate,
    Content,
    Data,
    DataRef,
    Empty,
    Repeat,
    Text,
    Value,
    Values,
    children,
)
from tei.odd.prose import plain
from tei.odd.schema import XML, Attribute
from tei.odd.source import Xml

XSD = "http://www.w3.org/2001/XMLSchema"


def add(parent: Xml, kind: str, /, **attributes: str) -> Xml:
    """Append an element of XML Schema."""
    return etree.SubElement(parent, f"{{{XSD}}}{kind}", attributes)


def document(parent: Xml, description: str) -> None:
    """Annotate ``parent`` with the plain words of ``description``, if it has any."""
    if description:
        add(add(parent, "annotation"), "documentation").text = plain(description)


def write_datatypes(parent: Xml, datatypes: Mapping[str, Content]) -> None:
    """Write one named simple type per datatype."""
    for key, content in datatypes.items():
        _write_type(add(parent, "simpleType", name=key), content)


def whole_classes(attributes: Iterable[Attribute], classes: Mapping[str, tuple[Attribute, ...]]) -> list[str]:
    """List the classes all of whose attributes are among ``attributes``, unchanged."""
    there = set(attributes)
    named = dict.fromkeys(one.declared_in for one in there if one.declared_in)
    return [ident for ident in classes if ident in named and there.issuperset(classes[ident])]


def write_attributes(parent: Xml, attributes: Iterable[Attribute], groups: Iterable[str] = ()) -> None:
    """Write attributes and references to groups of them.

    Attributes of a namespace other than ``xml:`` are let pass, whatever their name and value.
    """
    every = tuple(attributes)
    for one in every:
        if one.namespace in {"", XML}:
            _write_attribute(parent, one)
    for ident in groups:
        add(parent, "attributeGroup", ref=ident)
    if foreign := sorted({one.namespace for one in every} - {"", XML}):
        add(parent, "anyAttribute", namespace=" ".join(foreign), processContents="skip")


def _write_attribute(parent: Xml, attribute: Attribute) -> None:
    node = add(parent, "attribute")
    if attribute.is_required:
        node.set("use", "required")
    if attribute.namespace == XML:
        node.set("ref", attribute.qualified_name)
        return
    node.set("name", attribute.name)
    document(node, attribute.words.description)
    values = Values(attribute.values) if attribute.is_closed else attribute.datatype
    if attribute.is_list:
        _write_list(add(node, "simpleType"), values, attribute.least, attribute.most)
    elif name := _type_name(values):
        node.set("type", name)
    else:
        _write_type(add(node, "simpleType"), values)


def _type_name(content: Content) -> str:
    """Give the name of a type that needs no definition of its own, or ""."""
    match content:
        case DataRef(key):
            return key
        case Data(name, ()):
            return f"xs:{name}"
        case Text():
            return "xs:string"
    return ""


def _write_type(node: Xml, content: Content) -> None:
    """Fill ``node``, an ``xs:simpleType``."""
    match content:
        case Data(name, facets):
            _write_restriction(node, name, facets)
        case Values(items):
            _write_values(node, items)
        case Alternate(items):
            _write_union(node, items)
        case Repeat(item, least, most):
            _write_list(node, item, least, most)
        case Empty():
            _write_values(node, (Value(""),))
        case _ if name := _type_name(content):
            add(node, "restriction", base=name)
        case _:
            _write_list(node, Alternate(children(content)), 0, None)


def _write_restriction(node: Xml, name: str, facets: tuple[tuple[str, str], ...]) -> None:
    patterns = [value for facet, value in facets if facet == "pattern"]
    inner = add(node, "restriction", base=f"xs:{name}")
    if len(patterns) > 1:
        del inner.attrib["base"]
        without = tuple(each for each in facets if each != ("pattern", patterns[-1]))
        _write_restriction(add(inner, "simpleType"), name, without)
        facets = (("pattern", patterns[-1]),)
    for facet, value in facets:
        add(inner, facet, value=value)


def _write_values(node: Xml, values: tuple[Value, ...]) -> None:
    inner = add(node, "restriction", base="xs:token")
    for value in values:
        document(add(inner, "enumeration", value=value.text), value.description)


def _write_union(node: Xml, items: tuple[Content, ...]) -> None:
    """Write the members with a name as ``memberTypes``, the others inside; the order of a union is ours to choose."""
    union = add(node, "union")
    names = [name for item in items if (name := _type_name(item))]
    if names:
        union.set("memberTypes", " ".join(names))
    for item in items:
        if not _type_name(item):
            _write_type(add(union, "simpleType"), item)


def _write_list(node: Xml, item: Content, least: int, most: int | None) -> None:
    limits = {"minLength": least or None, "maxLength": most}
    facets = {facet: str(limit) for facet, limit in limits.items() if limit is not None}
    if not facets:
        _write_items(node, item)
        return
    inner = add(node, "restriction")
    _write_items(add(inner, "simpleType"), item)
    for facet, limit in facets.items():
        add(inner, facet, value=limit)


def _write_items(node: Xml, item: Content) -> None:
    items = add(node, "list")
    if name := _type_name(item):
        items.set("itemType", "xs:token" if name == "xs:string" else name)
    else:
        _write_type(add(items, "simpleType"), item)
