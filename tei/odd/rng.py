"""The schema as RELAX NG in XML syntax.

In: a ``Schema``. Out: bytes, the same for the same schema. One define per element, per attribute class
and per datatype; content that several elements have stands once and is named after the first of them.
Model classes are written out: a grammar of a hundred small defines costs libxml2 more than their sum.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from tei.odd.content import (
    Alternate,
    AnyElement,
    Content,
    Data,
    DataRef,
    ElementRef,
    Empty,
    Nothing,
    Repeat,
    Sequence,
    Text,
    Value,
    Values,
    children,
    element_refs,
    walk,
)
from tei.odd.licence import notice
from tei.odd.prose import plain
from tei.odd.schema import TEI, Alternative, Attribute, AttributeChoice, Element, Openness, Schema
from tei.odd.source import Xml

RELAXNG = "http://relaxng.org/ns/structure/1.0"
ANNOTATIONS = "http://relaxng.org/ns/compatibility/annotations/1.0"
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"

# Content that names fewer elements than this is written out wherever it stands.
_WORTH_SHARING = 4

# A wide choice is written as choices within a choice. libxml2 compiles a repeated flat choice of n elements in
# n³ steps: a grammar of 170 elements took 0.20 s flat and takes 0.03 s so, and validates as fast.
_BUNDLE = 30


def relaxng(schema: Schema) -> bytes:
    """Write ``schema`` as a RELAX NG grammar, UTF-8, indented."""
    grammar = etree.Element(f"{{{RELAXNG}}}grammar", nsmap={None: RELAXNG, "a": ANNOTATIONS})
    grammar.set("ns", TEI)
    grammar.set("datatypeLibrary", XSD)
    grammar.append(etree.Comment(notice(schema.source_version)))
    Writer(schema).write(grammar)
    etree.indent(grammar)
    return etree.tostring(grammar, xml_declaration=True, encoding="UTF-8") + b"\n"


class Writer:
    """Writes one schema: knows what is shared and under which name."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._shared = _shared(schema.elements)
        self._wildcards = _wildcards(schema.elements)

    def write(self, grammar: Xml) -> None:
        """Write everything below ``grammar``."""
        start = _add(_add(grammar, "start"), "choice")
        for ident in self._schema.start:
            _add(start, "ref", name=ident)
        for element in self._schema.elements.values():
            self._element(grammar, element)
        for content, name in self._shared.items():
            self._composite(_add(grammar, "define", name=name), content)
        for ident, attributes in self._classes_in_use():
            self._attributes(_add(grammar, "define", name=f"{ident}.attributes"), attributes)
        for key, content in self._schema.datatypes.items():
            self._content(_add(grammar, "define", name=key), content)
        for wildcard, name in self._wildcards.items():
            _any_element(_add(grammar, "define", name=name), wildcard, name)

    def _element(self, grammar: Xml, element: Element) -> None:
        body = _add(_add(grammar, "define", name=element.ident), "element", name=element.tag)
        if element.namespace != TEI:
            body.set("ns", element.namespace)
        _document(body, element.words.description)
        self._content(body, element.content)
        bound = {name for choice in element.choices for one in choice.alternatives for name in one.names}
        free = [attribute for attribute in element.attributes if attribute.qualified_name not in bound]
        classes = list(self._whole_classes(free))
        for ident in classes:
            _add(body, "ref", name=f"{ident}.attributes")
        self._attributes(body, (one for one in free if one.declared_in not in classes))
        for choice in element.choices:
            self._choice(body, choice, element)

    def _whole_classes(self, attributes: list[Attribute]) -> Iterator[str]:
        """List the classes all of whose attributes are among ``attributes``, unchanged."""
        there = set(attributes)
        for ident in dict.fromkeys(one.declared_in for one in attributes if one.declared_in):
            if there.issuperset(self._schema.attribute_classes[ident]):
                yield ident

    def _classes_in_use(self) -> Iterator[tuple[str, tuple[Attribute, ...]]]:
        used = {
            ident
            for element in self._schema.elements.values()
            for ident in self._whole_classes(list(element.attributes))
        }
        return ((ident, own) for ident, own in self._schema.attribute_classes.items() if ident in used)

    def _choice(self, parent: Xml, choice: AttributeChoice, element: Element) -> None:
        by_name = {attribute.qualified_name: attribute for attribute in element.attributes}
        options = _add(parent, "choice")
        for alternative in choice.alternatives:
            self._alternative(options, alternative, by_name)

    def _alternative(self, parent: Xml, alternative: Alternative, by_name: Mapping[str, Attribute]) -> None:
        group = _add(parent, "group") if len(alternative.names) > 1 else parent
        for name in alternative.names:
            self._attribute(group if name in alternative.required else _add(group, "optional"), by_name[name])

    def _attributes(self, parent: Xml, attributes: Iterable[Attribute]) -> None:
        for one in attributes:
            self._attribute(parent if one.is_required else _add(parent, "optional"), one)

    def _attribute(self, parent: Xml, attribute: Attribute) -> None:
        node = _add(parent, "attribute", name=attribute.name)
        if attribute.namespace:
            node.set("ns", attribute.namespace)
        _document(node, attribute.words.description)
        if not attribute.is_list:
            self._value(node, attribute)
            return
        values = _add(node, "list")
        for place in _occurrences(values, attribute.least, attribute.most):
            self._value(place, attribute)

    def _value(self, parent: Xml, attribute: Attribute) -> None:
        """Write what one value may be: a half-open list beside the datatype lets editors offer its values."""
        if attribute.is_closed:
            _values(parent, attribute.values)
        elif attribute.openness is Openness.SEMI and attribute.values and attribute.datatype != Text():
            choice = _add(parent, "choice")
            _listed(choice, attribute.values)
            self._content(choice, attribute.datatype)
        else:
            is_free = attribute.is_list and attribute.datatype == Text()
            self._content(parent, Data("token") if is_free else attribute.datatype)

    def _content(self, parent: Xml, content: Content) -> None:
        if content in self._shared:
            _add(parent, "ref", name=self._shared[content])
        elif children(content):
            self._composite(parent, content)
        else:
            self._leaf(parent, content)

    def _composite(self, parent: Xml, content: Content) -> None:
        match content:
            case Sequence(items):
                group = parent if _is_group(parent) else _add(parent, "group")
                for item in items:
                    self._content(group, item)
            case Alternate(items):
                choice = _add(parent, "choice")
                for bundle in _bundles(items):
                    within = _add(choice, "choice") if len(bundle) > 1 and len(items) > _BUNDLE else choice
                    for item in bundle:
                        self._content(within, item)
            case Repeat(item, least, most):
                for place in _occurrences(parent, least, most):
                    self._content(place, item)

    def _leaf(self, parent: Xml, content: Content) -> None:
        match content:
            case Text():
                _add(parent, "text")
            case Empty():
                _add(parent, "empty")
            case Nothing():
                _add(parent, "notAllowed")
            case ElementRef(ident):
                _add(parent, "ref", name=ident)
            case DataRef(key):
                _add(parent, "ref", name=key)
            case AnyElement():
                _add(parent, "ref", name=self._wildcards[content])
            case Values(items):
                _values(parent, items)
            case Data(name, facets):
                data = _add(parent, "data", type=name)
                for facet, value in facets:
                    _add(data, "param", value, name=facet)


def _add(parent: Xml, kind: str, text: str | None = None, /, **attributes: str) -> Xml:
    node = etree.SubElement(parent, f"{{{RELAXNG}}}{kind}", attributes)
    node.text = text
    return node


def _is_group(parent: Xml) -> bool:
    """Tell whether the children of ``parent`` follow one another anyway."""
    return etree.QName(parent).localname in {
        "define",
        "element",
        "group",
        "optional",
        "zeroOrMore",
        "oneOrMore",
    }


def _occurrences(parent: Xml, least: int, most: int | None) -> Iterator[Xml]:
    """Give the nodes into which a repeated thing is written, once each, so that counts stay deterministic."""
    limited = (
        parent
        if most in {None, 1} or _is_group(parent) or parent.tag == f"{{{RELAXNG}}}list"
        else _add(parent, "group")
    )
    if most is None:
        for _ in range(least - 1):
            yield limited
        yield _add(limited, "oneOrMore" if least else "zeroOrMore")
        return
    for _ in range(least):
        yield limited
    for _ in range(most - least):
        limited = _add(limited, "optional")
        yield limited


def _bundles(items: tuple[Content, ...]) -> Iterator[tuple[Content, ...]]:
    """Divide ``items`` into bundles, text by itself."""
    texts = tuple(item for item in items if item == Text())
    rest = tuple(item for item in items if item != Text())
    yield from ((text,) for text in texts)
    yield from (rest[first : first + _BUNDLE] for first in range(0, len(rest), _BUNDLE))


def _values(parent: Xml, values: tuple[Value, ...]) -> None:
    _listed(parent if len(values) == 1 else _add(parent, "choice"), values)


def _listed(parent: Xml, values: tuple[Value, ...]) -> None:
    for value in values:
        _add(parent, "value", value.text)
        _document(parent, value.description)


def _document(parent: Xml, description: str) -> None:
    """Annotate ``parent``, or the value written last in it, with plain words."""
    if description:
        etree.SubElement(parent, f"{{{ANNOTATIONS}}}documentation").text = plain(description)


def _shared(elements: Mapping[str, Element]) -> dict[Content, str]:
    """Name the composite contents that stand in several places, and the names they get."""
    counts: Counter[Content] = Counter()
    for element in elements.values():
        counts.update(part for part in walk(element.content) if children(part))
    names: dict[Content, str] = {}
    for element in elements.values():
        for part in walk(element.content):
            if counts[part] > 1 and part not in names and len(element_refs(part)) >= _WORTH_SHARING:
                names[part] = _unused(f"{element.ident}.content", names.values())
    return names


def _unused(name: str, taken: Iterable[str]) -> str:
    every = set(taken)
    candidates = (name, *(f"{name}.{count}" for count in range(2, len(every) + 3)))
    return next(candidate for candidate in candidates if candidate not in every)


def _wildcards(elements: Mapping[str, Element]) -> dict[AnyElement, str]:
    found = dict.fromkeys(
        part
        for element in elements.values()
        for part in walk(element.content)
        if isinstance(part, AnyElement)
    )
    return {wildcard: f"any.{count}" for count, wildcard in enumerate(found, start=1)}


def _any_element(define: Xml, wildcard: AnyElement, name: str) -> None:
    element = _add(define, "element")
    names = _add(element, "choice") if len(wildcard.required) > 1 else element
    for namespace in wildcard.required:
        _except(_add(names, "nsName", ns=namespace), wildcard, namespace)
    if not wildcard.required:
        _except(_add(names, "anyName"), wildcard, None)
    _add(_add(_add(element, "zeroOrMore"), "attribute"), "anyName")
    inside = _add(_add(element, "zeroOrMore"), "choice")
    _add(inside, "text")
    _add(inside, "ref", name=name)


def _except(names: Xml, wildcard: AnyElement, namespace: str | None) -> None:
    """Take out of ``names`` what ``wildcard`` excepts; within one namespace only names can be taken out."""
    wanted = [each for each in wildcard.excepted if namespace is None or each.startswith(f"{{{namespace}}}")]
    if not wanted:
        return
    excepted = _add(names, "except")
    for each in wanted:
        if each.startswith("{"):
            name = etree.QName(each)
            _add(excepted, "name", name.localname, ns=name.namespace or "")
        else:
            _add(excepted, "nsName", ns=each)
