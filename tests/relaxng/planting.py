"""Plants mistakes in a valid document, one at a time, and says of each what is to be found.

A mistake is planted in every place where it can be, so a document of thirty elements gives hundreds.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from tei.relaxng.exact.faults import Kind

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_TAG = re.compile(r"<([^\s/>!?]+)")


@dataclass(frozen=True)
class Planted:
    """A document with one mistake: the kind of fault, its line and column, and the name that was meant."""

    what: str
    text: str
    kind: Kind
    place: tuple[int, int]
    meant: str = ""


def slips(name: str) -> dict[str, str]:
    """A name misspelt in the usual ways."""
    middle = len(name) // 2
    swapped = name[: middle - 1] + name[middle] + name[middle - 1] + name[middle + 1 :]
    found = {
        "doubled letter": name[:middle] + name[middle - 1] + name[middle:],
        "missing letter": name[:middle] + name[middle + 1 :],
        "wrong letter": name[:middle] + "x" + name[middle + 1 :],
        "transposed letters": swapped,
        "last letters transposed": name[:-2] + name[-1] + name[-2],
        "capital": name.capitalize(),
        "capitals": name.upper(),
        "letter too many": f"{name}m",
    }
    return {what: slip for what, slip in found.items() if slip != name}


def planted(text: bytes) -> Iterator[Planted]:
    """Give all the mistakes for a document."""
    root = etree.fromstring(text)
    for number, element in enumerate(root.iter("*")):
        yield from _misspelt(root, number, element)
        yield from _attributes(root, number, element)
        if element.getparent() is not None:
            bare = _renamed(root, number, etree.QName(element).localname, namespace="")
            local = etree.QName(element).localname
            yield Planted(
                "no namespace", bare, Kind.ELEMENT_IN_WRONG_NAMESPACE, tag_place(bare, number), local
            )
            yield _unknown(root, number)


def _misspelt(root: etree._Element, number: int, element: etree._Element) -> Iterator[Planted]:
    name = etree.QName(element)
    if element.getparent() is None:
        return
    for what, slip in slips(name.localname).items():
        text = _renamed(root, number, slip, namespace=name.namespace or "")
        yield Planted(f"{what}: {slip}", text, Kind.ELEMENT_UNKNOWN, tag_place(text, number), name.localname)


def _unknown(root: etree._Element, number: int) -> Planted:
    copy = deepcopy(root)
    element = list(copy.iter("*"))[number]
    new = etree.Element(f"{{{etree.QName(element).namespace}}}thingummy", nsmap=element.nsmap)
    parent = element.getparent()
    assert parent is not None
    new.tail, element.tail = element.tail, None
    parent.insert(parent.index(element) + 1, new)
    text = etree.tostring(copy, encoding="unicode")
    at = text.index("<thingummy")
    return Planted("unknown element", text, Kind.ELEMENT_UNKNOWN, place(text, at + 1))


def _attributes(root: etree._Element, number: int, element: etree._Element) -> Iterator[Planted]:
    for key in element.attrib:
        local = etree.QName(key).localname
        if key == XML_ID:
            yield _with_attribute(root, number, key, "id", "no prefix", "id")
            continue
        for what, slip in slips(local).items():
            yield _with_attribute(root, number, key, slip, f"{what}: @{slip}", local)


def _with_attribute(  # noqa: PLR0913, PLR0917 -- what is planted where, and what is to be said of it
    root: etree._Element, number: int, key: str, new: str, what: str, meant: str
) -> Planted:
    copy = deepcopy(root)
    element = list(copy.iter("*"))[number]
    values = {new if one == key else one: value for one, value in element.items()}
    element.attrib.clear()
    element.attrib.update(values)
    text = etree.tostring(copy, encoding="unicode")
    tag = list(_TAG.finditer(text))[number]
    at = re.compile(rf"\s{re.escape(new)}=").search(text, tag.end())
    assert at
    return Planted(what, text, Kind.ATTRIBUTE_NOT_ALLOWED, place(text, at.start() + 1), meant)


def _renamed(root: etree._Element, number: int, name: str, namespace: str) -> str:
    """Rename an element in the text itself, so that its prefixes and its children stay as they are."""
    text = etree.tostring(root, encoding="unicode")
    start = list(_TAG.finditer(text))[number]
    end = _end(text, start)
    shown = name if namespace else f'{name} xmlns=""'
    if end:
        text = f"{text[: end.start(1)]}{name}{text[end.end(1) :]}"
    return f"{text[: start.start(1)]}{shown}{text[start.end(1) :]}"


def _end(text: str, start: re.Match[str]) -> re.Match[str] | None:
    """Find the end tag of a start tag; None for an empty-element tag."""
    depth = 0
    for tag in re.compile(r"</?([^\s/>!?]+)[^>]*?(/?)>").finditer(text, start.start()):
        depth += -1 if tag[0].startswith("</") else 0 if tag[2] else 1
        if depth == 0:
            return tag if tag.start() != start.start() else None
    return None


def tag_place(text: str, number: int) -> tuple[int, int]:
    """Line and column of the name in start tag ``number``."""
    return place(text, list(_TAG.finditer(text))[number].start(1))


def place(text: str, at: int) -> tuple[int, int]:
    """Line and column of a character."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
