"""What mode='change' does to a specification, an attribute and a list of values.

In: what is there and what the customization says. Out: what is there now. What the customization leaves
unsaid stays. TEI P5, chapter 23.3.1 (kinds of modification).
"""

from dataclasses import replace

from tei.odd.schema import Usage, Words
from tei.odd.specification import (
    AttributeDefinition,
    AttributeItem,
    AttributeList,
    ListedValue,
    Memberships,
    Mode,
    Specification,
    ValueList,
)


def changed(base: Specification, delta: Specification) -> Specification:
    """Give ``base`` as ``delta``, in mode change, leaves it."""
    return replace(
        base,
        place=delta.place,
        name=delta.name or base.name,
        namespace=delta.namespace or base.namespace,
        memberships=_memberships(base, delta),
        content=delta.content if delta.content is not None else base.content,
        attributes=_attribute_list(base.attributes, delta.attributes),
        words=changed_words(base.words, delta.words),
    )


def changed_words(base: Words, delta: Words) -> Words:
    """Give the newer words where there are any."""
    return Words(
        gloss=delta.gloss or base.gloss,
        description=delta.description or base.description,
        remarks=delta.remarks or base.remarks,
        examples=delta.examples or base.examples,
    )


def changed_values(base: ValueList | None, delta: ValueList | None) -> ValueList | None:
    """Give the list as ``delta`` leaves it: new, unless its mode is change."""
    if delta is None or base is None or delta.mode is not Mode.CHANGE:
        return delta or base
    items = {item.value.text: item for item in base.items}
    for item in delta.items:
        if item.mode in {Mode.CHANGE, Mode.DELETE} and item.value.text not in items:
            raise item.place.error("the list has no such value; correct its `ident`, or remove it")
        items[item.value.text] = item
    return ValueList(
        items=tuple(_added(item) for item in items.values() if item.mode is not Mode.DELETE),
        openness=delta.openness or base.openness,
        mode=base.mode,
    )


def _added(item: ListedValue) -> ListedValue:
    return replace(item, mode=Mode.ADD)


def _memberships(base: Specification, delta: Specification) -> Memberships | None:
    change = delta.memberships
    if change is None:
        return base.memberships
    if change.mode is not Mode.CHANGE:
        return change
    for key in change.deleted:
        if key not in base.classes:
            raise (change.place or delta.place).error(
                f"it is no member of `{key}`; remove this `memberOf`, or correct its key"
            )
    kept = [key for key in (*base.classes, *change.keys) if key not in change.deleted]
    return Memberships(tuple(dict.fromkeys(kept)))


def _attribute_list(base: AttributeList, delta: AttributeList) -> AttributeList:
    """Change the attributes ``base`` defines in their place; what it does not define comes after them."""
    changes = {definition.ident: definition for definition in delta.definitions()}
    defined = {definition.ident for definition in base.definitions()}
    for ident in defined & set(changes):
        _refuse_double(changes[ident])
    kept = base.mapped(
        lambda one: changed_attribute(one, changes[one.ident]) if one.ident in changes else one
    )
    rest = tuple(item for item in delta.items if not _is_only_about(item, defined))
    return (
        AttributeList((kept, *rest)) if kept.is_choice and rest else replace(kept, items=(*kept.items, *rest))
    )


def _refuse_double(change: AttributeDefinition) -> None:
    if change.mode is Mode.ADD:
        raise change.place.error("the attribute is there already; write mode='change' or mode='replace'")


def _is_only_about(item: AttributeItem, idents: set[str]) -> bool:
    if isinstance(item, AttributeDefinition):
        return item.ident in idents
    return isinstance(item, AttributeList) and all(one.ident in idents for one in item.definitions())


def changed_attribute(base: AttributeDefinition, delta: AttributeDefinition) -> AttributeDefinition:
    """Give the definition ``base`` as ``delta`` leaves it; its mode says what to do with an inherited one."""
    if delta.mode is Mode.DELETE and base.usage is Usage.REQUIRED and delta.must_exist:
        raise delta.place.error("the attribute is required; narrow its values, or keep it as it is")
    if delta.mode is not Mode.CHANGE:
        return replace(delta, must_exist=False)
    return replace(
        base,
        place=delta.place,
        name=delta.name or base.name,
        namespace=delta.namespace or base.namespace,
        usage=delta.usage or base.usage,
        datatype=delta.datatype if delta.datatype is not None else base.datatype,
        values=changed_values(base.values, delta.values),
        words=changed_words(base.words, delta.words),
    )
