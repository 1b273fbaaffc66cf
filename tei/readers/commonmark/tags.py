"""The blocks and marks that are open while Markdown is read, and the tags of HTML that open and close them.

In come tags and words, out come blocks and marks of a ``Writing``. A class that names a kind of block
(``<p class="dateline">``, ``<div class="verse">``) says what its paragraphs are; a tag that nobody knows leaves its
words, and a remark.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from html.parser import HTMLParser
from typing import NamedTuple

from tei.readers.chunks.chunk import Hint
from tei.readers.chunks.writing import OBJECT, Writing
from tei.transcription.decisions import Kind
from tei.transcription.inlines import Emphasis, Inline, Link, Picture

Make = Callable[[tuple[Inline, ...]], Inline]

LOOKS = {
    "i": "italic", "em": "italic", "cite": "italic", "dfn": "italic", "var": "italic",
    "b": "bold", "strong": "bold", "u": "underline", "ins": "underline",
    "s": "strikethrough", "del": "strikethrough", "strike": "strikethrough",
    "sub": "subscript", "sup": "superscript", "code": "code", "kbd": "code", "tt": "code", "samp": "code",
}  # fmt: skip
_CLASSED = (
    "small-caps",
    "letter-spaced",
    "italic",
    "bold",
    "underline",
    "strikethrough",
    "superscript",
    "subscript",
)
_TRANSPARENT = frozenset(["span", "q", "small", "big", "abbr", "mark", "font", "a", "bdi", "bdo", "time"])
_BLOCKS = frozenset(
    ["address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"]
)  # fmt: skip
_UNSEEN = frozenset(["script", "style", "template", "title", "head"])
_VOID = frozenset(["br", "hr", "img", "wbr", "input", "meta", "link", "col"])
# What a note holds as a paragraph.
_NOT_IN_NOTES = {
    Kind.HEADING,
    Kind.TITLE,
    Kind.SUBTITLE,
    Kind.OVERTITLE,
    Kind.AUTHOR,
    Kind.DATE,
    Kind.NAVIGATION,
}
_GROUPED = {Kind.NOTE, Kind.VERSE, Kind.REMARK}
_STYLES = {"plain", "labelled", "caption"}  # of lists and tables
_KINDS = {kind.value: kind for kind in Kind}
_ORNAMENT = "⁂"
RULES = {"*": "* * *", "-": "----", "_": "----"}


class Remark(NamedTuple):
    """Something of the file that is not in the text as it stands: a tag whose words are kept, or what is left out."""

    line: int
    what: str
    is_kept: bool


class _Open(NamedTuple):
    """What is open around the words: a hint for the blocks in it, and what closes it."""

    hint: Hint | None
    tag: str = ""
    style: str = ""


class _Marked(NamedTuple):
    """A mark whose end is not yet reached."""

    tag: str
    start: int
    make: Make | None


@dataclass
class MarkedText:
    """What is written so far, and what is open around the next words."""

    remarks: list[Remark] = field(default_factory=list)
    writing: Writing = field(default_factory=Writing)
    _open: list[_Open] = field(default_factory=list)
    _marks: list[_Marked] = field(default_factory=list)
    _breaks: list[int] = field(default_factory=list)
    _groups: int = 0
    _is_close: bool = False
    _unseen: str = ""

    def _group(self) -> int:
        self._groups += 1
        return self._groups

    def _depth(self, kind: Kind) -> int:
        return 1 + sum(one.hint is not None and one.hint.kind is kind for one in self._open)

    def _enter(self, hint: Hint | None, tag: str = "", style: str = "") -> None:
        self._open.append(_Open(hint, tag, style))

    def _block(self, hint: Hint | None, *, is_close: bool = False) -> None:
        """Begin a block; within a note it is one of the note's."""
        self.writing.block(self._noted(hint), is_close=is_close)

    def _noted(self, hint: Hint | None) -> Hint | None:
        """``hint`` as it is where a note is open."""
        note = next((one.hint for one in self._open if one.hint and one.hint.kind is Kind.NOTE), None)
        if note is None or hint is None or hint.kind is Kind.NOTE:
            return hint if note is None else note
        return note._replace(within=Hint(Kind.PARAGRAPH) if hint.kind in _NOT_IN_NOTES else hint)

    def _hint(self) -> Hint | None:
        """What is open around the words, as far as it makes its blocks what they are."""
        return next((one.hint for one in reversed(self._open) if one.hint is not None), None)

    def _begin(self, hint: Hint | None, *, is_close: bool = False) -> None:
        """Begin a block, unless the first of its container has just begun."""
        if self._is_close:
            self._is_close = False
            return
        self._block(hint, is_close=is_close and self._has_begun(hint))

    def _has_begun(self, hint: Hint | None) -> bool:
        """Whether the block before is of the same list."""
        begun = self._last_group == (hint.group if hint else None)
        self._last_group = hint.group if hint else None
        return begun

    _last_group: int | None = None

    def _text(self, words: str, line: int | None = None, column: int = 1) -> None:
        self.writing.text(words, line, column)

    def _break(self) -> None:
        """A line break; in a cell it is a blank."""
        hint = self._hint()
        if hint is not None and hint.kind is Kind.TABLE:
            self._text(" ")
        elif not self.writing.is_at_start and self.writing.last != "\n":
            self._breaks.append(self.writing.offset)
            self._text("\n")

    def _mark(self, tag: str, make: Make | None) -> None:
        self._marks.append(_Marked(tag, self.writing.offset, make))

    def _unmark(self, tag: str) -> None:
        """Close the innermost mark of ``tag``; what was opened within it ends with it."""
        for at in range(len(self._marks) - 1, -1, -1):
            if self._marks[at].tag == "label" and tag == "span":
                self._label(self._marks[at].start)
                self._close_marks(at)
                return
            if self._marks[at].tag == tag:
                self._close_marks(at)
                return

    def _label(self, start: int) -> None:
        """What was written from ``start`` on is the mark before the item of a list."""
        hint = self._hint()
        if hint is not None and hint.kind is Kind.LIST and self._item_at == start:
            self._relabel(hint, self.writing.since(start))

    def _relabel(self, hint: Hint, label: str) -> None:
        found = self._noted(hint._replace(label=label))
        if found is not None and label.strip():
            self.writing.rehint(found)

    _item_at: int = -1  # where the words of the last item begin

    def _close_marks(self, first: int) -> None:
        while len(self._marks) > first:
            mark = self._marks.pop()
            if mark.make is not None:
                self.writing.mark(mark.start, mark.make)

    # ------------------------------------------------------------ HTML

    def _html(self, source: str, line: int) -> None:
        _Tags(self, line).read(source)

    def tag_opened(self, tag: str, attributes: dict[str, str], line: int) -> None:
        """A tag of HTML that opens something."""
        kinds = attributes.get("class", "").lower().split()
        if tag in _UNSEEN:
            self._unseen = tag
            self.remarks.append(Remark(line, f"the element `<{tag}>`", is_kept=False))
        elif tag == "br":
            self._break()
        elif tag == "hr":
            self._block(Hint(Kind.SEPARATOR))
            self._text(_ORNAMENT if "ornament" in kinds else RULES["-"], line)
        elif tag == "img":
            start = self.writing.offset
            self._text(attributes.get("alt") or OBJECT, line)
            self.writing.mark(start, partial(Picture, address=attributes.get("src", "")))
        elif tag in _BLOCKS:
            self._block_opened(tag, kinds, line)
        else:
            self._mark_opened(tag, attributes, kinds, line)

    def _block_opened(self, tag: str, kinds: list[str], line: int) -> None:
        self._close_marks(0)
        kind = next((_KINDS[one] for one in kinds if one in _KINDS), None)
        style = next((one for one in kinds if one in _STYLES), "")
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            hint: Hint | None = Hint(Kind.HEADING, level=int(tag[1]))
        elif tag == "blockquote" or kind is Kind.QUOTATION:
            hint = Hint(Kind.QUOTATION, group=self._group(), level=self._depth(Kind.QUOTATION))
        elif kind is not None:
            hint = Hint(kind, group=self._group() if kind in _GROUPED else None)
        elif style == "caption":
            hint = Hint(Kind.TABLE, group=self._group())
        else:
            hint = None
            if tag not in {
                "p",
                "div",
                "center",
                "section",
                "article",
                "header",
                "main",
                "body",
                "html",
                "hgroup",
            }:
                self.remarks.append(Remark(line, tag, is_kept=True))
        self._enter(hint, tag, style)
        if tag == "p" or hint is not None:
            self._begin(self._hint() or Hint(Kind.PARAGRAPH))

    def _mark_opened(self, tag: str, attributes: dict[str, str], kinds: list[str], line: int) -> None:
        look = LOOKS.get(tag) or next((one for one in kinds if one in _CLASSED), None)
        if tag == "a" and attributes.get("href"):
            self._mark(tag, partial(Link, target=attributes["href"]))
        elif look:
            self._mark(tag, partial(Emphasis, rendition=look))
        else:
            if tag not in _TRANSPARENT:
                self.remarks.append(Remark(line, tag, is_kept=True))
            self._mark("label" if "label" in kinds else tag, None)

    def _opened_as(self, tag: str) -> int | None:
        """The place of what ``tag`` closes: nothing that was opened before a block of Markdown, which would lose its end."""
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at].tag in {tag, ""}:
                return at if self._open[at].tag else None
        return None

    def _leave(self) -> None:
        """End a block of Markdown, and with it the tags that were left open in it."""
        while self._open.pop().tag:
            pass

    def tag_closed(self, tag: str) -> None:
        """A tag of HTML that closes something; one that closes nothing is nothing."""
        if tag == self._unseen:
            self._unseen = ""
        elif tag not in _BLOCKS:
            self._unmark(tag)
        else:
            self._close_marks(0)
            at = self._opened_as(tag)
            if at is None:
                return
            self._has_caption = self._open[at].style == "caption"
            del self._open[at:]
            if not self._has_caption:
                self._block(self._hint())

    _has_caption: bool = False  # the block that was begun last is the caption of the table that follows

    def html_words(self, words: str, line: int) -> None:
        """Words between tags."""
        shown = re.sub(r"[ \t\n]+", " ", words)
        if self.writing.is_at_start or self.writing.last in {" ", "\n", "\t", ""}:
            shown = shown.lstrip(" ")
        if shown and not self._unseen:
            if self.writing.is_at_start and not self._open:
                self._block(Hint(Kind.PARAGRAPH))
            self._text(shown, line)

    def comment(self, line: int) -> None:
        """A comment, which nobody sees."""
        self.remarks.append(Remark(line, "a comment", is_kept=False))


class _Tags(HTMLParser):
    """Tells the text what tags there are, with their lines."""

    def __init__(self, text: MarkedText, line: int) -> None:
        super().__init__(convert_charrefs=True)
        self._text, self._first = text, line

    def read(self, source: str) -> None:
        self.feed(source)
        self.close()

    @property
    def _at(self) -> int:
        return self._first + self.getpos()[0] - 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._text.tag_opened(tag, {key: value or "" for key, value in attrs}, self._at)

    def handle_endtag(self, tag: str) -> None:
        self._text.tag_closed(tag)

    def handle_data(self, data: str) -> None:
        self._text.html_words(data, self._at)

    def handle_comment(self, data: str) -> None:  # noqa: ARG002 -- the library's
        self._text.comment(self._at)
