"""A TEI document as Markdown: CommonMark with front matter, footnotes, tables and struck-out words.

In comes a :class:`~tei.document.parse.Document`, out comes ``{"text.md": bytes}``. The reader of Markdown makes the
same TEI of it, as far as Markdown can say it. What CommonMark has no sign for is a paragraph or a division of HTML
with a class (``<p class="dateline">``, ``<div class="verse">``), which every page that is made of it shows in its
place; inside a line it is the element that HTML has for it (``<sup>``, ``<u>``). Text that looks like mark-up is
escaped. Names, places and terms are plain words: what they are is the TEI's to know.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import yaml
from lxml import etree

from tei.document.namespaces import tei
from tei.document.parse import Document
from tei.document.whitespace import name
from tei.publications.front_matter import front_matter
from tei.publications.markdown_lines import (
    Node,
    Span,
    as_html,
    as_markdown,
    edged,
    indented,
    leads_within,
    looked,
    plain,
    quoted,
)
from tei.publications.markdown_marks import list_marks, lists_contents, note_marks, rule, stand_last
from tei.publications.reading import (
    Run,
    folded,
    is_described,
    is_moved,
    is_read,
    notes_by_id,
    parts,
    reading,
    tidy,
)
from tei.publications.text import page_mark, sign

# What stands in a paragraph with a class of its own; the classes are the kinds that readers know.
_CLASSES = {
    "byline": "author", "docDate": "date", "dateline": "dateline", "salute": "salute", "signed": "signature",
    "trailer": "trailer",
}  # fmt: skip
_HEADS = {"kicker": "overtitle", "sub": "subtitle"}
_SHOWN_ITALIC = frozenset(["emph", "foreign", "title", "mentioned", "term"])
_KEY = re.compile(r"[\w*†‡.-]+")


def publish(document: Document, *, original: bool = False) -> dict[str, bytes]:
    """Write a document as Markdown; ``original`` reads what the source has where an editor corrected it."""
    return {"text.md": markdown_of(document.root, original=original).encode("utf-8")}


def markdown_of(root: etree._Element, *, original: bool = False) -> str:
    """The Markdown of the document ``root``."""
    text = root.find(tei("text"))
    fields = {**front_matter(root), **({} if text is None else note_marks(text))}
    matter = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=10_000)
    head = f"---\n{matter}---" if fields else ""
    blocks = [] if text is None else Writer(notes_by_id(text), original=original).whole(text)
    return "\n\n".join(filter(None, [head, *blocks])) + "\n"


@dataclass
class Writer:
    """Writes the blocks of one text. ``_keys`` are the notes that references lead to, by what they are called here."""

    notes: dict[str, etree._Element]
    original: bool = False
    _keys: dict[etree._Element, str] = field(default_factory=dict)
    _waiting: list[etree._Element] = field(default_factory=list)
    _lists: int = 0
    _has_places: bool = False  # whether the places of notes have to be said

    def whole(self, text: etree._Element) -> Iterator[str]:
        """The blocks of ``text``, and the notes that were met in its lines."""
        for reference in text.iter(tei("ref")):
            note = self.notes.get(reference.get("target", "").removeprefix("#"))
            if note is not None and reference.get("type") == "noteref":
                self._key(note)
        self._has_places = not stand_last(text, list(self._keys))
        yield from self.blocks(text, 1)
        at = 0
        while at < len(self._waiting):  # a note may hold a note
            yield from self._definition(self._waiting[at])
            at += 1

    def blocks(self, element: etree._Element, level: int) -> Iterator[str]:
        """The blocks in ``element``, whose headings are of ``level``."""
        # Footnotes that stand together, in a division that says so: Markdown by itself gathers them at the end.
        together: list[str] = []
        for part in parts(element):
            if isinstance(part, list):
                written = list(self._paragraph(self.line(part)))
            elif is_read(part, original=self.original) or lists_contents(part):
                written = list(self._block(part, level))
            else:
                continue
            if self._has_places and not isinstance(part, list) and part in self._keys:
                together += written
                continue
            yield from self._classed("notes", together)
            together = []
            yield from written
        yield from self._classed("notes", together)

    def _block(self, element: etree._Element, level: int) -> Iterator[str]:  # noqa: C901, PLR0912 -- one case for each kind
        match name(element):
            case "div":
                yield from self.blocks(element, min(level + 1, 6))
            case "head":
                yield from self._heading(element, level)
            case "quote" | "q":
                yield from quoted(self.blocks(element, level))
            case "cit":
                inner = (block for part in element for block in self._cited(part, level))
                yield from quoted(inner)
            case "list":
                yield from self._list(element, level)
            case "table":
                yield from self._table(element, level)
            case "lg" | "l":
                yield from self._verse(element, level)
            case "note":
                yield from self._note(element, level)
            case "milestone":
                yield rule(element)
            case "pb":
                yield from self._paragraph([page_mark(element)])
            case "figure":
                yield from self._figure(element, level)
            case "fw":
                yield from self._marked("contents", self._content(element))
            case "address":
                yield from self._marked("address", self._joined(element))
            case "closer":
                yield from self._closer(element, level)
            case "titlePart":
                yield from self._heading(element, 1)
            case "postscript":
                yield from self._classed("postscript", self._labelled(element, level))
            case "ab" if element.get("type") == "trailer":
                yield from self._marked("trailer", self.line([element]))
            case own if own in _CLASSES:
                yield from self._marked(_CLASSES[own], self.line([element]))
            case _:
                yield from self.blocks(element, level)

    # ------------------------------------------------------------ blocks

    def _paragraph(self, nodes: list[Node]) -> Iterator[str]:
        written = edged(tidy(as_markdown(nodes)))
        if written:  # nothing but links within the text would be navigation
            yield from self._classed("paragraph", [written]) if leads_within(nodes) else [written]

    def _marked(self, kind: str, nodes: list[Node]) -> Iterator[str]:
        """A line of a ``kind`` that only HTML can name; in a division where it holds a reference to a note."""
        if any(isinstance(node, Span) and node.is_note for node in nodes):
            yield from self._classed(kind, self._paragraph(nodes))
        elif plain(nodes).strip():
            written = tidy(as_html(nodes)).replace("\n", "<br>")
            yield f'<p class="{kind}">{written}</p>'

    @staticmethod
    def _classed(kind: str, blocks: Iterable[str]) -> Iterator[str]:
        written = list(blocks)
        if written:
            yield "\n\n".join([f'<div class="{kind}">', *written, "</div>"])

    def _heading(self, element: etree._Element, level: int) -> Iterator[str]:
        nodes = self.line([element])
        around = next(element.iterancestors(), element)
        if element.get("type") in _HEADS and name(around) == "body":
            yield from self._marked(_HEADS[element.get("type", "")], nodes)
        elif name(around) not in ("body", "div", "front", "back", "docTitle", "titlePage"):
            yield from self._paragraph(nodes)
        elif plain(nodes).strip():
            written = edged(tidy(as_markdown(nodes, breaks="<br>", signs="#")))
            yield f"{'#' * level} {written}"

    def _cited(self, element: etree._Element, level: int) -> Iterator[str]:
        if name(element) in ("quote", "q"):
            yield from self.blocks(element, level)
        elif isinstance(element.tag, str):
            yield from self._block(element, level)

    def _closer(self, element: etree._Element, level: int) -> Iterator[str]:
        for part in parts(element):
            if isinstance(part, list):
                yield from self._marked("closer", self.line(part))
            elif name(part) == "salute":
                yield from self._marked("closer", self.line([part]))
            else:
                yield from self._block(part, level)

    def _list(self, element: etree._Element, level: int) -> Iterator[str]:
        """A list; numbers that count on from the first are its markers, other labels words of their items."""
        for head in element.iterchildren(tei("head")):
            yield from self._paragraph(self.line([head]))
        items = list(self._items(element))
        self._lists += 1  # two lists that follow each other would be one if their markers were alike
        marked = list_marks(
            [plain(label).strip() for label, _ in items], element.get("rend", ""), self._lists
        )
        written = []
        for (label, item), marker in zip(items, marked.markers, strict=True):
            blocks = list(self.blocks(item, level))
            if label and not marked.has_numbers:
                words = f'<span class="label">{as_markdown(label)}</span>'
                blocks[:1] = [f"{words} {blocks[0] if blocks else ''}".rstrip()]
            written.append(indented(marker, blocks))
        if written:
            is_loose = any("\n\n" in item for item in written)
            whole = ("\n\n" if is_loose else "\n").join(written)
            yield from self._classed(marked.kind, [whole]) if marked.kind else [whole]

    def _items(self, element: etree._Element) -> Iterator[tuple[list[Node], etree._Element]]:
        """Each item of a list, with the label before it."""
        label: list[Node] = []
        for child in element:
            if name(child) == "item":
                yield label, child
                label = []
            elif name(child) == "label":
                label = self.line([child])

    def _table(self, element: etree._Element, level: int) -> Iterator[str]:
        rows = []
        for child in element:
            if name(child) == "row":
                rows.append([self._cell(cell, level) for cell in child if name(cell) == "cell"])
            elif name(child) == "head":
                yield from self._marked("caption", self.line([child]))
            elif is_read(child, original=self.original):
                yield from self._block(child, level)
        width = max(map(len, rows), default=0)
        if not width:
            return
        if next(element.iter(tei("row"))).get("role") != "label":
            rows.insert(0, [])
        rows[0] += [""] * (width - len(rows[0]))
        lines = [f"| {' | '.join(row)} |" for row in rows]
        yield "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])

    def _cell(self, cell: etree._Element, level: int) -> str:
        written = [
            edged(tidy(as_markdown(self.line(part), breaks="<br>")))
            if isinstance(part, list)
            else " ".join(self._block(part, level)).replace("\n", "<br>")
            for part in parts(cell)
        ]
        return "<br>".join(filter(None, written))

    def _verse(self, element: etree._Element, level: int) -> Iterator[str]:
        lines: list[str] = []
        for child in element if name(element) == "lg" else [element]:
            if name(child) in ("lg", "head"):
                yield from self._stanza(lines)
                lines = []
                yield from self._block(child, level)
            elif is_read(child, original=self.original):
                lines.append(edged(tidy(as_markdown(self.line([child])).replace("\\\n", " "))))
        yield from self._stanza(lines)

    def _stanza(self, lines: list[str]) -> Iterator[str]:
        yield from self._classed("verse", ["\\\n".join(filter(None, lines))] if any(lines) else [])

    def _figure(self, element: etree._Element, level: int) -> Iterator[str]:
        """A picture, its description between the brackets, its caption as the title; more words follow."""
        captions = [child for child in element if name(child) in ("head", "figDesc")]
        graphic = element.find(tei("graphic"))
        if graphic is not None:
            descriptions = [child for child in captions if name(child) == "figDesc"][:1]
            heads = [child for child in captions if name(child) == "head"][:1]
            title = plain(self.line([*heads]))
            words, address = self.line([*descriptions]), graphic.get("url", "")
            yield as_markdown([Span(words, address=address, is_picture=True, title=title)])
            captions = [child for child in captions if child not in (*heads, *descriptions)]
        for child in element:
            if child in captions:
                yield from self._paragraph(self.line([child]))
            elif name(child) not in ("head", "figDesc", "graphic") and isinstance(child.tag, str):
                yield from self._block(child, level)

    # ------------------------------------------------------------ notes

    def _key(self, note: etree._Element) -> str:
        """What ``note`` is called: the number it has, or the next that is free."""
        if note not in self._keys:
            wanted = note.get("n", "")
            taken = set(self._keys.values())
            free = (str(number) for number in range(1, len(taken) + 2))
            is_good = _KEY.fullmatch(wanted) is not None and wanted not in taken
            self._keys[note] = wanted if is_good else next(one for one in free if one not in taken)
        return self._keys[note]

    def _note(self, note: etree._Element, level: int) -> Iterator[str]:
        """A note among blocks: a footnote where something leads to it, else a division with its label in its words."""
        if note in self._keys:
            yield from self._definition(note)
            return
        is_remark = note.get("type") == "editorial" and note.get("place") == "inline"
        yield from self._classed("remark" if is_remark else "note", self._labelled(note, level))

    def _labelled(self, element: etree._Element, level: int) -> list[str]:
        """The blocks of ``element``, its label before the first words."""
        label = element.find(tei("label"))
        blocks = list(self._note_blocks(element, level))
        if label is not None:
            written = edged(as_markdown(self.line([label])))
            blocks[:1] = [f"{written} {blocks[0] if blocks else ''}".rstrip()]
        return blocks

    def _note_blocks(self, note: etree._Element, level: int) -> Iterator[str]:
        for part in parts(note):
            if isinstance(part, list):
                yield from self._paragraph(self.line(part))
            elif name(part) != "label" and is_read(part, original=self.original):
                yield from self._block(part, level)

    def _definition(self, note: etree._Element) -> Iterator[str]:
        yield indented(f"[^{self._key(note)}]:", list(self._note_blocks(note, 1)) or ["&nbsp;"], width=4)

    # ------------------------------------------------------------ lines

    def line(self, run: Run) -> list[Node]:
        """What stands in a line, as nodes to be written."""
        nodes: list[Node] = []
        for piece in run:
            if isinstance(piece, str):
                nodes.append(folded(piece))
            elif is_read(piece, original=self.original):
                nodes += self._inline(piece)
        return nodes

    def _joined(self, element: etree._Element) -> list[Node]:
        """The lines of an address as one paragraph."""
        lines = (["\n", *self._content(child)] for child in element if isinstance(child.tag, str))
        return [node for line in lines for node in line][1:]

    def _content(self, element: etree._Element) -> list[Node]:
        run: Run = [element.text or ""]
        for child in element:
            run += [child, child.tail or ""] if isinstance(child.tag, str) else [child.tail or ""]
        return self.line(run)

    def _inline(self, element: etree._Element) -> list[Node]:  # noqa: C901, PLR0911 -- one case for each kind
        own = name(element)
        match own:
            case "lb":
                return [] if element.get("break") == "no" else ["\n"]
            case "pb":
                return [page_mark(element)]
            case "milestone":
                return [f" {sign(element)} "]
            case "choice":
                chosen = reading(element, original=self.original)
                return [] if chosen is None else self._content(chosen)
            case "note" if is_moved(element):
                self._key(element)
                self._waiting.append(element)
                return [Span([], note=self._keys[element])]
            case "gap" if len(element) == 0:
                return [] if is_described(element) else ["[…]"]
            case "figure":
                return self._picture(element)
            case "ref" | "ptr":
                return self._reference(element)
            case "hi" | "seg" if own == "hi" or element.get("rend"):
                return looked(element.get("rend", "italic").split(), self._content(element))
            case "del":
                return looked(["strikethrough"], self._content(element))
            case _ if own in _SHOWN_ITALIC and element.get("level") != "a":
                return looked(["italic"], self._content(element))
            case _:
                return self._content(element)

    def _reference(self, element: etree._Element) -> list[Node]:
        target = element.get("target", "")
        note = self.notes.get(target.removeprefix("#")) if target.startswith("#") else None
        if note is not None and note in self._keys and element.get("type") == "noteref":
            return [Span([], note=self._keys[note])]
        words = self._content(element)
        if not plain(words).strip():
            return [] if target.startswith("#") or not target else [Span([target], address=target)]
        return [Span(words, address=target)] if target else words

    def _picture(self, element: etree._Element) -> list[Node]:
        graphic, description = element.find(tei("graphic")), element.find(tei("figDesc"))
        words = [] if description is None else self._content(description)
        return words if graphic is None else [Span(words, address=graphic.get("url", ""), is_picture=True)]
