"""The schema as XML Schema 1.0, for programs that know no RELAX NG: it accepts every valid document.

In: a ``Schema``. Out: files, the same for the same schema: the XML Schema; a second one that declares
``xml:id`` and its kin, which a schema for another namespace can only import; what the XML Schema lets pass
(``laxness``). Content models are those of ``flat``; content that several elements have is one named type,
which they extend by their attributes.
"""

from collections import Counter
from collections.abc import Mapping

from lxml import etree

from tei.odd.content import (
    Alternate,
    AnyElement,
    Content,
    Data,
    DataRef,
    ElementRef,
    Repeat,
    Sequence,
    Text,
    Values,
    element_refs,
    rebuild,
    walk,
)
from tei.odd.flat import flattened
from tei.odd.laxness import laxness
from tei.odd.licence import notice
from tei.odd.schema import TEI, XML, Element, Schema
from tei.odd.source import Xml
from tei.odd.xsd_types import XSD, add, document, whole_classes, write_attributes, write_datatypes

# Content that names fewer elements than this is written out wherever it stands.
_WORTH_SHARING = 4

_XML_ATTRIBUTES = f"""<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="{XSD}" targetNamespace="{XML}">
  <xs:attribute name="id" type="xs:ID"/>
  <xs:attribute name="base" type="xs:anyURI"/>
  <xs:attribute name="lang">
    <xs:simpleType>
      <xs:union memberTypes="xs:language">
        <xs:simpleType>
          <xs:restriction base="xs:string">
            <xs:enumeration value=""/>
          </xs:restriction>
        </xs:simpleType>
      </xs:union>
    </xs:simpleType>
  </xs:attribute>
  <xs:attribute name="space">
    <xs:simpleType>
      <xs:restriction base="xs:NCName">
        <xs:enumeration value="default"/>
        <xs:enumeration value="preserve"/>
      </xs:restriction>
    </xs:simpleType>
  </xs:attribute>
</xs:schema>
"""


def xmlschema(schema: Schema) -> dict[str, bytes]:
    """Write ``schema`` as XML Schema: files by name, to lie side by side; the first is the one to validate with."""
    root = etree.Element(f"{{{XSD}}}schema", nsmap={None: TEI, "xs": XSD})
    root.set("targetNamespace", TEI)
    root.set("elementFormDefault", "qualified")
    root.append(etree.Comment(notice(schema.source_version)))
    add(root, "import", namespace=XML, schemaLocation=f"{schema.ident}.xml.xsd")
    Writer(schema).write(root)
    etree.indent(root)
    return {
        f"{schema.ident}.xsd": etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n",
        f"{schema.ident}.xml.xsd": _XML_ATTRIBUTES.encode(),
        f"{schema.ident}.xsd-laxness.json": laxness(schema),
    }


class Writer:
    """Writes one schema: knows which content has a name."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._own = {
            element: self._without_foreign(element.content)
            for element in schema.elements.values()
            if element.namespace == TEI
        }
        self._named = _named(self._own)

    def write(self, root: Xml) -> None:
        """Write everything below ``root``."""
        write_datatypes(root, self._schema.datatypes)
        for ident, attributes in self._schema.attribute_classes.items():
            write_attributes(add(root, "attributeGroup", name=ident), attributes)
        for content, name in self._named.items():
            self._content(add(root, "complexType", name=name), content)
        for element, content in self._own.items():
            self._element(root, element, content)

    def _without_foreign(self, content: Content) -> Content:
        """Put a wildcard for every element of another namespace: this file cannot declare it."""
        return rebuild(content, self._wildcard)

    def _wildcard(self, leaf: Content) -> Content:
        if isinstance(leaf, ElementRef):
            namespace = self._schema.elements[leaf.ident].namespace
            return leaf if namespace == TEI else AnyElement(required=(namespace,))
        return leaf

    def _element(self, root: Xml, element: Element, content: Content) -> None:
        node = add(root, "element", name=element.tag)
        document(node, element.words.description)
        body = add(node, "complexType")
        if content in self._named:
            _set_mixed(body, content)
            body = add(add(body, "complexContent"), "extension", base=self._named[content])
        else:
            self._content(body, content)
        classes = whole_classes(element.attributes, self._schema.attribute_classes)
        own = tuple(one for one in element.attributes if one.declared_in not in classes)
        write_attributes(body, own, classes)

    def _content(self, body: Xml, content: Content) -> None:
        _set_mixed(body, content)
        model = flattened(content)
        is_one = isinstance(model, ElementRef) or (
            isinstance(model, Repeat) and isinstance(model.item, ElementRef)
        )
        self._particle(add(body, "sequence") if is_one else body, model, {})

    def _particle(self, parent: Xml, model: Content, occurrence: dict[str, str]) -> None:
        match model:
            case ElementRef(ident):
                add(parent, "element", ref=self._schema.elements[ident].tag, **occurrence)
            case Repeat(item, least, most):
                self._particle(parent, item, _occurrence(least, most))
            case Sequence(items):
                self._particles(add(parent, "sequence", **occurrence), items)
            case Alternate(items):
                self._particles(add(parent, "choice", **occurrence), items)
            case AnyElement():
                _write_wildcards(add(parent, "choice", **occurrence), [model])

    def _particles(self, parent: Xml, items: tuple[Content, ...]) -> None:
        wildcards = [item for item in items if isinstance(item, AnyElement)]
        if not _takes_everything(wildcards):
            for item in items:
                if item not in wildcards:
                    self._particle(parent, item, {})
        _write_wildcards(parent, wildcards)


def _named(contents: Mapping[Element, Content]) -> dict[Content, str]:
    """Name the content that several elements have after the first of them."""
    counts = Counter(contents.values())
    names: dict[Content, str] = {}
    for element, content in contents.items():
        if counts[content] > 1 and len(element_refs(content)) >= _WORTH_SHARING:
            names.setdefault(content, f"{element.ident}.content")
    return names


def _set_mixed(body: Xml, content: Content) -> None:
    """Allow text in ``body`` where ``content`` has text or data anywhere."""
    if any(isinstance(part, Text | Data | DataRef | Values) for part in walk(content)):
        body.set("mixed", "true")


def _occurrence(least: int, most: int | None) -> dict[str, str]:
    limits = {"minOccurs": str(least), "maxOccurs": "unbounded" if most is None else str(most)}
    return {name: limit for name, limit in limits.items() if limit != "1"}


def _takes_everything(wildcards: list[AnyElement]) -> bool:
    """Whether one of them takes elements of the TEI too, so that nothing may stand beside it."""
    return any(not one.required and TEI not in one.excepted for one in wildcards)


def _write_wildcards(parent: Xml, wildcards: list[AnyElement]) -> None:
    """Write wildcards that do not overlap, neither one another nor what stands beside them."""
    if _takes_everything(wildcards):
        namespaces = ["##any"]
    elif any(not one.required for one in wildcards):
        namespaces = ["##other", "##local"]  # "other" leaves out what is in no namespace
    else:
        namespaces = [" ".join(sorted({uri for one in wildcards for uri in one.required}))]
    for namespace in filter(None, namespaces):
        add(parent, "any", namespace=namespace, processContents="skip")
