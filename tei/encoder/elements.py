"""Making TEI elements in one expression."""

from collections.abc import Iterable, Sequence

from lxml import etree

from tei.document.namespaces import TEI, XML, tei

Content = str | etree._Element | None  # noqa: SLF001 - lxml has no public name for it

_NAMESPACES = {None: TEI}
_make = etree.Element(tei("TEI")).makeelement  # an element makes others faster than the module does
_ATTRIBUTES = {"xml_id": f"{{{XML}}}id", "xml_lang": f"{{{XML}}}lang"}


def make(name: str, *content: Content, **attributes: str | None) -> etree._Element:
    """The TEI element ``name`` with ``content``; an attribute that is None is left out.

    ``xml_id`` is ``xml:id``, ``type_`` is ``type``, ``from_`` is ``from``.
    """
    element = _make(tei(name), nsmap=_NAMESPACES)
    for key, value in attributes.items():
        if value is not None:
            element.set(_ATTRIBUTES.get(key, key.rstrip("_")), value)
    if content:
        fill(element, content)
    return element


def fill(element: etree._Element, content: Iterable[Content]) -> None:
    """Put each of ``content`` after what ``element`` holds; None is nothing."""
    words: list[str] = []  # between two elements: a tree copies all of them whenever one is added
    last = element[-1] if len(element) else None
    for one in content:
        if isinstance(one, str):
            words.append(one)
        elif one is not None:
            if words:
                _say(element, last, words)
                words.clear()
            element.append(one)
            last = one
    if words:
        _say(element, last, words)


def _say(element: etree._Element, last: etree._Element | None, words: Sequence[str]) -> None:
    """Put ``words`` behind ``last``, the last element in ``element``; None where there is none."""
    if last is None:
        element.text = (element.text or "") + "".join(words)
    else:
        last.tail = (last.tail or "") + "".join(words)
