"""ID, IDREF and IDREFS (RELAX NG DTD Compatibility, section 5): whether a schema says beyond doubt which attributes are such.

A document's IDs can be checked only if an attribute of an element is always an ID or never one. In comes a schema in
simple form, out comes which attributes have which type; the first thing that is in doubt is a ``SchemaError``. A schema in
doubt may still be of use for everything else, so its reader keeps the error and does not raise it.
"""

from collections.abc import Callable

from tei.relaxng.errors import SchemaError
from tei.relaxng.grammar import Attribute, Data, List, Pattern, Value
from tei.relaxng.names import Name, NameClass, contains, has_wildcard, single_names
from tei.relaxng.restrictions.summaries import ATTRIBUTE, DATA, Summary
from tei.relaxng.simplification.drafts import ElementDraft
from tei.relaxng.simplification.normalisation import SimpleForm
from tei.relaxng.sources.source import SourceElement
from tei.relaxng.traversal import parts

IdTypes = dict[tuple[Name, Name], str]
"""``ID``, ``IDREF`` or ``IDREFS``, by the names of element and attribute."""
FindIdType = Callable[[Data | Value], str]
_CLAUSE = "5 of DTD Compatibility"


def id_types(form: SimpleForm, summaries: dict[int, Summary], find: FindIdType) -> IdTypes:
    """Give the types of all attributes that have one.

    ``summaries`` say what is in patterns, ``find`` which type a pattern of data has, or "".
    """
    typed = {id(pattern): find(pattern) for pattern in form.patterns if isinstance(pattern, (Data, Value))}
    typed = {key: found for key, found in typed.items() if found}
    if not typed:
        return {}
    with_data, with_attributes = _candidates(form, summaries)
    attributes = _typed_attributes(form, with_data, typed)
    inside = _attributes_by_pattern(with_attributes, {name for name, _ in attributes.values()})
    types: IdTypes = {}
    others: dict[tuple[NameClass, NameClass], SourceElement] = {}
    for draft, content in zip(form.drafts, form.contents, strict=True):
        for attribute in inside.get(id(content), ()):
            source = form.places[id(attribute)][1]
            if id(attribute) in attributes:
                _note(draft, source, attributes[id(attribute)], types)
            else:
                others.setdefault((draft.names, attribute.names), source)
    _check_others(others, types)
    return types


def _candidates(form: SimpleForm, summaries: dict[int, Summary]) -> tuple[list[Pattern], list[Pattern]]:
    """Give the patterns that can have data directly in them, and those that have attributes."""
    kinds = [summaries[id(pattern)].kinds for pattern in form.patterns]
    with_data = [
        pattern
        for pattern, found in zip(form.patterns, kinds, strict=True)
        if found & DATA or isinstance(pattern, (Attribute, List))
    ]
    with_attributes = [
        pattern for pattern, found in zip(form.patterns, kinds, strict=True) if found & ATTRIBUTE
    ]
    return with_data, with_attributes


def _typed_attributes(
    form: SimpleForm, with_data: list[Pattern], typed: dict[int, str]
) -> dict[int, tuple[Name, str]]:
    """Give the name and type of attributes by identity; data of such a type can be nowhere else, and have one name."""
    found: dict[int, tuple[Name, str]] = {}
    for draft, content in zip(form.drafts, form.contents, strict=True):
        if id(content) in typed:
            raise _misplaced(draft.source, typed[id(content)])
    for pattern in with_data:
        inside = parts(pattern)
        if typed.keys().isdisjoint(map(id, inside)):
            continue
        source = form.places[id(pattern)][1]
        id_type = next(typed[id(part)] for part in inside if id(part) in typed)
        if not isinstance(pattern, Attribute):
            raise _misplaced(source, id_type)
        if not isinstance(pattern.names, Name):
            raise source.error(
                f"an attribute of the type {id_type} must have one name, not several or any", _CLAUSE
            )
        found[id(pattern)] = pattern.names, id_type
    return found


def _misplaced(source: SourceElement, id_type: str) -> SchemaError:
    return source.error(f"data of the type {id_type} must stand directly in `attribute`", _CLAUSE)


def _attributes_by_pattern(patterns: list[Pattern], names: set[Name]) -> dict[int, tuple[Attribute, ...]]:
    """Give the attributes in each pattern that could have one of the names, by the identity of the pattern."""
    found: dict[int, tuple[Attribute, ...]] = {}
    for pattern in patterns:
        if isinstance(pattern, Attribute):
            if any(contains(pattern.names, name) for name in names):
                found[id(pattern)] = (pattern,)
            continue
        inside = parts(pattern)
        if not found.keys().isdisjoint(map(id, inside)):
            together = {id(one): one for part in inside for one in found.get(id(part), ())}
            found[id(pattern)] = tuple(together.values())
    return found


def _note(draft: ElementDraft, source: SourceElement, attribute: tuple[Name, str], types: IdTypes) -> None:
    """Note the type of an attribute of an element, which must have names that can be listed, and no other type."""
    name, id_type = attribute
    if has_wildcard(draft.names):
        raise draft.source.error(
            f"an element with an attribute of the type {id_type} must have a name, not any", _CLAUSE
        )
    for element in single_names(draft.names):
        known = types.setdefault((element, name), id_type)
        if known != id_type:
            raise source.error(
                f"`{name}` of `{element}` is of the type {id_type} here and {known} elsewhere", _CLAUSE
            )


def _check_others(others: dict[tuple[NameClass, NameClass], SourceElement], types: IdTypes) -> None:
    """Check that attributes without such a type, here by the names of element and attribute, are none that have one."""
    for (elements, attributes), source in others.items():
        if isinstance(elements, Name) and isinstance(attributes, Name):
            clash = (elements, attributes) if (elements, attributes) in types else None
        else:
            clash = next(
                (key for key in types if contains(elements, key[0]) and contains(attributes, key[1])), None
            )
        if clash:
            element, name = clash
            message = f"`{name}` of `{element}` is of the type {types[clash]} elsewhere, but not here"
            raise source.error(message, _CLAUSE)
