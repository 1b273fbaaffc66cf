"""The check ``pointers``: every ``#id`` leads to an element of the document, and every id is given once."""

from collections.abc import Iterator
from dataclasses import replace

from tei.checks.schemas import Schemas
from tei.diagnostics import Diagnostic, Related, Rule
from tei.diagnostics.nearest import did_you_mean
from tei.document.namespaces import XML_ID
from tei.document.parse import Document
from tei.document.pointers import ids, pointers


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
            yield replace(finding, related=(there,))
    for pointer in pointers(document.root):
        if pointer.target not in known:
            yield DanglingTarget.at(
                document.value_span(pointer.element, pointer.attribute),
                hint=did_you_mean(pointer.target, known),
                target=pointer.target,
                attribute=pointer.attribute,
            )
