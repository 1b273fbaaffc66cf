"""The check ``rng``: is the document valid against the RELAX NG schema, and if not, what is to be mended.

The engine (``libxml.py`` for now) finds faults; this module says them in an editor's words.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from lxml import etree

from tei.checks import libxml
from tei.checks.fault import Fault, Offence
from tei.checks.schemas import Schemas
from tei.diagnostics import Diagnostic, Rule
from tei.document.namespaces import TEI, XML
from tei.document.parse import Document
from tei.nearest import did_you_mean


class ElementNotAllowedAnywhere(Rule):
    """The schema has no element of this name.

    Mostly the name is misspelt; capitals count (``<Sp>`` is not ``<sp>``). If the TEI has such an element, the
    project's schema may have left it out: use what the schema offers instead, or extend the schema.

        <speeker>Lamon</speeker>      misspelt
        <speaker>Lamon</speaker>      good
    """

    message = "element `{name}` is not known to this schema"


class ElementInWrongNamespace(Rule):
    """An element has a name that the TEI knows, but says that it is none of the TEI's.

    Look for an ``xmlns="…"`` on the element or above it: text that was pasted from a program often brings one.
    Everything inside the element is affected too. Remove the ``xmlns``.
    """

    message = "element `{name}` stands in {namespace}, not in that of the TEI"
    hint = "remove the `xmlns` on it or above it"


class ElementNotAllowedHere(Rule):
    """The schema knows this element, but not inside this parent.

    Each element has its places: a paragraph stands in a division, not in a line of verse. Move the element,
    or put the element between that belongs there.

        <l>He said <p>no</p></l>      a paragraph in a line of verse
        <div><l>He said</l></div>     may need its stanza: <lg><l>…</l></lg>
    """

    message = "element `{name}` is not allowed in `{parent}`"


class ElementOutOfOrder(Rule):
    """The element may stand in this parent, but not at this place.

    Something must come before it that is missing, it stands too late, or it may stand there only once: a heading
    comes before the paragraphs of its division, ``fileDesc`` is the first child of the header.
    """

    message = "element `{name}` is not allowed at this place in `{parent}`"
    hint = "look at the order: something is missing before it, it comes too late, or it is one too many"


class ElementMissing(Rule):
    """An element lacks a child that the schema asks for.

    Some elements are nothing without a part: a header needs its ``fileDesc``, a title statement its ``title``.
    """

    message = "element `{name}` lacks {missing}"


class ContentIncomplete(Rule):
    """An element ends before it has what the schema asks for.

    A ``list`` without an ``item``, a ``div`` with nothing but a heading. Fill it or remove it.
    """

    message = "element `{name}` is incomplete"


class ContentInvalid(Rule):
    """The children of the element do not follow the schema, though each of them is allowed in it.

    They stand in a wrong order, or in a combination that is not meant.
    """

    message = "the content of `{name}` does not follow the schema"


class TextNotAllowed(Rule):
    """Text stands directly in an element that holds only other elements.

    A division holds paragraphs and headings, and these hold the text. Put the text into the element it belongs to,
    usually ``p``.
    """

    message = "text is not allowed directly in `{name}`"


class AttributeNotAllowed(Rule):
    """The element cannot have this attribute.

    The name is misspelt, or the attribute belongs to another element. The id is called ``xml:id``, the language
    ``xml:lang``.
    """

    message = "attribute `{attribute}` is not allowed on `{name}`"


class AttributeMissing(Rule):
    """The element needs an attribute that is not there.

    Without it the element says nothing: a ``graphic`` needs the ``url`` of its picture.
    """

    message = "element `{name}` needs the attribute `{attribute}`"


class ValueNotAllowed(Rule):
    """The value of an attribute is not one the schema allows.

    Dates are written as the calendar of computers has them, the year first: ``1941-11-08``, ``1941-11`` or
    ``1941``. A ``type`` is one word without spaces; many attributes have a closed list of values.
    """

    message = "`{value}` is not a value that `{attribute}` may have on `{name}`"


_DATES = {"when", "notBefore", "notAfter", "from", "to", "when-iso"}
_EUROPEAN_DATE = re.compile(r"\s*(\d{1,2})[./](\d{1,2})[./](\d{4})\s*")
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_TWICE = "another element has this id"
_NO_ID = "an id begins with a letter or `_` and has no spaces or colons"
# Which element to offer first where text or an element needs one around it.
_COMMON = (
    "p",
    "head",
    "lg",
    "list",
    "item",
    "l",
    "quote",
    "note",
    "div",
    "body",
    "text",
    "bibl",
    "listPerson",
)


def check(document: Document, schemas: Schemas) -> Iterator[Diagnostic]:
    """Give one finding for each fault; nothing for a valid document."""
    schema = schemas.made("rng", libxml.compiled)
    for fault in libxml.faults(schema, document.root):
        yield _SAID.get(fault.offence, _content)(document, fault)


def _unknown(document: Document, fault: Fault) -> Diagnostic:
    name, expected = _written(fault.element), _shown(fault.expected)
    hint = did_you_mean(name, expected)
    return ElementNotAllowedAnywhere.at(document.span(fault.element), name=name, expected=expected, hint=hint)


def _wrong_namespace(document: Document, fault: Fault) -> Diagnostic:
    name = etree.QName(fault.element)
    place = f"the namespace `{name.namespace}`" if name.namespace else "no namespace"
    return ElementInWrongNamespace.at(document.span(fault.element), name=name.localname, namespace=place)


def _misplaced(document: Document, fault: Fault) -> Diagnostic:
    return ElementNotAllowedHere.at(
        document.span(fault.element),
        name=short(fault.element.tag),
        parent=_parent(fault.element),
        expected=_shown(fault.expected),
        hint=_wrapper_hint(fault.wrappers),
    )


def _out_of_order(document: Document, fault: Fault) -> Diagnostic:
    name, expected = short(fault.element.tag), _shown(fault.expected)
    hint = f"{_either(expected)} must come before it" if expected else None
    parent = _parent(fault.element)
    return ElementOutOfOrder.at(
        document.span(fault.element), name=name, parent=parent, expected=expected, hint=hint
    )


def _child_missing(document: Document, fault: Fault) -> Diagnostic:
    name, expected = short(fault.element.tag), _shown(fault.expected)
    missing = _either(_ranked(expected))
    return ElementMissing.at(document.span(fault.element), name=name, missing=missing, expected=expected)


def _incomplete(document: Document, fault: Fault) -> Diagnostic:
    name, expected = short(fault.element.tag), _shown(fault.expected)
    hint = f"it needs, for example, {_either(_ranked(expected)[:3])}" if expected else None
    return ContentIncomplete.at(document.span(fault.element), name=name, expected=expected, hint=hint)


def _text(document: Document, fault: Fault) -> Diagnostic:
    name, expected = short(fault.element.tag), _shown(fault.expected)
    span, hint = document.text_span(fault.element), _wrapper_hint(fault.wrappers)
    return TextNotAllowed.at(span, name=name, expected=expected, hint=hint)


def _content(document: Document, fault: Fault) -> Diagnostic:
    name, expected = short(fault.element.tag), _shown(fault.expected)
    return ContentInvalid.at(document.span(fault.element), name=name, expected=expected)


def _attribute_unknown(document: Document, fault: Fault) -> Diagnostic:
    attribute, expected = short(fault.attribute or ""), _shown(fault.expected)
    hint = (
        f"did you mean `xml:{attribute}`?"
        if f"xml:{attribute}" in expected
        else did_you_mean(attribute, expected)
    )
    span, name = document.span(fault.element, fault.attribute), short(fault.element.tag)
    return AttributeNotAllowed.at(span, name=name, attribute=attribute, expected=expected, hint=hint)


def _attribute_missing(document: Document, fault: Fault) -> Diagnostic:
    return AttributeMissing.at(
        document.span(fault.element),
        name=short(fault.element.tag),
        attribute=short(fault.attribute or ""),
        expected=fault.expected,
    )


def _value(document: Document, fault: Fault) -> Diagnostic:
    attribute = fault.attribute or ""
    value = fault.element.get(attribute) or ""
    return ValueNotAllowed.at(
        document.value_span(fault.element, attribute),
        value=value if len(value) <= 60 else value[:59] + "…",
        attribute=short(attribute),
        name=short(fault.element.tag),
        expected=fault.expected,
        hint=_value_hint(short(attribute), value, fault.expected),
    )


_SAID: dict[Offence, Callable[[Document, Fault], Diagnostic]] = {
    Offence.ELEMENT_UNKNOWN: _unknown,
    Offence.ELEMENT_IN_WRONG_NAMESPACE: _wrong_namespace,
    Offence.ELEMENT_MISPLACED: _misplaced,
    Offence.ELEMENT_OUT_OF_ORDER: _out_of_order,
    Offence.CHILD_MISSING: _child_missing,
    Offence.CONTENT_INCOMPLETE: _incomplete,
    Offence.TEXT_MISPLACED: _text,
    Offence.ATTRIBUTE_UNKNOWN: _attribute_unknown,
    Offence.ATTRIBUTE_MISSING: _attribute_missing,
    Offence.VALUE_WRONG: _value,
}


def short(clark: object) -> str:
    """Write a name as editors do: TEI's without namespace, XML's with its prefix."""
    name = etree.QName(str(clark))
    if name.namespace == XML:
        return f"xml:{name.localname}"
    return name.localname if name.namespace in {None, TEI} else str(clark)


def _written(element: etree._Element) -> str:
    """Write a name as it stands in the file, with its namespace where nothing else would tell it."""
    name = etree.QName(element)
    if element.prefix:
        return f"{element.prefix}:{name.localname}"
    return name.localname if name.namespace in {None, TEI} else f"{name.localname} xmlns={name.namespace}"


def _shown(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(map(short, names)))


def _parent(element: etree._Element) -> str:
    parent = element.getparent()
    return short(parent.tag) if parent is not None else "the document"


def _ranked(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in _COMMON if name in names) or names


def _wrapper_hint(wrappers: tuple[str, ...]) -> str | None:
    likely = [name for name in _COMMON if name in _shown(wrappers)]
    return f"put it into {_either(tuple(likely[:2]))}" if likely else None


def _either(names: tuple[str, ...]) -> str:
    """Name up to three of several: `a`, `b` or `c`."""
    quoted = [f"`{name}`" for name in names[:3]]
    if len(names) > 3:
        return ", ".join(quoted) + " or another"
    return " or ".join(filter(None, [", ".join(quoted[:-1]), *quoted[-1:]]))


def _value_hint(attribute: str, value: str, values: tuple[str, ...]) -> str | None:
    if not value.strip():
        return "the value is empty: fill it or remove the attribute"
    if values:
        return did_you_mean(value, values) or f"write {_either(values)}"
    if attribute in _DATES:
        return _date_hint(value)
    if attribute == "xml:id":
        return _TWICE if re.fullmatch(r"[^\W\d][\w.-]*", value) else _NO_ID
    return "the value is one word, without spaces" if re.search(r"\S\s+\S", value) else None


def _date_hint(value: str) -> str:
    if match := _EUROPEAN_DATE.fullmatch(value):
        day, month, year = match.groups()
        return f"write the year first: `{year}-{month:0>2}-{day:0>2}`"
    if _ISO_DATE.fullmatch(value):
        try:
            date.fromisoformat(value)
        except ValueError:
            return "the calendar has no such day"
    return "write `1941-11-08`, `1941-11` or `1941`"
