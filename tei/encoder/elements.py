"""Making TEI elements in one expression."""

from collections.abc import Iterable

from lxml import etree

from tei.document.namespaces import TEI, XML, tei

Content = str | etree._Element | None  # noqa: SLF001 - lxml has no public name for it

_ATTRIBUTES = {"xml_id": f"{{{XML}}}id", "xml_lang": f"{{{XML}}}lang"}


def make(name: str, *content: Content, **attributes: str | None) -> etree._Element:
    """The TEI element ``name`` with ``content``; an attribute that is None is left out.

    ``xml_id`` is ``xml:id``, ``type_`` is ``type``, ``from_`` is ``from``.
    """
    element = etree.Element(tei(name), nsmap={None: TEI})
    for key, value in attributes.items():
        if value is not None:
            element.set(_ATTRIBUTES.get(key, key.rstrip("_")), value)
    fill(element, content)
    return element


def fill(element: etree._Element, content: Iterable[Content]) -> None:
    """Put each of ``content`` after what ``element`` holds; None is nothing."""
    last = element[-1] if len(element) else None
    for one in content:
        if one is None:
            continue
        if not isinstance(one, str):
            element.append(one)
            last = one
        elif last is None:
            element.text = (element.text or "") + one
        else:
            last.tail = (last.tail or "") + one
