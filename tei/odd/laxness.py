"""What the XML Schema lets pass although the grammar refuses it, as data.

In: a ``Schema``. Out: JSON, the same for the same schema. What is true of every schema stands in
``everywhere``; ``somewhere`` says what is lost in which elements. Whoever validates with
the XML Schema alone can read here what that leaves unchecked.
"""

import json
from collections.abc import Iterator

from tei.odd.content import AnyElement, Content, Data, DataRef, Values, element_refs, walk
from tei.odd.flat import is_flat, is_text_everywhere
from tei.odd.schema import TEI, XML, Attribute, Element, Schema

EVERYWHERE = (
    "any element may be the root of a document, not only {start}",
    "the attributes xsi:schemaLocation and xsi:noNamespaceSchemaLocation are allowed on any element",
    "the Schematron rules are not checked",
)

MEANING = {
    "children": "the children that are allowed may stand in any order and number",
    "text": "text may stand anywhere in it, not only where the grammar has it",
    "data": "its text is not checked against a datatype",
    "foreign": "elements of other namespaces in it are not checked",
    "attributes": "the choice between attributes is lost: they may stand together, and none is required",
    "values": "these attributes are checked less strictly, as element/@attribute",
}


def laxness(schema: Schema) -> bytes:
    """Say what the XML Schema lets pass: JSON, sorted, UTF-8."""
    places: dict[str, list[str]] = {}
    for element in schema.elements.values():
        for loss, place in _losses(element, schema):
            places.setdefault(loss, []).append(place)
    data = {
        "everywhere": [text.format(start=" or ".join(schema.start)) for text in EVERYWHERE],
        "somewhere": [
            {"loss": loss, "meaning": meaning, "places": sorted(places[loss])}
            for loss, meaning in MEANING.items()
            if loss in places
        ],
    }
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()


def _losses(element: Element, schema: Schema) -> Iterator[tuple[str, str]]:
    """Give the losses of one element, each with its place."""
    if is_flat(element.content):
        yield "children", element.tag
    if not is_text_everywhere(element.content):
        yield "text", element.tag
    if any(isinstance(part, Data | DataRef | Values) for part in walk(element.content)):
        yield "data", element.tag
    if _has_foreign(element.content, schema):
        yield "foreign", element.tag
    if element.choices:
        yield "attributes", element.tag
    yield from (
        ("values", f"{element.tag}/@{one.qualified_name}") for one in element.attributes if _is_wider(one)
    )


def _has_foreign(content: Content, schema: Schema) -> bool:
    is_any = any(isinstance(part, AnyElement) for part in walk(content))
    return is_any or any(schema.elements[ident].namespace != TEI for ident in element_refs(content))


def _is_wider(attribute: Attribute) -> bool:
    """Whether the type is not our own: those of ``xml:`` are the same everywhere, others are not declared."""
    return attribute.namespace not in {"", XML} or (attribute.namespace == XML and attribute.is_closed)
