"""The check ``pointers``: every ``#id`` leads to an element of the document, and every id is given once."""

from collections.abc import Iterator

from lxml import etree

from tei.checks.schemas import Schemas
from tei.diagnostics import Diagnostic, Related, Rule
from tei.diagnostics.nearest import did_you_mean, nearest
from tei.document.namespaces import XML_ID
from tei.document.parse import Document
from tei.document.pointers import Pointer, ids, pointers

# Said of the other pointers to an id that is missing: they share one finding.
TOO = "points to it too"


class DanglingTarget(Rule):
    """A pointer leads to nothing.

    What: no element of the file has the id that the attribute points to.

    Why: links on the page are dead, speakers have no names and notes no place.

    Example: `<sp who="#lammon">` where the person is `<person xml:id="lamon">`.

    Instead: correct the pointer, or give the element its id.
    """

    message = "no element has the id `{target}` that `{attribute}` points to"


class DuplicateId(Rule):
    """The same `xml:id` is given to two elements.

    What: an id is the address of one element; a pointer to it could mean either.

    Why: citations and links would lead to the wrong place.

    Example: `<p xml:id="a"/> <p xml:id="a"/>`.

    Instead: keep the id on the element that pointers and citations mean, and give the other a new one.
    """

    message = "the id `{id}` is given twice"


def check(document: Document, schemas: Schemas) -> Iterator[Diagnostic]:  # noqa: ARG001 -- pointers need no schema
    """Give a finding for each id that is given again and each pointer without a target."""
    known = ids(document.root)
    for name, (first, *others) in known.items():
        for element in others:
            finding = DuplicateId.at(document.value_span(element, XML_ID), id=name)
            there = Related(document.value_span(first, XML_ID), "given here first")
            yield finding._replace(related=(there,))
    yield from _dangling(document, known)


def _dangling(document: Document, known: dict[str, list[etree._Element]]) -> Iterator[Diagnostic]:
    """Give one finding for each id that is missing, at the first pointer to it; the others stand beside it."""
    missing: dict[str, list[Pointer]] = {}
    for pointer in pointers(document.root):
        if pointer.target not in known:
            missing.setdefault(pointer.target, []).append(pointer)
    if not missing:
        return
    unprefixed = {element.get("id"): element for element in document.root.iter("*") if element.get("id")}
    for target, (first, *others) in missing.items():
        finding = DanglingTarget.at(
            document.value_span(first.element, first.attribute),
            hint=_hint(document, target, known, unprefixed.get(target)),
            target=target,
            attribute=first.attribute,
        )
        spans = [document.value_span(pointer.element, pointer.attribute) for pointer in others]
        others_too = tuple(Related(span, TOO) for span in spans)
        yield finding._replace(
            related=(*_meant(document, target, known, unprefixed.get(target)), *others_too)
        )


def _meant(
    document: Document, target: str, known: dict[str, list[etree._Element]], unprefixed: etree._Element | None
) -> Iterator[Related]:
    """Give the place of the id that may be meant: one without its prefix, or one that is written otherwise."""
    if unprefixed is not None:
        yield Related(document.span(unprefixed, "id"), "this could be the id")
        return
    for near in nearest(target, known):
        yield Related(document.value_span(known[near][0], XML_ID), "this could be the id")


def _hint(
    document: Document, target: str, known: dict[str, list[etree._Element]], unprefixed: etree._Element | None
) -> str | None:
    if unprefixed is None:
        return did_you_mean(target, known)
    return f"in line {document.span(unprefixed, 'id').line} write `xml:id` for `id`"
