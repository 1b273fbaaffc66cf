"""The tokens of Markdown to the text that a browser shows, with a hint for every block and marks for what is in it.

In come the tokens, out comes a ``Written`` source. A line end that is no break is a space. Footnotes follow the
text, in the order in which it refers to them; references and notes are printed as ``[1]`` and ``1.``, by the labels
that the file gives them where these are marks and not names.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from markdown_it.token import Token

from tei.readers.chunks.chunk import Chunk, Hint, leaf
from tei.readers.chunks.writing import OBJECT, Written
from tei.readers.commonmark.notes import NOTES, Definition, definitions, labels, parted, placed
from tei.readers.commonmark.places import Places
from tei.readers.commonmark.tags import LOOKS, RULES, MarkedText
from tei.readers.passages.references import name as name_of_mark
from tei.transcription.decisions import Kind
from tei.transcription.extent import Extent
from tei.transcription.inlines import Emphasis, Inline, LineBreak, Link, Markup, NoteReference, Picture
from tei.transcription.walk import extents

_SIGN = re.compile(r"[*†‡§¶]+")
_LINE_BLOCK = re.compile(r"\|(?:\s|$)")
# What keeps its own line ends: a heading, the lines of a title block, verse.
_BROKEN = frozenset(
    [Kind.HEADING, Kind.VERSE, Kind.TITLE, Kind.SUBTITLE, Kind.OVERTITLE, Kind.AUTHOR, Kind.DATE]
)
_LONGEST_LINE = 200  # characters of a line in a title block


@dataclass
class MarkdownText(MarkedText):
    """The walk through the tokens.

    ``known`` are the words of the front matter that a title block repeats, ``marks`` what is printed for the mark 1
    where the text refers to a note, and before the note.
    """

    lines: Sequence[str] = ()
    footnotes: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    known: Mapping[Kind, Sequence[str]] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    _labels: dict[str, str] = field(default_factory=dict)
    _notes: dict[str, Definition] = field(default_factory=dict)
    _has_heading: bool = False
    _has_title: bool = False
    _line: int = 1

    def write(self, tokens: list[Token]) -> Written:
        """The source text of ``tokens``."""
        notes = definitions(tokens, self.footnotes)
        self._labels = labels(notes, self.footnotes)
        self._notes = notes
        tokens = placed(tokens)
        before, after = parted(tokens)
        self._blocks(before)
        apart = {label for token in tokens if token.type == NOTES for label in token.meta["labels"]}
        for key in self._labels:
            if key not in apart:
                self._note(key, notes.get(key))
        self._blocks(after)
        if not self.writing.offset:
            return Written("", [], ())
        written = self.writing.finish()
        return written._replace(chunks=[self._broken(chunk) for chunk in written.chunks])

    def _broken(self, chunk: Chunk) -> Chunk:
        """``chunk`` with the line breaks in it as marks, unless its kind keeps its lines anyway."""
        if chunk.kind in _BROKEN or not self._breaks:
            return chunk
        ends = {extent.end for extent in chunk.lines[:-1]}
        found = [at for at in self._breaks if chunk.extent.start <= at < chunk.extent.end]
        breaks = [leaf(LineBreak(Extent(at, at + 1))) for at in found]
        return chunk._replace(marks=(*chunk.marks, *breaks)) if ends and breaks else chunk

    # ------------------------------------------------------------ notes

    def _note(self, key: str, definition: Definition | None) -> None:
        if definition is None:
            return
        label = self._labels[key]
        self._groups += 1
        hint = Hint(Kind.NOTE, label=self._called(key), group=-self._groups)
        self._enter(hint)
        self.writing.block(hint)
        self._is_close = bool(definition.tokens) and (
            definition.in_line or definition.tokens[0].type == "paragraph_open"
        )  # the first block of the note stands behind its label
        first = next((token.map[0] + 1 for token in definition.tokens if token.map), None)
        shape = self.marks.get("notes") or ("1" if _SIGN.fullmatch(label) else "1.")
        self.writing.text(f"{shape.replace('1', label)} ", first)
        if definition.in_line:
            self._inline(definition.tokens, "", 0)
        else:
            self._blocks(definition.tokens)
        self._is_close = False
        self._leave()

    # ------------------------------------------------------------ blocks

    def _blocks(self, tokens: Sequence[Token]) -> None:  # noqa: C901, PLR0912 - one case for each kind of token
        column = 0
        for number, token in enumerate(tokens):
            if token.map:
                self._line = token.map[0] + 1
            match token.type:
                case "heading_open":
                    self._heading(token, tokens[number + 1])
                case "paragraph_open":
                    self._paragraph(tokens[number + 1])
                case "inline":
                    self._inline(token.children or [], token.content, self._line)
                case "heading_close" | "paragraph_close":
                    self._close_marks(0)
                case "blockquote_open":
                    self._enter(Hint(Kind.QUOTATION, group=self._group(), level=self._depth(Kind.QUOTATION)))
                case "bullet_list_open" | "ordered_list_open":
                    self._enter(self._list(is_numbered=token.type == "ordered_list_open"))
                case "list_item_open":
                    self._item(token)
                case "blockquote_close" | "bullet_list_close" | "ordered_list_close":
                    self._leave()
                case "table_open":
                    self._table(tokens[number:])
                case "tr_open" if not self.writing.is_at_start:
                    self._text("\n")
                case "th_open" | "td_open":
                    column = 0 if tokens[number - 1].type == "tr_open" else column + 1
                    if column and column < _cells(self.lines[self._line - 1]):
                        self._text("\t")
                case "table_close":
                    self._leave()
                case "hr":
                    self._block(Hint(Kind.SEPARATOR))
                    self._text(RULES[token.markup[0]], self._line)
                case "fence" | "code_block":
                    self._code(token)
                case "notes":
                    for label in token.meta["labels"]:
                        self._note(label, self._notes.pop(label, None))
                case "html_block":
                    self._html(token.content, self._line)
                    self._close_marks(0)
                case _:
                    pass

    def _list(self, *, is_numbered: bool) -> Hint:
        around = next((one.hint for one in self._open if one.hint and one.hint.kind is Kind.LIST), None)
        group = around.group if around else self._group()
        style = self._open[-1].style if self._open else ""
        is_numbered = is_numbered and style != "labelled"
        level = self._depth(Kind.LIST)
        return Hint(Kind.LIST, level=level, group=group, is_numbered=is_numbered, is_plain=style == "plain")

    def _item(self, token: Token) -> None:
        """Begin an item; where the list is of those with labels, its number is one."""
        hint = self._open[-1].hint
        self._begin(hint, is_close=True)
        self._item_at = self.writing.offset
        is_labelled = len(self._open) > 1 and self._open[-2].style == "labelled"
        if is_labelled and token.info and hint is not None:
            self._text(f"{token.info}{token.markup} ", self._line)
            self._relabel(hint, f"{token.info}{token.markup}")
            self._is_after_label = True

    _is_after_label: bool = False

    def _heading(self, token: Token, inline: Token) -> None:
        level = int(token.tag[1])
        is_title = self._is_title((token, inline))
        self._has_heading = True
        self._has_title = self._has_title or is_title
        if is_title:
            self._begin(Hint(Kind.TITLE))
            return
        known = self._known(_plain(inline)) if self._is_front and not self._open else None
        is_subtitle = known is Kind.SUBTITLE and self._has_title
        self._is_front = self._is_front and is_subtitle
        self._begin(Hint(Kind.SUBTITLE) if is_subtitle else Hint(Kind.HEADING, level=level))

    def _is_title(self, tokens: Sequence[Token]) -> bool:
        """Whether a heading that begins with ``tokens`` is the title: the one of the front matter, else the first."""
        if len(tokens) < 2 or tokens[0].tag != "h1" or self._has_title or self._open:
            return False
        if self.known.get(Kind.TITLE):
            return self._known(_plain(tokens[1])) is Kind.TITLE
        return not self._has_heading

    def _known(self, words: str) -> Kind | None:
        """What ``words`` are by the front matter."""
        folded = _folded(words)
        return next(
            (kind for kind, ones in self.known.items() if folded in map(_folded, ones) and folded), None
        )

    _is_front: bool = True

    def _front_kind(self, words: str) -> Kind:
        """What a paragraph is that may belong to the title block: a part of it, or the end of it."""
        known = self._known(words) if self._is_front else None
        if known in (Kind.AUTHOR, Kind.SUBTITLE):
            return known
        if self._has_title or len(words) > _LONGEST_LINE:
            self._is_front = False
        return Kind.PARAGRAPH

    def _paragraph(self, inline: Token) -> None:
        hint = self._hint()
        children = inline.children or []
        self._is_figure = hint is None and len(children) == 1 and children[0].type == "image"
        if self._is_figure:
            self._block(Hint(Kind.FIGURE, address=str(children[0].attrs.get("src", "")), group=self._group()))
        elif hint is None and _is_line_block(inline.content):
            self._block(Hint(Kind.VERSE, group=self._group()))
        elif hint is None:
            within = _leads_within(children)
            self._begin(Hint(Kind.NAVIGATION if within else self._front_kind(_plain(inline))))
        elif hint.kind is Kind.LIST:
            if not self.writing.is_at_start and not self._is_after_label:
                self._text("\n")
            self._is_after_label = False
        elif hint.kind is Kind.VERSE:
            self._block(hint._replace(group=self._group()))
        elif hint.kind is Kind.NOTE and not self.writing.is_at_start and not self._is_close:
            self._begin(Hint(Kind.PARAGRAPH))
        else:
            self._begin(hint)

    def _table(self, tokens: Sequence[Token]) -> None:
        head = _head(tokens)
        has_labels = any(token.content.strip() for token in head if token.type == "inline")
        hint = Hint(Kind.TABLE, group=self._group(), has_labels=has_labels)
        if self._has_caption and not self.writing.is_at_start:
            self.writing.rehint(self._noted(hint) or hint)
            self._has_caption = False
        else:
            self._block(hint)
        self._enter(hint)

    def _code(self, token: Token) -> None:
        """Lines that count as they stand; each is kept."""
        self._block(Hint(Kind.PARAGRAPH))
        start = self.writing.offset
        first = self._line + (token.type == "fence")
        for number, line in enumerate(token.content.rstrip("\n").split("\n")):
            if number:
                self._break()
            if line.strip():
                self._text(line, first + number)
        self.writing.mark(start, partial(Emphasis, rendition="code"))

    # ------------------------------------------------------------ lines

    def _inline(self, tokens: Sequence[Token], content: str, line: int) -> None:  # noqa: C901 - the same
        place = Places(self.lines, content, line)
        for token in tokens:
            where = place.of(token.meta.get("at", 0))
            match token.type:
                case "text" | "text_special":
                    self._words(token.content, where)
                case "softbreak":
                    self._soft()
                case "hardbreak":
                    self._break()
                case "code_inline":
                    start = self.writing.offset
                    self._text(token.content, *where)
                    self.writing.mark(start, partial(Emphasis, rendition="code"))
                case "image":
                    self._picture(str(token.attrs.get("src", "")), token, where)
                case "footnote_ref":
                    self._reference(token, where)
                case "html_inline":
                    self._html(token.content, where[0])
                case "link_open":
                    self._mark("a", partial(Link, target=str(token.attrs.get("href", ""))))
                case "em_open" | "strong_open" | "s_open":
                    self._mark(token.tag, partial(Emphasis, rendition=LOOKS[token.tag]))
                case "link_close" | "em_close" | "strong_close" | "s_close":
                    self._unmark(token.tag)
                case _:
                    pass

    def _words(self, words: str, where: tuple[int, int]) -> None:
        hint = self._hint()
        if self._unseen:
            return
        if self.writing.last == "\n" and not self.writing.is_at_start:
            words = words.lstrip(" ")
        if hint is None and self.writing.is_at_start:
            words = _LINE_BLOCK.sub("", words) if self._is_verse() else words
        self._text(words, *where)

    def _is_verse(self) -> bool:
        return self._verse_at == self.writing.offset

    _verse_at: int = -1

    def _soft(self) -> None:
        hint = self._hint()
        if hint is not None and hint.kind is Kind.VERSE:
            self._break()
        elif self.writing.last not in {" ", "\n"}:
            self._text(" ")

    def _reference(self, token: Token, where: tuple[int, int]) -> None:
        key = token.meta.get("label", f"^{token.meta['id']}")
        label = self._labels.get(key)
        start = self.writing.offset
        self._text(self.marks.get("references", "[1]").replace("1", label or key), *where)
        self.writing.mark(start, partial(NoteReference, key=self._called(key) if label else None))

    def _called(self, key: str) -> str:
        """What the note ``key`` is called in ids."""
        return name_of_mark(key) if self._labels.get(key) == key else key

    def _picture(self, address: str, token: Token, where: tuple[int, int]) -> None:
        start = self.writing.offset
        self._inline(token.children or [], token.content, where[0])
        if self.writing.offset == start:
            self._text(OBJECT, *where)
            self.writing.mark(start, partial(_picture, address=address))
        else:
            self.writing.mark(start, partial(Picture, address=address))
        title = str(token.attrs.get("title", "") or "")
        if title.strip():
            self._caption(title, where)

    def _caption(self, title: str, where: tuple[int, int]) -> None:
        """The title of a picture, on a line of its own below it."""
        for line in title.split("<br>"):
            self._text("\n" if self._is_figure else " ")
            self._text(" ".join(line.split()), *where)

    _is_figure: bool = False  # the block that was begun last is a picture


def _picture(content: tuple[Inline, ...], address: str) -> Inline:
    """A picture of the character that stands for it."""
    found = list(extents(content))
    return Picture((Markup(Extent(found[0].start, found[-1].end)),), address)


def _plain(inline: Token) -> str:
    """The words of a line without their mark-up."""
    return "".join(" " if one.type.endswith("break") else one.content for one in inline.children or ())


def _folded(words: str) -> str:
    """``words`` for comparing: letters and digits alone, so that mark-up counts for nothing."""
    return "".join(filter(str.isalnum, re.sub(r"<[^>]*>", "", words))).lower()


def _leads_within(children: Sequence[Token]) -> bool:
    """Whether a paragraph holds nothing but links to places of the same file: navigation, and no text."""
    depth = links = 0
    for child in children:
        if child.type in ("link_open", "link_close"):
            depth += child.nesting
            links += 1
            if child.nesting > 0 and not str(child.attrs.get("href", "")).startswith("#"):
                return False
        elif not depth and any(map(str.isalnum, child.content)):
            return False
    return links > 0


def _is_line_block(content: str) -> bool:
    lines = content.split("\n")
    return len(lines) > 1 and all(_LINE_BLOCK.match(line) for line in lines)


def _cells(row: str) -> int:
    """How many cells the line ``row`` of a table has; a table may be read with more."""
    row = re.sub(r"\\.", "", row.strip(" \t>")).strip()
    return row.count("|") + 1 - row.startswith("|") - row.endswith("|")


def _head(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens of the first row of a table."""
    for token in tokens:
        if token.type == "thead_close":
            return
        yield token
