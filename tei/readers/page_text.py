"""The tree of a page to the text that a browser shows, with a hint for every block and marks for what is in it.

In comes the tree with its notes, out come a ``Written`` source and the count of all that the page has and no text
can hold. Blocks stand apart by a blank line, items of a list and rows of a table by a line end, cells by a
tabulator; white space collapses as CSS says (CSS Text, clause 4.1), except in ``pre``.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from lxml import etree

from tei.errors import InputError
from tei.readers.chunk import Hint
from tei.readers.page_addresses import address_of
from tei.readers.page_blocks import Blocks, Frame, Layout
from tei.readers.page_classes import classes, has_role, is_unseen, look_of
from tei.readers.page_notes import BLOCKS, Notes, name_of, names_of
from tei.readers.writing import OBJECT, Writing, Written
from tei.transcription.decisions import Kind
from tei.transcription.extent import Extent
from tei.transcription.inlines import (
    CrossReference,
    Emphasis,
    Inline,
    Link,
    Markup,
    NoteReference,
    PageBreak,
    Picture,
    Quotation,
)
from tei.transcription.walk import extents

_Make = Callable[[tuple[Inline, ...]], Inline]

_DEEPEST = 2000  # elements within elements; a page that people read has some dozens
_MOST_MARKS = 24  # marks within marks
_LEFT_OUT = frozenset(
    (
        "script", "style", "template", "title", "head", "noscript", "iframe", "object", "embed",
        "applet", "audio", "video", "canvas", "svg", "map", "select", "textarea", "button", "datalist",
        "input",
    )
)  # fmt: skip
_UNSAID = {"head", "title"}  # left out of the text, and no loss: they are about the page
_LOOKS = {
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "italic"),
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "del", "strike"), "strikethrough"),
    "sub": "subscript",
    "sup": "superscript",
}
_BLANKS = re.compile(r"[ \t\n\r\f]+")
# A name that says which page begins: page12, Page_iv, p.12, pg_12; and the number at the end of such a name or mark.
_PAGE_NAME = re.compile(r"(?:page|pg|p)[_.-]?(?:\d{1,4}|[ivxlc]{1,7})", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"(\d{1,4}|(?<![^\W_])[ivxlc]{1,7})[\]\})\s]*$", re.IGNORECASE)
_LONGEST_NUMBER = 12
_NOT_FOLLOWED = re.compile(r"(?:javascript|data|about|file|vbscript):", re.IGNORECASE)
_RULE = "———"
_COLUMNS = 4000  # characters of a line of the file in which the beginning of a text is looked for
# Where a rule between two blocks parts the text; elsewhere it repeats what a heading or a list shows.
_TEXT = {None, Kind.PARAGRAPH, Kind.QUOTATION, Kind.VERSE, Kind.LIST, Kind.TABLE, Kind.FIGURE}


class PageText(NamedTuple):
    """What was written, and how often the page has what is not in it, each by its name."""

    written: Written
    left_out: Counter[str]


def write_page(root: etree._Element, notes: Notes, lines: Sequence[str], file: str) -> PageText:
    """The text of the page, whose file has ``lines``; InputError for elements nested beyond all sense."""
    has_headings = next(root.iter("{*}h1", "{*}h2", "{*}h3"), None) is not None
    page = _Page(file, notes, Blocks(notes), lines, has_title=not has_headings)
    page.walk(root)
    return PageText(page.writing.finish(), page.left_out)


@dataclass
class _Page:
    """The walk through a page. What parts the next characters from the last is due when these are written."""

    file: str
    notes: Notes
    blocks: Blocks
    lines: Sequence[str]
    has_title: bool
    writing: Writing = field(default_factory=Writing)
    left_out: Counter[str] = field(default_factory=Counter)
    frames: list[Frame] = field(default_factory=lambda: [Frame(None, None)])
    marks: list[tuple[etree._Element, int, _Make]] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    is_parted: bool = True  # a block is due
    pending: str = ""  # line ends or tabulators that are due
    has_rule: bool = False
    before: Kind | None = Kind.NAVIGATION
    line: int = 1
    column: int = 0

    # ------------------------------------------------------------ the walk

    def walk(self, root: etree._Element) -> None:
        """Write all of the page."""
        walker = etree.iterwalk(root, events=("start", "end", "comment"))
        depth = 0
        for event, element in walker:
            if event == "comment":
                self._pass(element)
                continue
            depth += 1 if event == "start" else -1
            if depth > _DEEPEST:
                raise InputError(
                    f"{self.file} has more than {_DEEPEST} elements within each other; no page is written so"
                )
            if event == "end":
                self._end(element)
            elif self._is_left_out(element):
                walker.skip_subtree()
            else:
                self._start(element)
        self._name(self.writing.offset)

    def _pass(self, comment: etree._Element) -> None:
        self.left_out["comment"] += 1
        self._go_to(comment)
        self.line += (comment.text or "").count("\n")
        self._text(comment.tail)

    def _go_to(self, element: etree._Element) -> None:
        """The line on which ``element`` stands, which is never before the one that was reached."""
        line = element.sourceline
        if line is not None and line > self.line:
            self.line, self.column = line, 0

    def _is_left_out(self, element: etree._Element) -> bool:
        name = name_of(element)
        if name in _LEFT_OUT:
            if name not in _UNSAID:
                self.left_out[name] += 1
            return True
        if element.attrib and is_unseen(element, classes(element)):
            self.left_out["hidden element"] += 1
            return True
        return False

    def _start(self, element: etree._Element) -> None:
        name = name_of(element)
        self._go_to(element)
        if element.attrib:
            self.names += names_of(element)
        if name in BLOCKS:
            self._start_block(element, name)
        elif name == "br":
            self._line_end()
        elif name == "img":
            self._picture(element)
        else:
            self._start_mark(element, name)
        self._text(element.text)

    def _end(self, element: etree._Element) -> None:
        while self.marks and self.marks[-1][0] is element:
            _, start, make = self.marks.pop()
            self._empty_page(element, start)
            self.writing.mark(start, make)
        if self.frames[-1].element is element:
            self._end_block(self.frames.pop())
        self._text(element.tail)

    # ------------------------------------------------------------ blocks

    def _start_block(self, element: etree._Element, name: str) -> None:
        around = self.frames[-1]
        if name == "hr":
            self.is_parted, self.has_rule = True, True
            self.blocks.quoted = None
            return
        frame = self.blocks.frame(element, name, around)
        self.frames.append(frame)
        if around.layout is Layout.CELLS:
            self._start_cell(element, name)
        elif around.layout is Layout.LINES and frame.hint is around.hint:
            self._end_line()
        else:
            self.is_parted = True

    def _start_cell(self, element: etree._Element, name: str) -> None:
        if name == "tr":
            self.pending += "\n"
        elif name in {"td", "th"}:
            self.pending += "\t" if element.getprevious() is not None else ""
        else:
            self._blank()

    def _end_block(self, frame: Frame) -> None:
        around = self.frames[-1]
        if around.layout is Layout.CELLS:
            self._blank()
        elif around.layout is Layout.LINES and frame.hint is around.hint:
            self._end_line()
        else:
            self.is_parted = True

    def _end_line(self) -> None:
        if not self.is_parted and not self.pending:
            self.pending = "\n"

    def _blank(self) -> None:
        if not self.is_parted and not self.pending:
            self.pending = " "

    def _line_end(self) -> None:
        """A ``br``: a line end, a blank in a cell; two of them part what no element parts."""
        frame = self.frames[-1]
        if frame.layout is Layout.CELLS:
            self._blank()
        elif frame.layout is Layout.PRESERVED:
            self._preserved("\n")
        elif self.pending and frame.hint is None:
            self.is_parted = True
        elif not self.is_parted:
            self.pending += "\n"

    # ------------------------------------------------------------ words

    def _text(self, words: str | None) -> None:
        if not words:
            return
        if self.frames[-1].layout is Layout.PRESERVED:
            self._preserved(words)
        else:
            self._collapsed(words)

    def _collapsed(self, words: str) -> None:
        """Write ``words``, runs of white space as one blank, and none where a line or a block begins."""
        shown = _BLANKS.sub(" ", words)
        if self.is_parted or self.pending or self.writing.last in {"", " "}:
            shown = shown.removeprefix(" ")
        ahead = words.lstrip(" \t\n\r\f")
        self._count_lines(words[: len(words) - len(ahead)])
        if shown and (ahead or not self.is_parted):
            self._write(shown, ahead)
        self._count_lines(ahead)

    def _count_lines(self, words: str) -> None:
        ends = words.count("\n")
        if ends:
            self.line, self.column = self.line + ends, 0

    def _preserved(self, words: str) -> None:
        for number, line in enumerate(words.split("\n")):
            if number:
                self.line, self.column = self.line + 1, 0
                self.is_parted = self.is_parted or "\n" in self.pending
                self.pending += "" if self.is_parted else "\n"
            if line.strip():
                self._write(line, line)
            elif line and not self.is_parted and not self.pending:
                self._write(line, "")

    def _write(self, shown: str, raw: str) -> None:
        self._begin()
        self.writing.text(shown, self.line, self._column(raw) if raw else 1)

    def _begin(self) -> None:
        """Write what parts the next characters from the last."""
        hint = self.frames[-1].hint
        if self.is_parted:
            self._rule(hint)
            self.writing.block(
                hint, is_close=hint is not None and hint.kind is Kind.LIST and self.before is Kind.LIST
            )
            self.before = hint.kind if hint else None
            self.has_title = self.has_title or self.before is Kind.HEADING
            self.blocks.quoted = hint if self.before is Kind.QUOTATION else None
        elif self.pending:
            self.writing.text(self.pending)
        self.is_parted, self.pending, self.has_rule = False, "", False
        if self.names:
            self._name(self.writing.offset)

    def _name(self, offset: int) -> None:
        """What was named since the last characters stands at ``offset``."""
        for name in self.names:
            self.places.setdefault(name, offset)
        self.names.clear()

    def _rule(self, hint: Hint | None) -> None:
        """A rule between two blocks of text parts them."""
        if self.has_rule and self.before in _TEXT and (hint.kind if hint else None) in _TEXT:
            self.writing.block(Hint(Kind.SEPARATOR))
            self.writing.text(_RULE, self.line)

    def _column(self, raw: str) -> int:
        """The column of ``raw`` in its line of the file; 1 where the file spells it otherwise."""
        if self.line > len(self.lines):
            return 1
        beginning = raw[:_LONGEST_NUMBER].partition("\n")[0]
        at = self.lines[self.line - 1].find(beginning, self.column, self.column + _COLUMNS)
        if at < 0:
            return 1
        self.column = at + 1
        return at + 1

    # ------------------------------------------------------------ marks

    def _start_mark(self, element: etree._Element, name: str) -> None:
        names = classes(element) if element.attrib else []
        make = self._make(element, name, names)
        if make is not None and len(self.marks) < _MOST_MARKS:
            self.marks.append((element, self.writing.offset, make))

    def _make(self, element: etree._Element, name: str, names: list[str]) -> _Make | None:
        """What becomes of the words of ``element``; None where they are words like others."""
        if _is_page_number(element, name, names):
            return partial(_page, number=_number(element))
        if name == "a":
            return self._link(element)
        if name == "q":
            return Quotation
        if name == "sup" and any(link in self.notes.references for link in element.iter("{*}a")):
            return None
        look = _LOOKS.get(name) or (look_of(element, names) if element.attrib else None)
        return partial(Emphasis, rendition=look) if look else None

    def _link(self, element: etree._Element) -> _Make | None:
        stated = (element.get("href") or "").strip()
        if element in self.notes.references:
            return partial(NoteReference, key=self.notes.references[element])
        if not stated or element in self.notes.back_links:
            return None
        if stated[1:] in self.notes.names and stated.startswith("#"):
            return partial(_cross_reference, places=self.places, name=stated[1:])
        if stated.startswith("#") or _NOT_FOLLOWED.match(stated):
            self.left_out["link that leads nowhere"] += 1
            return None
        return partial(Link, target=address_of(stated))

    # ------------------------------------------------------------ pages and pictures

    def _object(self) -> int:
        """Write what stands for a thing without characters; its offset."""
        self._begin()
        self.writing.text(OBJECT, self.line)
        return self.writing.offset - 1

    def _empty_page(self, element: etree._Element, start: int) -> None:
        """Give the mark of a page that has no characters one that stands for it."""
        if start == self.writing.offset and _is_page_number(element, name_of(element), classes(element)):
            self._object()

    def _picture(self, element: etree._Element) -> None:
        stated, words = element.get("src") or "", " ".join((element.get("alt") or "").split())
        hint = self.frames[-1].hint
        is_about = hint is not None and hint.kind in _ABOUT
        if not stated or not self.has_title or is_about or _NOT_FOLLOWED.match(stated) or _is_tiny(element):
            self.left_out["picture"] += 1
            return
        start = self._object()
        self.writing.mark(start, partial(_pictured, address=address_of(stated), description=words or None))
        if hint is not None and hint.kind is Kind.FIGURE:
            self._end_line()


_ABOUT = {Kind.NAVIGATION, Kind.SOURCE, Kind.CREDITS, Kind.LICENCE, Kind.UPDATED}


def _is_page_number(element: etree._Element, name: str, names: list[str]) -> bool:
    """Whether ``element`` says that a page of the print begins."""
    if names and has_role(names, "page-number"):
        return True
    if name != "a" or element.get("href") or len(element) or len(element.text or "") > _LONGEST_NUMBER:
        return False
    parent = element.getparent()
    if parent is not None and has_role(classes(parent), "page-number"):
        return False
    return _PAGE_NAME.fullmatch(element.get("name") or element.get("id") or "") is not None


def _number(element: etree._Element) -> str | None:
    """The number of the page that begins with ``element``."""
    stated = "".join(element.itertext()), element.get("title"), element.get("aria-label"), *names_of(element)
    found = (_PAGE_NUMBER.search(one.strip()) for one in stated if one)
    return next((match[1] for match in found if match), None)


def _is_tiny(image: etree._Element) -> bool:
    """Whether ``image`` only takes up space."""
    return any(re.fullmatch(r"[0-4](?:px)?", image.get(side) or "") for side in ("width", "height"))


def _extent(content: tuple[Inline, ...]) -> Extent:
    found = list(extents(content))
    return Extent(found[0].start, found[-1].end)


def _page(content: tuple[Inline, ...], number: str | None) -> Inline:
    return PageBreak(_extent(content), number)


def _pictured(content: tuple[Inline, ...], address: str, description: str | None) -> Inline:
    return Picture((Markup(_extent(content)),), address, description)


def _cross_reference(content: tuple[Inline, ...], places: dict[str, int], name: str) -> Inline:
    """The link to what is called ``name``, which has its place when the whole page is written."""
    return CrossReference(content, places.get(name, 0))
