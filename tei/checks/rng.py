"""The check ``rng``: is the document valid against the RELAX NG schema, and if not, what is to be mended.

The engine (``libxml.py`` for now) finds faults; this module says them in an editor's words.
"""

from collections.abc import Callable, Iterator

from lxml import etree

from tei.checks import libxml
from tei.checks.fault import Fault, Offence
from tei.checks.schemas import Schemas
from tei.checks.wording import (
    either,
    names_shown,
    parent_of,
    ranked,
    short,
    value_hint,
    wrapper_hint,
    written,
)
from tei.diagnostics import Diagnostic, Rule
from tei.diagnostics.nearest import did_you_mean
from tei.document.parse import Document


class ElementNotAllowedAnywhere(Rule):
    """The schema has no element of this name.

    What: the name is misspelt (capitals count), or the schema leaves out an element that the TEI has.

    Why: programs do not know what the element means, so it is not shown, searched or linked.

    Example: `<speeker>Lamon</speeker>`; `<Sp>` for `<sp>`.

    Instead: correct the name, or use what the schema offers for the purpose.
    """

    message = "element `{name}` is not known to this schema"


class ElementInWrongNamespace(Rule):
    """An element has a name that the TEI knows, but is none of the TEI's.

    What: an `xmlns` on it or above it says that it belongs to no namespace or to another one, and so
    does everything inside it.

    Why: elements are told apart by their namespace; to a program this is another element.

    Example: `<l xmlns="">`, often brought along by text that was pasted.

    Instead: remove the `xmlns`.
    """

    message = "element `{name}` stands in {namespace}, not in that of the TEI"
    hint = "remove the `xmlns` on it or above it"


class ElementNotAllowedHere(Rule):
    """The schema knows this element, but not inside this parent.

    What: each element has its places, and this is none of them.

    Why: programs look for the element where it belongs and pass over it elsewhere.

    Example: `<l>He said <p>no</p></l>`: a paragraph in a line of verse.

    Instead: move the element, or put between them the element that belongs there.
    """

    message = "element `{name}` is not allowed in `{parent}`"


class ElementOutOfOrder(Rule):
    """The element may stand in this parent, but not at this place.

    What: something is missing before it, it comes too late, or it is one too many.

    Why: in a header and at the beginning of a division the order says what is what.

    Example: `<div><p>…</p><head>…</head></div>`; two `fileDesc` in one header.

    Instead: bring the children into the order that the hint names, or remove the second one.
    """

    message = "element `{name}` is not allowed at this place in `{parent}`"
    hint = "look at the order: something is missing before it, it comes too late, or it is one too many"


class ElementMissing(Rule):
    """An element lacks a child that the schema asks for.

    What: no child of the kind is there.

    Why: some elements are nothing without a part: a header without `fileDesc` describes no file.

    Example: `<titleStmt><author/></titleStmt>`.

    Instead: add the child, or remove the parent if it is not needed.
    """

    message = "element `{name}` lacks {missing}"


class ContentIncomplete(Rule):
    """An element ends before it has what the schema asks for.

    What: its children may stand there, but more must follow.

    Why: an empty list or a division of nothing but a heading says nothing to a reader.

    Example: `<list/>`; `<div><head>One</head></div>`.

    Instead: fill the element or remove it.
    """

    message = "element `{name}` is incomplete"


class ContentInvalid(Rule):
    """The children of the element do not follow the schema.

    What: each of them is allowed in it, but not together or not in this order.

    Why: programs that rely on the schema will misread the element.

    Example: a `choice` of two readings that exclude each other.

    Instead: compare the element with its example in the manual of the schema.
    """

    message = "the content of `{name}` does not follow the schema"


class TextNotAllowed(Rule):
    """Text stands in an element that holds only other elements.

    What: words stand directly in a division, a list or another element of structure.

    Why: such words belong to no paragraph, so they have no place on the page.

    Example: `<div>He said no.</div>`.

    Instead: put the words into the element they belong to, usually `p`.
    """

    message = "text is not allowed directly in `{name}`"


class AttributeNotAllowed(Rule):
    """The element cannot have this attribute.

    What: its name is misspelt, or it belongs to other elements.

    Why: programs ignore it, so what it says is lost.

    Example: `whom` for `who`; `id` for `xml:id`.

    Instead: correct the name, or say it with an attribute that the element has.
    """

    message = "attribute `{attribute}` is not allowed on `{name}`"


class AttributeMissing(Rule):
    """The element needs an attribute that is not there.

    What: the schema asks for it.

    Why: without it the element says nothing: a picture without address is no picture.

    Example: `<graphic/>`.

    Instead: add the attribute: `<graphic url="page1.jpg"/>`.
    """

    message = "element `{name}` needs the attribute `{attribute}`"


class ValueNotAllowed(Rule):
    """The value of an attribute is not one the schema allows.

    What: it is not in the list of values, or not written as its kind is written.

    Why: programs sort by dates and choose by types; they cannot read this one.

    Example: `when="6.1.2017"`; `type="first scene"`.

    Instead: dates have the year first (`2017-01-06`, `2017-01`, `2017`); a type is one word without
    spaces.
    """

    message = "`{value}` is not a value that `{attribute}` may have on `{name}`"


def check(document: Document, schemas: Schemas) -> Iterator[Diagnostic]:
    """Give one finding for each fault; nothing for a valid document."""
    schema = schemas.made("rng", libxml.compiled)
    for fault in libxml.faults(schema, document.root):
        yield _SAID.get(fault.offence, _content)(document, fault)


def _unknown(document: Document, fault: Fault) -> Diagnostic:
    name, expected = written(fault.element), names_shown(fault.expected)
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
        parent=parent_of(fault.element),
        expected=names_shown(fault.expected),
        hint=wrapper_hint(fault.wrappers),
    )


def _out_of_order(document: Document, fault: Fault) -> Diagnostic:
    name, expected = short(fault.element.tag), names_shown(fault.expected)
    hint = f"{either(expected)} must come before it" if expected else None
    parent = parent_of(fault.element)
    return ElementOutOfOrder.at(
        document.span(fault.element), name=name, parent=parent, expected=expected, hint=hint
    )


def _child_missing(document: Document, fault: Fault) -> Diagnostic:
    missing = " and ".join(either(ranked(names_shown(need))) for need in fault.needs)
    name, expected = short(fault.element.tag), names_shown(fault.expected)
    return ElementMissing.at(document.span(fault.element), name=name, missing=missing, expected=expected)


def _incomplete(document: Document, fault: Fault) -> Diagnostic:
    name, expected = short(fault.element.tag), names_shown(fault.expected)
    hint = f"it needs, for example, {either(ranked(expected)[:3])}" if expected else None
    return ContentIncomplete.at(document.span(fault.element), name=name, expected=expected, hint=hint)


def _text(document: Document, fault: Fault) -> Diagnostic:
    name, expected = short(fault.element.tag), names_shown(fault.expected)
    span, hint = document.text_span(fault.element), wrapper_hint(fault.wrappers)
    return TextNotAllowed.at(span, name=name, expected=expected, hint=hint)


def _content(document: Document, fault: Fault) -> Diagnostic:
    name, expected = short(fault.element.tag), names_shown(fault.expected)
    return ContentInvalid.at(document.span(fault.element), name=name, expected=expected)


def _attribute_unknown(document: Document, fault: Fault) -> Diagnostic:
    attribute, expected = short(fault.attribute or ""), names_shown(fault.expected)
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
        hint=value_hint(short(attribute), value, fault.expected),
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
