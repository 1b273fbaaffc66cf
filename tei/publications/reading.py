"""What of a TEI text is read: blocks and the lines within them, without what stands for something else.

In come elements of ``text``, out come their parts in order: runs of what stands in one line, and the blocks
between them. The publications that write plain characters (``text``, ``markdown``) are made of it, so that both
read the same words: a corrected text unless the original is asked for, nothing that was deleted, no running heads.

White space that is layout of the file is dropped; a line end within a text is a space, as in a browser; every
other blank is a character and kept, runs of them too.
"""

import re
from collections.abc import Iterator

from lxml import etree

from tei.document.namespaces import XML_ID
from tei.document.whitespace import is_blank, name

Element = etree._Element  # noqa: SLF001 - lxml has no public name for it
Run = list[str | Element]
Part = Run | Element

# What always stands on lines of its own ...
_BLOCKS = frozenset(
    [
        "ab",
        "addrLine",
        "argument",
        "back",
        "body",
        "byline",
        "closer",
        "dateline",
        "div",
        "docAuthor",
        "docDate",
        "docEdition",
        "docImprint",
        "docTitle",
        "epigraph",
        "floatingText",
        "front",
        "group",
        "head",
        "imprimatur",
        "l",
        "lg",
        "list",
        "listBibl",
        "listOrg",
        "listPerson",
        "listPlace",
        "opener",
        "p",
        "postscript",
        "salute",
        "signed",
        "table",
        "text",
        "titlePage",
        "titlePart",
        "trailer",
    ]
)
# ... and what does so unless it stands in a line.
_EITHER = frozenset(
    [
        "address",
        "bibl",
        "biblStruct",
        "cit",
        "desc",
        "figure",
        "fw",
        "gap",
        "label",
        "milestone",
        "note",
        "pb",
        "cb",
        "q",
        "quote",
        "sp",
    ]
)
_LINES = frozenset(
    [
        "ab",
        "addrLine",
        "bibl",
        "byline",
        "cell",
        "dateline",
        "desc",
        "docAuthor",
        "docDate",
        "docEdition",
        "docImprint",
        "figDesc",
        "head",
        "item",
        "l",
        "label",
        "p",
        "salute",
        "signed",
        "titlePart",
        "trailer",
    ]
)
# Blocks that are words of a line where they stand in one: "by <docAuthor>", "(<docDate>)".
_IN_LINES = frozenset(["docAuthor", "docDate", "docEdition", "dateline", "salute", "signed"])
_LINE_ENDS = re.compile(r"[ \t\r]*\n[ \t\r\n]*")
_SET_APART = re.compile(r"\n+")

_CORRECTED = ("corr", "reg", "expan", "sic", "orig", "abbr")
_ORIGINAL = ("sic", "orig", "abbr", "corr", "reg", "expan")
NEVER = frozenset(["fw", "graphic"])


def folded(text: str) -> str:
    """``text`` with each line end, and the blanks round it, as one space."""
    return _LINE_ENDS.sub(" ", text) if "\n" in text or "\r" in text else text


def tidy(line: str) -> str:
    """``line`` without blanks at its ends and round the line breaks in it; no-break spaces stay."""
    return "\n".join(one.strip(" \t\r") for one in line.strip(" \t\r\n").split("\n"))


def parts(element: etree._Element) -> Iterator[Part]:
    """The children of ``element`` in order: runs of text and of what stands in a line with it, and blocks."""
    in_line = _is_line(element)
    run: Run = [element.text] if element.text else []
    for child in element:
        if isinstance(child.tag, str) and is_block(child, in_line=in_line):
            yield from _run(run)
            yield child
            run = []
        elif isinstance(child.tag, str):
            run.append(child)
        if child.tail:
            run.append(child.tail)
    yield from _run(run)


def _run(run: Run) -> Iterator[Run]:
    if any(not isinstance(piece, str) or not is_blank(piece) for piece in run):
        yield run


def _is_line(element: etree._Element) -> bool:
    return (
        name(element) in _LINES
        or not is_blank(element.text)
        or not all(is_blank(child.tail) for child in element)
    )


def is_block(element: etree._Element, *, in_line: bool) -> bool:
    """Whether ``element`` stands on lines of its own."""
    own = name(element)
    if own in _BLOCKS:
        return not (in_line and own in _IN_LINES)
    if own not in _EITHER:
        return False
    return not in_line or (own != "note" and any(name(child) in _BLOCKS for child in element))


def is_moved(note: etree._Element) -> bool:
    """Whether a note that stands in a line belongs below the text: it is neither a remark in place nor in the margin."""
    return note.get("type") not in ("emphasis", "editorial") and note.get("place") != "inline"


def is_described(gap: etree._Element) -> bool:
    """Whether words beside ``gap`` say what is missing: they stand with it in a ``seg`` of their own."""
    around = gap.getparent()
    return around is not None and name(around) == "seg" and not around.attrib


def reading(choice: etree._Element, *, original: bool) -> etree._Element | None:
    """The one of the readings of ``choice`` that is read."""
    found = {name(child): child for child in reversed(choice)}
    order = _ORIGINAL if original else _CORRECTED
    return next((found[one] for one in order if one in found), next(iter(found.values()), None))


def is_read(element: etree._Element, *, original: bool) -> bool:
    """Whether the words of ``element`` are part of what is read."""
    own = name(element)
    return bool(own) and own not in NEVER and (original or own not in ("del", "surplus"))


def notes_by_id(text: etree._Element) -> dict[str, etree._Element]:
    """The notes of ``text`` that a reference can lead to."""
    return {
        identifier: note for note in text.iter("{*}note") if (identifier := note.get(XML_ID)) and name(note)
    }
