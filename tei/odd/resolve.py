"""From a selection of specifications to the schema: every name looked up, every model satisfiable.

In: a ``Selection``. Out: the ``Schema``. An element that no document could satisfy, because what it
requires was left out, is an error with its name: such a schema would refuse every document that uses it.
"""

from collections.abc import Iterator, Mapping

from tei.odd.attributes import Attributes
from tei.odd.content import (
    Alternate,
    Content,
    DataRef,
    ElementRef,
    Nothing,
    Repeat,
    Sequence,
    element_refs,
    walk,
)
from tei.odd.customization import Selection, unknown
from tei.odd.models import Models
from tei.odd.schema import TEI, Attribute, Constraint, Element, Schema
from tei.odd.source import local_name, tag
from tei.odd.specification import Kind, Specification


def resolve(selection: Selection) -> Schema:
    """Resolve ``selection``; SchemaError when something in it cannot be."""
    models = Models(selection)
    attributes = Attributes(selection, models)
    elements = {
        spec.ident: _element(spec, models, attributes)
        for spec in selection.chosen.values()
        if spec.kind is Kind.ELEMENT
    }
    _check_start(selection, elements)
    _check_satisfiable(selection, elements)
    return Schema(
        ident=selection.ident,
        title=selection.title,
        subtitle=selection.subtitle,
        prose=selection.prose,
        language=selection.language,
        words=selection.words,
        source_version=selection.source.version,
        start=selection.start,
        elements=elements,
        attribute_classes=attributes.by_class(),
        datatypes=_datatypes_in_use(models, elements),
        constraints=selection.constraints,
        omitted=tuple(_omitted(selection)),
    )


def _element(spec: Specification, models: Models, attributes: Attributes) -> Element:
    own, choices = attributes.of_element(spec)
    return Element(
        ident=spec.ident,
        module=spec.module,
        name=spec.name,
        namespace=spec.namespace or TEI,
        content=models.content(spec),
        attributes=own,
        choices=choices,
        words=spec.words,
    )


def _check_start(selection: Selection, elements: Mapping[str, Element]) -> None:
    for ident in selection.start:
        if ident not in elements:
            raise unknown(selection.place, "element to start with", ident, elements)


def _check_satisfiable(selection: Selection, elements: Mapping[str, Element]) -> None:
    possible = _satisfiable(elements)
    for ident, element in elements.items():
        if ident not in possible:
            raise selection.place.error(
                f"no document could satisfy element `{ident}`: {_reason(selection, element, possible)};"
                f" choose what it needs, or change its content"
            )


def _reason(selection: Selection, element: Element, possible: set[str]) -> str:
    """Say what ``element`` cannot do without: what was left out, or elements that cannot be either."""
    content = selection.chosen[Kind.ELEMENT, element.ident].content
    references = () if content is None else content.iter(tag("elementRef"), tag("classRef"))
    kinds = {"elementRef": Kind.ELEMENT, "classRef": Kind.CLASS}
    keys = dict.fromkeys(
        (kinds[local_name(node)], node.get("key", "")) for node in references if node.get("minOccurs") != "0"
    )
    if absent := [key for kind, key in keys if (kind, key) not in selection.chosen]:
        return f"it needs {', '.join(absent)}, which the schema has not"
    endless = [ident for ident in element_refs(element.content) if ident not in possible]
    return (
        f"it needs {', '.join(endless)}, of which no instance ends"
        if endless
        else "a class it needs is empty"
    )


def _satisfiable(elements: Mapping[str, Element]) -> set[str]:
    """Find the elements of which a finite instance exists: the least fixed point, round by round."""
    possible: set[str] = set()
    while True:
        found = {ident for ident, one in elements.items() if _is_possible(one.content, possible)}
        if found == possible:
            return possible
        possible = found


def _is_possible(content: Content, possible: set[str]) -> bool:
    match content:
        case Nothing():
            return False
        case ElementRef(ident):
            return ident in possible
        case Sequence(items):
            return all(_is_possible(item, possible) for item in items)
        case Alternate(items):
            return any(_is_possible(item, possible) for item in items)
        case Repeat(item, least):
            return least == 0 or _is_possible(item, possible)
    return True


def _datatypes_in_use(models: Models, elements: Mapping[str, Element]) -> dict[str, Content]:
    """Gather the datatypes that elements and attributes name, and those that these name."""
    waiting = [one for element in elements.values() for one in _typed(element.content, element.attributes)]
    used: set[str] = set()
    while waiting:
        key = waiting.pop()
        if key not in used:
            used.add(key)
            waiting.extend(_typed(models.datatypes[key]))
    return {key: models.datatypes[key] for key in sorted(used)}


def _typed(content: Content, attributes: tuple[Attribute, ...] = ()) -> Iterator[str]:
    for model in (content, *(attribute.datatype for attribute in attributes)):
        yield from (part.key for part in walk(model) if isinstance(part, DataRef))


def _omitted(selection: Selection) -> Iterator[Constraint]:
    """List the TEI's own rules about what remains: they are in XPath 2 and in the TEI's words."""
    for key, spec in selection.source.specifications.items():
        if key in selection.chosen:
            yield from (one for one in spec.constraints if (one.owner, one.ident) not in selection.settled)
