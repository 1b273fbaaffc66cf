"""The tree of a page to the text that a browser shows, with a hint for every block and marks for what is in it.

In comes the tree with its notes, out come a ``Written`` source and the count of all that the page has and no text
can hold. Blocks stand apart by a blank line, items of a list and rows of a table by a line end, cells by a
tabulator; white space collapses as CSS says (CSS Text, clause 4.1), except in ``pre``.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from tei.errors import InputError
from tei.readers.chunks.chunk import Hint
from tei.readers.chunks.writing import OBJECT, Writing, Written
from tei.readers.page.blocks import Blocks, Frame, Layout, parts_text
from tei.readers.page.classes import classes, is_unseen
from tei.readers.page.marks import Make, Marks, PageNumber, picture
from tei.readers.page.notes import BLOCKS, Notes
from tei.readers.page.tree import name_of, names_of
from tei.transcription.decisions import Kind

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
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_FIRST = 12  # characters of a text that are looked for in its line of the file
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
    page = _Page(file, Blocks(notes), Marks(notes), lines, has_title=not has_headings)
    page.walk(root)
    if page.within.dead:
        page.left_out["link that leads nowhere"] = page.within.dead
    return PageText(page.writing.finish(), page.left_out)


@dataclass
class _Page:
    """The walk through a page. What parts the next characters from the last is due when these are written."""

    file: str
    blocks: Blocks
    within: Marks
    lines: Sequence[str]
    has_title: bool
    writing: Writing = field(default_factory=Writing)
    left_out: Counter[str] = field(default_factory=Counter)
    frames: list[Frame] = field(default_factory=lambda: [Frame(None, None)])
    marks: list[tuple[etree._Element, int, Make]] = field(default_factory=list)
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
        if self.within.notes.is_way_back(element):
            # The note itself leads to where it is referred to.
            self.left_out["link back from a note"] += 1
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
            if start == self.writing.offset and isinstance(make, PageNumber):
                self._object()
            self.writing.mark(start, make)
        if self.frames[-1].element is element:
            self._end_block(self.frames.pop())
        self._text(element.tail)

    # ------------------------------------------------------------ blocks

    def _start_block(self, element: etree._Element, name: str) -> None:
        around = self.frames[-1]
        if name == "hr":
            self.is_parted = True
            self.has_rule = self.has_rule or parts_text(element)
            self.left_out["rule"] += not parts_text(element)
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
            self.pending = self.pending.rstrip(" ") + "\n"
        elif name in {"td", "th"}:
            self.pending = self.pending.rstrip(" ") + ("\t" if element.getprevious() is not None else "")
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
            kind = _kind(hint)
            self.writing.block(hint, is_close=kind is Kind.LIST and self.before is Kind.LIST)
            self.before = kind
            self.has_title = self.has_title or self.before is Kind.HEADING
            self.blocks.quoted = hint if self.before is Kind.QUOTATION else None
        elif self.pending and self.frames[-1].layout is Layout.FLOW:
            self.writing.line_end(len(self.pending))
        elif self.pending:
            self.writing.text(self.pending)
        self.is_parted, self.pending, self.has_rule = False, "", False
        if self.names:
            self._name(self.writing.offset)

    def _name(self, offset: int) -> None:
        """What was named since the last characters stands at ``offset``."""
        for name in self.names:
            self.within.places.setdefault(name, offset)
        self.names.clear()

    def _rule(self, hint: Hint | None) -> None:
        """A rule between two blocks of text parts them."""
        if self.has_rule and self.before in _TEXT and _kind(hint) in _TEXT:
            self.writing.block(Hint(Kind.SEPARATOR))
            self.writing.text(_RULE, self.line)

    def _column(self, raw: str) -> int:
        """The column of ``raw`` in its line of the file; 1 where the file spells it otherwise."""
        if self.line > len(self.lines):
            return 1
        beginning = raw[:_FIRST].partition("\n")[0]
        at = self.lines[self.line - 1].find(beginning, self.column, self.column + _COLUMNS)
        if at < 0:
            return 1
        self.column = at + 1
        return at + 1

    # ------------------------------------------------------------ marks

    def _start_mark(self, element: etree._Element, name: str) -> None:
        hint = self.frames[-1].hint
        if name == "a" and hint is not None and hint.kind is Kind.CONTENTS:
            # The numbers of the pages lead there, as in print.
            self.left_out["link of a table of contents"] += 1
            return
        make = None if element in self.blocks.labels else self.within.make(element, name)
        if make is not None and len(self.marks) < _MOST_MARKS:
            self.marks.append((element, self.writing.offset, make))

    # ------------------------------------------------------------ pages and pictures

    def _object(self) -> int:
        """Write what stands for a thing without characters; its offset."""
        self._begin()
        self.writing.text(OBJECT, self.line)
        return self.writing.offset - 1

    def _picture(self, element: etree._Element) -> None:
        """A picture of the text; those above the title and among what leads elsewhere are the site's own."""
        make, hint = picture(element), self.frames[-1].hint
        if make is None or not self.has_title or (hint is not None and hint.kind in _ABOUT):
            self.left_out["picture"] += 1
            return
        self.writing.mark(self._object(), make)
        if _kind(hint) is Kind.FIGURE:
            self._end_line()


def _kind(hint: Hint | None) -> Kind | None:
    """What a block with ``hint`` looks like."""
    return (hint.within or hint).kind if hint else None


_ABOUT = {Kind.NAVIGATION, Kind.SOURCE, Kind.CREDITS, Kind.LICENCE, Kind.UPDATED}
