"""What the blocks of a page are: the name, the classes and the surroundings of an element to a hint.

In comes an element with the frame around it, out comes its own frame: the hint that its words are given, and how
the blocks within it are laid out.
"""

import re
from dataclasses import dataclass, field
from enum import Enum
from itertools import islice
from typing import NamedTuple

from lxml import etree

from tei.readers.chunks.chunk import Hint
from tei.readers.notes.headings import notes_heading
from tei.readers.page.addresses import address_of
from tei.readers.page.classes import classes, has_role, kind_of
from tei.readers.page.notes import Notes
from tei.readers.page.tree import name_of
from tei.transcription.blocks import NoteKind
from tei.transcription.decisions import Kind

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ITEMS = frozenset(("li", "dt", "dd"))
_LISTS = frozenset(("ul", "ol", "dl", "menu", "dir"))
_DIVISIONS = frozenset(("div", "section", "aside"))
_PART_TABLES = frozenset(
    ("h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "dl", "blockquote", "hr", "pre", "form")
)
# Lines about the text, and what leads elsewhere: whatever stands in them is that.
_ABOUT = {Kind.NAVIGATION, Kind.SOURCE, Kind.CREDITS, Kind.LICENCE, Kind.UPDATED}
_IN_NOTE = {Kind.LIST, Kind.TABLE, Kind.QUOTATION, Kind.VERSE, Kind.FIGURE}
_IN_QUOTATION = {Kind.LIST, Kind.VERSE, Kind.TABLE, Kind.FIGURE}
# What a class says of a division and not only of a paragraph.
_OF_DIVISIONS = _ABOUT | {Kind.QUOTATION, Kind.VERSE, Kind.FIGURE, Kind.NOTE}
_SHORT_LINE = 80  # characters of a line of verse
_FEWEST_LINES = 3
_FEWEST_PARTS = 3  # of a list of contents
_MOST_LOOKED_AT = 4000  # elements of a table


# A rule that is this wide or narrower is an ornament.
_NARROW = re.compile(r"\s*(?:[1-4]?\d%|\d{1,3}(?:px)?)\s*")
_WIDTH = re.compile(r"(?:^|;)\s*width\s*:([^;]+)")


class Layout(Enum):
    """How the blocks within a block stand to each other."""

    FLOW = "flow"  # a blank line apart
    LINES = "lines"  # each on a line
    CELLS = "cells"  # cells of rows
    PRESERVED = "preserved"  # as they are typed


class Frame(NamedTuple):
    """An open block."""

    element: etree._Element | None
    hint: Hint | None
    layout: Layout = Layout.FLOW
    is_round: bool = False  # of what a distribution puts round the text, where no element says what is what


@dataclass
class Blocks:
    """Gives each block its frame; lists, tables, quotations and notes are counted.

    ``labels`` are the elements that set off the heads of columns, and are no emphasis.
    """

    notes: Notes
    quoted: Hint | None = None
    labels: set[etree._Element] = field(default_factory=set)
    _count: int = 0
    _lists: dict[etree._Element, int] = field(default_factory=dict)

    def frame(self, element: etree._Element, name: str, around: Frame) -> Frame:
        """The frame of the block ``element`` called ``name``."""
        if around.layout is Layout.PRESERVED:
            return Frame(element, around.hint, Layout.PRESERVED)
        if around.is_round or (element.attrib and has_role(classes(element), "boilerplate")):
            return Frame(element, None, is_round=True)
        held = around.hint if _holds(around) else None
        hint = self._hint(element, name, held)
        if hint is None and name == "pre" and around.layout is Layout.FLOW:
            is_one = "\n\n" not in "".join(element.itertext()).strip()
            return Frame(element, held or (Hint(Kind.PARAGRAPH) if is_one else None), Layout.PRESERVED)
        if hint is None:
            return Frame(element, held, around.layout if held else Layout.FLOW)
        return Frame(element, hint, _LAYOUTS.get((hint.within or hint).kind, Layout.FLOW))

    def _hint(self, element: etree._Element, name: str, held: Hint | None) -> Hint | None:
        """What ``element`` is, where something says so; None where it is what is around it."""
        if element in self.notes.blocks or (held is not None and held.kind is Kind.NOTE):
            return self._in_note(element, name, held)
        if held is not None and held.kind is Kind.LIST:
            return self._item(element, name, held) if name in _ITEMS else None
        if held is not None and held.kind is Kind.VERSE:
            return self._in_verse(element, name)
        if held is not None and held.kind is not Kind.QUOTATION:
            return None
        hint = self._named(element, name) or self._classed(element, name)
        if hint is None and name == "p" and held is None:
            return Hint(Kind.PARAGRAPH)
        return hint if held is None or (hint is not None and hint.kind in _IN_QUOTATION) else None

    def _in_note(self, element: etree._Element, name: str, held: Hint | None) -> Hint | None:
        """A note, or what stands in one as a block of its own kind."""
        note = self.notes.blocks.get(element)
        if note is not None:
            whole = Hint(Kind.NOTE, label=note.key, group=-note.number)
            own = self._named(element, name) or self._classed(element, name)
            return whole._replace(within=own if own and own.kind is Kind.QUOTATION else None)
        inner = self._hint(element, name, held.within) if held is not None else None
        return held._replace(within=inner) if held and inner and inner.kind in _IN_NOTE else None

    def _named(self, element: etree._Element, name: str) -> Hint | None:  # noqa: PLR0911 - one case for each name
        """What the name of ``element`` says."""
        if name in _HEADINGS:
            return Hint(Kind.HEADING, level=_HEADINGS[name])
        if name in _ITEMS:
            return self._item(element, name, None)
        if name == "blockquote":
            return Hint(Kind.QUOTATION, group=self._next())
        if name == "table":
            return self._table(element)
        if name == "nav":
            return Hint(Kind.NAVIGATION)
        if name == "figure" or (name == "p" and _is_picture(element)):
            return self._figure(element)
        return None

    def _classed(self, element: etree._Element, name: str) -> Hint | None:
        """What the classes of ``element`` say."""
        names = classes(element) if element.attrib else []
        kind = kind_of(names) if names else None
        if name == "p" and _is_verse(element, kind):
            return Hint(Kind.VERSE, group=self._next())
        if kind is None and name in _DIVISIONS and _is_transcribers(element):
            return Hint(Kind.NOTE, group=self._next())
        if kind is None or (name != "p" and kind not in _OF_DIVISIONS):
            return None
        if kind is Kind.QUOTATION:
            return self.quoted or Hint(Kind.QUOTATION, group=self._next())
        if kind is Kind.FIGURE:
            return self._figure(element)
        return Hint(kind, group=self._next() if kind in {Kind.VERSE, Kind.NOTE} else None)

    def _in_verse(self, element: etree._Element, name: str) -> Hint | None:
        """A heading among verses, or the next stanza; None for what only holds stanzas."""
        if name in _HEADINGS:
            return Hint(Kind.HEADING, level=_HEADINGS[name])
        names = classes(element)
        if has_role(names, "line") and _is_in_stanza(element):
            return None
        is_stanza = name == "p" or kind_of(names) is Kind.VERSE
        return Hint(Kind.VERSE, group=self._next()) if is_stanza else None

    def _next(self) -> int:
        self._count += 1
        return self._count

    def _item(self, element: etree._Element, name: str, held: Hint | None) -> Hint:
        parent = element.getparent()
        is_numbered = parent is not None and name_of(parent) == "ol"
        if held is None and parent is not None and _lists_notes(parent):
            return Hint(Kind.NOTE, group=self._next())
        if held is not None:
            return Hint(Kind.LIST, level=(held.level or 1) + 1, group=held.group, is_numbered=is_numbered)
        group = self._lists.setdefault(element if parent is None else parent, -1)
        if group < 0:
            group = self._lists[element if parent is None else parent] = self._next()
        return Hint(Kind.LIST, level=2 if name == "dd" else 1, group=group, is_numbered=is_numbered)

    def _table(self, element: etree._Element) -> Hint | None:
        """What the cells of a table are; None for a table that only lays a page out."""
        within = list(islice(element.iter("{*}*"), _MOST_LOOKED_AT))[1:]
        cells = [one for one in within if name_of(one) in {"td", "th"}]
        if has_role(classes(element), "layout") or any(name_of(one) == "table" for one in within):
            return None
        if _leads_elsewhere(element, cells):
            return Hint(Kind.NAVIGATION)
        rows = _rows(within)
        if _lists_contents(cells) or _leads_to_pages(within):
            return Hint(Kind.CONTENTS)
        if not any(len(row) > 1 for row in rows) or any(name_of(one) in _PART_TABLES for one in within):
            return None
        labels = [look for cell in _first_row(within) if (look := _bold_whole(cell)) is not None]
        is_bold = len(labels) == len(rows[0]) > 1
        self.labels.update(labels if is_bold else ())
        has_labels = is_bold or (bool(rows[0]) and set(rows[0]) == {"th"})
        return Hint(Kind.TABLE, group=self._next(), has_labels=has_labels)

    def _figure(self, element: etree._Element) -> Hint | None:
        image = next(element.iter("{*}img"), None)
        if image is None or not image.get("src"):
            return None
        return Hint(Kind.FIGURE, group=self._next(), address=address_of(image.get("src", "")))


_LAYOUTS = {
    Kind.TABLE: Layout.CELLS,
    **dict.fromkeys(
        (Kind.LIST, Kind.VERSE, Kind.HEADING, Kind.FIGURE, Kind.SOURCE, Kind.CREDITS), Layout.LINES
    ),
}


def parts_text(rule: etree._Element) -> bool:
    """Whether ``rule``, an ``hr``, is a mark between two parts of a text, and not only a line across the page."""
    if has_role(classes(rule), "separator"):
        return True
    stated = _WIDTH.search((rule.get("style") or "").lower())
    width = stated[1] if stated else rule.get("width") or ""
    return _NARROW.fullmatch(width) is not None


def _holds(frame: Frame) -> bool:
    """Whether what stands in ``frame`` is what the frame is."""
    return frame.hint is not None and frame.hint.kind is not Kind.PARAGRAPH


def _is_picture(paragraph: etree._Element) -> bool:
    """Whether ``paragraph`` holds nothing but a picture."""
    images = sum(1 for _ in islice(paragraph.iter("{*}img"), 2))
    return images == 1 and not "".join(paragraph.itertext()).strip()


def _leads_elsewhere(table: etree._Element, cells: list[etree._Element]) -> bool:
    """Whether all words of ``table`` are those of links to other pages."""
    links = [one for cell in cells for one in cell.iter("{*}a") if one.get("href")]
    if not links or any((one.get("href") or "").startswith("#") for one in links):
        return False
    linked = sum(len(_letters(one)) for one in links)
    return linked > 0 and linked == len(_letters(table))


def _rows(within: list[etree._Element]) -> list[list[str]]:
    """The names of the cells of each row among the elements of a table."""
    return [
        [name_of(cell) for cell in row if name_of(cell) in {"td", "th"}]
        for row in within
        if name_of(row) == "tr"
    ]


def _lists_notes(parent: etree._Element) -> bool:
    """Whether ``parent``, or what is right around it, is a list of notes."""
    around = parent.getparent()
    return has_role(classes(parent), "notes") or (around is not None and has_role(classes(around), "notes"))


def _first_row(within: list[etree._Element]) -> list[etree._Element]:
    """The cells of the first row among the elements of a table."""
    row = next((one for one in within if name_of(one) == "tr"), None)
    return [] if row is None else [cell for cell in row if name_of(cell) in {"td", "th"}]


def _bold_whole(cell: etree._Element) -> etree._Element | None:
    """The element that sets all words of ``cell`` in bold."""
    at = cell
    while len(at) == 1 and not (at.text or "").strip() and not (at[0].tail or "").strip():
        at = at[0]
        if name_of(at) in {"b", "strong"}:
            return at
    return None


def _leads_to_pages(within: list[etree._Element]) -> bool:
    """Whether every row that leads anywhere has a link to a part of the page and the number of a page."""
    rows = [one for one in within if name_of(one) == "tr"]
    cells = [[cell for cell in row if name_of(cell) in {"td", "th"}] for row in rows]
    leading = [row for row in cells if any(_leads_within(cell) for cell in row)]
    return (
        bool(leading)
        and len(leading) >= len(rows) - 1
        and all(len(row) > 1 and _letters(row[-1]).isdigit() for row in leading)
    )


def _lists_contents(cells: list[etree._Element]) -> bool:
    """Whether half of ``cells`` or nearly so are nothing but links to parts of the same page."""
    leading = [cell for cell in cells if _leads_within(cell)]
    return len(leading) >= _FEWEST_PARTS and len(leading) * 2.5 >= len(cells)


def _leads_within(cell: etree._Element) -> bool:
    links = [one for one in cell.iter("{*}a") if (one.get("href") or "").startswith("#")]
    return bool(links) and sum(len(_letters(one)) for one in links) == len(_letters(cell)) > 0


def _letters(element: etree._Element) -> str:
    return "".join(filter(str.isalnum, "".join(element.itertext())))


def _is_verse(paragraph: etree._Element, kind: Kind | None) -> bool:
    """Whether ``paragraph`` is lines of verse: of a class for it, set apart in short lines, or line by line in spans."""
    if kind is Kind.VERSE:
        return True
    breaks = [child for child in paragraph if name_of(child) == "br"]
    if len(breaks) < 1:
        return False
    if kind is Kind.QUOTATION:
        return len(breaks) + 1 >= _FEWEST_LINES and all(
            len(line) <= _SHORT_LINE for line in _lines(paragraph)
        )
    return _is_in_spans(paragraph)


def _is_transcribers(division: etree._Element) -> bool:
    """Whether ``division`` says in its first words that it is a transcriber's note, and is headed by nothing else."""
    is_said = False
    for block in islice(division.iter("{*}*"), 1, _MOST_LOOKED_AT):
        name = name_of(block)
        if is_said and name in _HEADINGS:
            return False
        if not is_said and (name in _HEADINGS or name == "p"):
            heading = notes_heading(" ".join("".join(block.itertext()).split()))
            if heading is None or heading.kind is not NoteKind.TRANSCRIBER:
                return False
            is_said = True
    return is_said


def _is_in_stanza(element: etree._Element) -> bool:
    """Whether ``element`` stands right in what is called a stanza."""
    parent = element.getparent()
    return parent is not None and has_role(classes(parent), "stanza")


def _lines(paragraph: etree._Element) -> list[str]:
    """The lines of ``paragraph`` that ``br`` ends, where they end in the paragraph itself."""
    lines = [paragraph.text or ""]
    for child in paragraph:
        if name_of(child) == "br":
            lines.append(child.tail or "")
        else:
            lines[-1] += "".join(child.itertext() if name_of(child) else ()) + (child.tail or "")
    return [" ".join(line.split()) for line in lines]


def _is_in_spans(paragraph: etree._Element) -> bool:
    """Whether every line of ``paragraph`` is one ``span``."""
    if (paragraph.text or "").strip():
        return False
    expected = "span"
    for child in paragraph:
        if name_of(child) != expected or (child.tail or "").strip():
            return False
        expected = "br" if expected == "span" else "span"
    return len(paragraph) >= 3
