"""A TEI tree to bytes: UTF-8, indented where white space is layout, the same bytes every time."""

from collections.abc import Iterable

from lxml import etree

from tei.document.whitespace import is_structural

_STEP = "  "


def _indent(element: etree._Element, level: int) -> None:
    """Lay out ``element`` in place; descends only through structure, so that no text is touched."""
    if not is_structural(element):
        return
    inner = "\n" + _STEP * (level + 1)
    element.text = inner
    for child in element:
        _indent(child, level + 1)
        child.tail = inner
    element[-1].tail = "\n" + _STEP * level


def serialise(root: etree._Element, instructions: Iterable[str] = ()) -> bytes:
    """The document as a file: declaration, processing ``instructions``, the tree below ``root``.

    ``root`` is laid out in place.
    """
    _indent(root, 0)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        *(f"<?{instruction}?>" for instruction in instructions),
    ]
    return ("\n".join([*lines, etree.tostring(root, encoding="unicode", with_tail=False)]) + "\n").encode(
        "utf-8"
    )
