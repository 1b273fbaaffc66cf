"""What stands in a TEI tree at a path: elements, the words of one, an attribute; nothing where there is no tree to look in.

In come an element, or None, and an XPath with the prefix ``tei``, out goes what a record says of it.
"""

from lxml import etree

from tei.document.namespaces import NS


def all_at(within: etree._Element | None, path: str) -> list[etree._Element]:
    """Every element at ``path``."""
    return [] if within is None else list(within.xpath(path, namespaces=NS))


def first_at(within: etree._Element | None, path: str) -> etree._Element | None:
    """The first element at ``path``."""
    return next(iter(all_at(within, path)), None)


def line(element: etree._Element) -> str:
    """The words of ``element`` on one line, without its notes."""
    pieces = element.xpath("descendant::text()[not(ancestor::tei:note)]", namespaces=NS)
    return " ".join("".join(map(str, pieces)).replace("\u00a0", " ").split())


def text_at(within: etree._Element | None, path: str) -> str | None:
    """The words of the first element at ``path``; None where it has none."""
    found = first_at(within, path)
    return (line(found) or None) if found is not None else None


def attribute_at(within: etree._Element | None, path: str, name: str) -> str | None:
    """The attribute ``name`` of the first element at ``path``."""
    found = first_at(within, path)
    return found.get(name) if found is not None else None
