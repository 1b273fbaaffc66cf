"""The attributes of an element: its classes' and its own, with every change and deletion made.

In: a ``Selection`` and its ``Models``. Out: for each element its ``Attribute``s and choices. Classes
pass attributes on along ``memberOf``, over any number of steps; what is nearer to the element wins.

TEI P5, chapter 22.4.7 (attribute classes), 22.5.3 (attribute lists).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tei.odd.customization import Selection, unknown
from tei.odd.merging import changed_attribute
from tei.odd.models import Models, occurrence
from tei.odd.schema import XML, Alternative, Attribute, AttributeChoice, Openness, Usage
from tei.odd.specification import (
    AttributeDefinition,
    AttributeItem,
    AttributeList,
    AttributeRef,
    Kind,
    Mode,
    Specification,
)

_CHOICES = 2  # what is left of a choice is one only while it has this many alternatives


@dataclass(frozen=True, slots=True)
class Offered:
    """A definition as an element or class has it; ``declared_in`` is the class, unchanged, or ""."""

    definition: AttributeDefinition
    declared_in: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What a class or element has in attributes: by identifier, and the choices between them."""

    attributes: Mapping[str, Offered]
    choices: tuple[AttributeList, ...] = ()


class Attributes:
    """The attributes of one selection; every class is read once."""

    def __init__(self, selection: Selection, models: Models) -> None:
        self._selection = selection
        self._models = models
        self._classes: dict[str, Offer] = {}
        self._open: list[str] = []

    def of_element(self, spec: Specification) -> tuple[tuple[Attribute, ...], tuple[AttributeChoice, ...]]:
        """Resolve the attributes of ``spec``, inherited ones first, and the choices between them."""
        offer = self._offer(spec, declared_in="")
        choices = tuple(self._choice(choice, offer) for choice in offer.choices)
        kept = tuple(choice for choice in choices if len(choice.alternatives) >= _CHOICES)
        bound = {name for choice in kept for alternative in choice.alternatives for name in alternative.names}
        attributes = (self._attribute(offered) for offered in offer.attributes.values())
        return tuple(_freed(one) if one.qualified_name in bound else one for one in attributes), kept

    def by_class(self) -> dict[str, tuple[Attribute, ...]]:
        """Resolve what each attribute class adds by itself, without what it inherits."""
        added = {
            ident: tuple(
                self._attribute(one) for one in offer.attributes.values() if one.declared_in == ident
            )
            for ident, offer in sorted(self._classes.items())
        }
        return {ident: attributes for ident, attributes in added.items() if attributes}

    def _offer(self, spec: Specification, declared_in: str) -> Offer:
        inherited = self._inherited(spec)
        attributes = dict(inherited.attributes)
        for item in _flat(spec.attributes):
            if isinstance(item, AttributeRef):
                self._take(item, attributes)
            else:
                _declare(item, attributes, declared_in)
        return Offer(attributes, (*inherited.choices, *_choices(spec.attributes)))

    def _inherited(self, spec: Specification) -> Offer:
        """Gather what the classes of ``spec`` offer; of two definitions of one attribute the first counts."""
        offers = [self._of_class(ident, spec) for ident in spec.classes]
        attributes: dict[str, Offered] = {}
        for offer in offers:
            attributes |= {ident: one for ident, one in offer.attributes.items() if ident not in attributes}
        return Offer(attributes, tuple(dict.fromkeys(choice for offer in offers for choice in offer.choices)))

    def _of_class(self, ident: str, member: Specification) -> Offer:
        spec = self._selection.chosen.get((Kind.CLASS, ident))
        if spec is None:
            if (Kind.CLASS, ident) not in self._selection.source.specifications:
                at = member.memberships.place if member.memberships else None
                raise unknown(at or member.place, "class", ident, self._selection.source.idents(Kind.CLASS))
            return Offer({})
        if ident in self._open:
            raise spec.place.error(
                f"the class is a member of itself, through `{member.ident}`; break the circle"
            )
        if ident not in self._classes:
            self._open.append(ident)
            self._classes[ident] = self._offer(spec, declared_in=ident)
            self._open.pop()
        return self._classes[ident]

    def _take(self, reference: AttributeRef, attributes: dict[str, Offered]) -> None:
        """Take one attribute of a class over, as that class has it."""
        ident = reference.class_ident
        known = (Kind.CLASS, ident) in self._selection.source.specifications
        spec = self._selection.chosen.get((Kind.CLASS, ident))
        if spec is None and not known:
            raise unknown(reference.place, "class", ident, self._selection.source.idents(Kind.CLASS))
        offered = self._of_class(ident, spec).attributes.get(reference.ident) if spec else None
        if offered is not None:
            attributes.setdefault(reference.ident, offered)

    def _attribute(self, offered: Offered) -> Attribute:
        definition = offered.definition
        least, most = (1, 1) if definition.datatype is None else occurrence(definition.datatype)
        values = definition.values
        name, namespace = _name(definition)
        return Attribute(
            name=name,
            namespace=namespace,
            datatype=self._models.datatype(definition.datatype),
            usage=definition.usage or Usage.OPTIONAL,
            least=least,
            most=most,
            values=tuple(item.value for item in values.items) if values else (),
            openness=(values.openness if values else None) or Openness.OPEN,
            declared_in=offered.declared_in,
            words=definition.words,
        )

    def _choice(self, choice: AttributeList, offer: Offer) -> AttributeChoice:
        """Resolve a choice, without the attributes that are gone."""
        alternatives = (self._alternative(item, offer) for item in choice.items)
        return AttributeChoice(tuple(one for one in alternatives if one.names))

    def _alternative(self, item: AttributeItem, offer: Offer) -> Alternative:
        idents = [one.ident for one in _flat(AttributeList((item,)))]
        there = [self._attribute(offer.attributes[ident]) for ident in idents if ident in offer.attributes]
        return Alternative(
            names=tuple(one.qualified_name for one in there),
            required=tuple(one.qualified_name for one in there if one.is_required),
        )


def _declare(definition: AttributeDefinition, attributes: dict[str, Offered], declared_in: str) -> None:
    """Add, change or delete one attribute among those ``attributes`` inherited so far."""
    present = attributes.get(definition.ident)
    if definition.must_exist and present is None:
        raise definition.place.error("there is no such attribute here to change or delete; check its name")
    if definition.mode is Mode.DELETE:
        if present is not None:
            changed_attribute(present.definition, definition)  # refuses to delete what is required
            del attributes[definition.ident]
    elif definition.mode is not Mode.CHANGE:
        attributes[definition.ident] = Offered(definition, declared_in)
    elif present is not None:
        attributes[definition.ident] = Offered(changed_attribute(present.definition, definition), declared_in)
    elif definition.datatype is not None or definition.values is not None:
        attributes[definition.ident] = Offered(definition, declared_in)


def _flat(attributes: AttributeList) -> Iterator[AttributeDefinition | AttributeRef]:
    for item in attributes.items:
        if isinstance(item, AttributeList):
            yield from _flat(item)
        else:
            yield item


def _choices(attributes: AttributeList) -> Iterator[AttributeList]:
    if attributes.is_choice:
        yield attributes
        return
    for item in attributes.items:
        if isinstance(item, AttributeList):
            yield from _choices(item)


def _freed(attribute: Attribute) -> Attribute:
    """Leave it to the alternative of a choice whether ``attribute`` is required."""
    return replace(attribute, usage=Usage.OPTIONAL, declared_in="") if attribute.is_required else attribute


def _name(definition: AttributeDefinition) -> tuple[str, str]:
    """Split the name into local name and namespace: ``xml:`` is the only prefix an ``ident`` may have."""
    prefix, _, local = (definition.name or definition.ident).rpartition(":")
    if prefix not in {"", "xml"}:
        raise definition.place.error(f"its prefix `{prefix}` means nothing here; give the namespace in `ns`")
    return local, XML if prefix else definition.namespace
