"""The faults that the engine finds as findings: message, place, advice, the names that would have been right.

In comes a ``Fault``, out comes a ``Diagnostic`` of one of the rules in ``rng.py``. ``wording.py`` and ``values.py`` give the
advice.
"""

from collections.abc import Callable
from typing import Any

from tei.checks.rng import (
    AttributeMissing,
    AttributeNotAllowed,
    ContentIncomplete,
    ContentInvalid,
    DanglingReference,
    DuplicateId,
    ElementInWrongNamespace,
    ElementMissing,
    ElementNotAllowedAnywhere,
    ElementNotAllowedHere,
    ElementNotAllowedYet,
    ElementOutOfOrder,
    TextNotAllowed,
    ValueNotAllowed,
)
from tei.checks.usage import ranked_attributes, shown
from tei.checks.values import value_hint
from tei.checks.wording import (
    attribute_hint,
    either,
    enough,
    every,
    expected,
    foreign,
    is_in_wrong_namespace,
    late_hint,
    order_hint,
    parent_of,
    place_hint,
    quoted,
    shortened,
    text_hint,
    unknown_hint,
)
from tei.diagnostics import Diagnostic, Related, Rule, Span
from tei.document.namespaces import TEI
from tei.document.parse import Document
from tei.relaxng.exact.faults import Fault, Kind


def said(document: Document, fault: Fault) -> Diagnostic:
    """Make a finding of a fault."""
    return _SAID[fault.kind](document, fault)


def span(document: Document, fault: Fault) -> Span:
    """Give the place of a fault: exact from the engine, from the tree where that has none."""
    if fault.place:
        return Span(document.file, *fault.place)
    node: Any = fault.node
    if fault.kind is Kind.TEXT_NOT_ALLOWED:
        return document.text_span(node)
    if fault.attribute and fault.kind is not Kind.ATTRIBUTE_NOT_ALLOWED:
        return document.value_span(node, str(fault.attribute))
    return document.span(node, str(fault.attribute) if fault.attribute else None)


def _at(
    rule: type[Rule], document: Document, fault: Fault, hint: str | None = None, **values: str
) -> Diagnostic:
    names: dict[str, Any] = {"name": shown(fault.element), "parent": parent_of(fault), **values}
    names["name"] = shortened(names["name"])
    allowed = fault.values or expected(fault)
    return rule.at(span(document, fault), hint=hint, expected=allowed, **names)


def _beside(document: Document, finding: Diagnostic, fault: Fault, label: str) -> Diagnostic:
    """Put the other place of a fault beside its finding."""
    if fault.other and fault.other != fault.place:
        return finding._replace(related=(Related(Span(document.file, *fault.other), label),))
    node: Any = fault.other_node
    return finding if node is None else finding._replace(related=(Related(document.span(node), label),))


# -- words ----------------------------------------------------------------------------------------------------------


def _unknown(document: Document, fault: Fault) -> Diagnostic:
    if is_in_wrong_namespace(fault):
        return _wrong_namespace(document, fault)
    if language := foreign(fault):
        name, parent = fault.written, f"{parent_of(fault)}: it belongs to {language}"
        return _at(ElementNotAllowedHere, document, fault, unknown_hint(fault), name=name, parent=parent)
    return _at(ElementNotAllowedAnywhere, document, fault, unknown_hint(fault), name=fault.written)


def _wrong_namespace(document: Document, fault: Fault) -> Diagnostic:
    uri, meant = fault.element.namespace, fault.near[0].namespace
    place = f"the namespace {quoted(uri)}" if uri else "no namespace"
    that = "that of the TEI" if meant == TEI else f"`{meant}`" if meant else "none"
    hint = f'remove the `xmlns` on it or above it, or write `xmlns="{meant}"`' if uri else None
    return _at(ElementInWrongNamespace, document, fault, hint, namespace=place, meant=that)


def _misplaced(document: Document, fault: Fault) -> Diagnostic:
    if not fault.is_child:
        return _at(ElementNotAllowedHere, document, fault, place_hint(fault))
    finding = _at(ElementOutOfOrder, document, fault, order_hint(fault))
    return _beside(document, finding, fault, "this stands before it")


def _early(document: Document, fault: Fault) -> Diagnostic:
    if fault.late:
        missing = f"`{shown(fault.late)}` must come first"
    elif fault.required:
        missing = (
            f"{every(map(shown, fault.required))} {'are' if fault.required[1:] else 'is'} missing before it"
        )
    else:
        missing = f"{either(enough(fault)) or 'something'} must come before it"
    hint = late_hint(fault) if fault.late else None
    finding = _at(ElementNotAllowedYet, document, fault, hint, missing=missing)
    return _beside(document, finding, fault, "this comes too late")


def _incomplete(document: Document, fault: Fault) -> Diagnostic:
    if fault.required:
        finding = _at(ElementMissing, document, fault, missing=every(map(shown, fault.required)))
    else:
        hint = (
            f"it needs {'' if len(enough(fault)) <= 3 else 'for example '}{either(enough(fault))}"
            if fault.expected
            else None
        )
        finding = _at(ContentIncomplete, document, fault, hint)
    return _beside(document, finding, fault, "it begins here")


def _text(document: Document, fault: Fault) -> Diagnostic:
    return _at(TextNotAllowed, document, fault, text_hint(fault), text=quoted(fault.value or ""))


def _content(document: Document, fault: Fault) -> Diagnostic:
    return _at(
        ContentInvalid, document, fault, value_hint(fault), value=quoted(fault.token or fault.value or "")
    )


def _attribute(document: Document, fault: Fault) -> Diagnostic:
    finding = _at(
        AttributeNotAllowed,
        document,
        fault,
        attribute_hint(fault),
        attribute=shortened(fault.attribute_written),
    )
    return finding._replace(expected=ranked_attributes(fault.expected, fault.required))


def _without(document: Document, fault: Fault) -> Diagnostic:
    names = [shown(name) for name in fault.required]
    kind = "the attribute" if len(names) == 1 else "the attributes"
    missing = f"{kind} {every(names)}" if names else "another attribute"
    hint = None if names else f"it may have {either(ranked_attributes(fault.expected))}"
    finding = _at(AttributeMissing, document, fault, hint, missing=missing)
    return finding._replace(expected=ranked_attributes(fault.required or fault.expected))


def _value(document: Document, fault: Fault) -> Diagnostic:
    value, attribute = quoted(fault.token or fault.value or ""), shortened(fault.attribute_written)
    return _at(ValueNotAllowed, document, fault, value_hint(fault), value=value, attribute=attribute)


def _twice(document: Document, fault: Fault) -> Diagnostic:
    finding = _at(DuplicateId, document, fault, value=quoted(fault.value or ""))
    return _beside(document, finding, fault, "given here first")


def _dangling(document: Document, fault: Fault) -> Diagnostic:
    attribute = fault.attribute_written
    return _at(DanglingReference, document, fault, value=quoted(fault.value or ""), attribute=attribute)


_SAID: dict[Kind, Callable[[Document, Fault], Diagnostic]] = {
    Kind.ELEMENT_UNKNOWN: _unknown,
    Kind.ELEMENT_IN_WRONG_NAMESPACE: _wrong_namespace,
    Kind.ELEMENT_MISPLACED: _misplaced,
    Kind.ELEMENT_EARLY: _early,
    Kind.ELEMENT_INCOMPLETE: _incomplete,
    Kind.TEXT_NOT_ALLOWED: _text,
    Kind.CONTENT_NOT_ALLOWED: _content,
    Kind.ATTRIBUTE_NOT_ALLOWED: _attribute,
    Kind.ATTRIBUTE_MISSING: _without,
    Kind.VALUE_NOT_ALLOWED: _value,
    Kind.ID_TWICE: _twice,
    Kind.ID_MISSING: _dangling,
}
