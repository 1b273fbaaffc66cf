"""The check ``pointers``: every ``#id`` leads to an element of the document, and every id is given once."""

from collections.abc import Iterator
from dataclasses import replace

from tei.checks.schemas import Schemas
from tei.diagnostics import Diagnostic, Related, Rule
from tei.document.namespaces import XML_ID
from tei.document.parse import Document
from tei.document.pointers import ids, pointers
from tei.nearest import did_you_mean


class DanglingTarget(Rule):
    """A pointer leads to nothing: no element of this file has the id.

    ``who="#lamon"`` says "the element with ``xml:id="lamon"``". When that element was renamed or removed, links
    on the page are dead, speakers have no names and notes no place. Correct the pointer or give the
    element its id.

        <person xml:id="lamon"/> … <sp who="#lammon">      no such id
        <person xml:id="lamon"/> … <sp who="#lamon">       good
    """

    message = "no element has the id `{target}` that `{attribute}` points to"


class DuplicateId(Rule):
    """The same ``xml:id`` is given to two elements.

    An id is the address of one element; a pointer to it could mean either. Keep the id on the element that
    pointers and citations mean, and give the other a new one.
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
