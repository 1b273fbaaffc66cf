"""A TEI document as the plain text that a reader reads.

In comes a :class:`~tei.document.parse.Document`, out comes ``{"text.txt": bytes}``: what a browser shows of a
transcription. Blocks are parted by one blank line; a line break is a line end; items of a list and lines of verse
stand on lines of their own, cells are parted by TAB; a milestone is its sign (``* * *``, ``----``), a page break
its number (``[p. 12]``). Notes stand where they stand in the TEI; one that stands in the middle of a line leaves its
number there and follows the text. Corrections are read unless the original is asked for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from tei.document.namespaces import tei
from tei.document.parse import Document
from tei.document.whitespace import name
from tei.publications.reading import Run, folded, is_described, is_moved, is_read, parts, reading, tidy

_SIGNS = {"stars": "* * *", "rule": "----", "ornament": "* * *"}


def publish(document: Document, *, original: bool = False) -> dict[str, bytes]:
    """Write the text of a document; ``original`` reads what the source has where an editor corrected it."""
    return {"text.txt": text_of(document.root, original=original).encode("utf-8")}


def text_of(root: etree._Element, *, original: bool = False) -> str:
    """The text of every TEI document in ``root``; a document without text is empty."""
    texts = [one for document in root.iter(tei("TEI")) for one in document.iterchildren(tei("text"))]
    blocks = [block for text in texts for block in Reader(original=original).whole(text)]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def sign(milestone: etree._Element) -> str:
    """How a milestone is shown: by what ``@rend`` says, be it a name or the sign itself."""
    rend = milestone.get("rend", "stars")
    return _SIGNS.get(rend, _SIGNS["stars"] if any(map(str.isalnum, rend)) else rend)


def page_mark(page: etree._Element) -> str:
    """The mark of a page break that has a number; none where the source's own mark stands beside it."""
    around = page.getparent()
    if around is not None and around.get("type") == "pageNum":
        return ""
    return f"[p. {page.get('n')}]" if page.get("n") else ""


@dataclass
class Reader:
    """Reads the blocks of one text; ``_notes`` are those met in a line, to follow at the end."""

    original: bool = False
    _notes: list[tuple[str, etree._Element]] = field(default_factory=list)

    def whole(self, text: etree._Element) -> Iterator[str]:
        """The blocks of ``text``, and the notes that were met in their lines."""
        yield from self.blocks(text)
        at = 0
        while at < len(self._notes):  # a note may hold a note
            number, note = self._notes[at]
            yield from self._labelled(f"[{number}]", list(self.blocks(note)))
            at += 1

    def blocks(self, element: etree._Element) -> Iterator[str]:
        """The blocks in ``element``, each as it is printed."""
        for part in parts(element):
            if isinstance(part, list):
                line = tidy(self.line(part))
                if line:
                    yield line
            elif is_read(part, original=self.original):
                yield from self._block(part)

    def _block(self, element: etree._Element) -> Iterator[str]:
        match name(element):
            case "list":
                yield from self._list(element)
            case "table":
                yield from self._table(element)
            case "lg":
                yield from self._verse(element)
            case "note" | "postscript":
                yield from self._note(element)
            case "milestone":
                yield sign(element)
            case "figure":
                yield from self._figure(element)
            case "pb" | "gap":
                line = self.line([element])
                if line:
                    yield line
            case _:
                yield from self.blocks(element)

    def _figure(self, element: etree._Element) -> Iterator[str]:
        """What is printed with a picture; its description is for those who do not see it, unless there is no picture."""
        is_shown = element.find(tei("graphic")) is not None
        for child in element:
            if (name(child) != "figDesc" or not is_shown) and is_read(child, original=self.original):
                yield from self.blocks(child)

    def _list(self, element: etree._Element) -> Iterator[str]:
        """The heads of a list, then its items, a line each; a label stands before its item, or above its meaning."""
        lines: list[str] = []
        label = ""
        for child in element:
            match name(child):
                case "head":
                    yield from self.blocks(child)
                case "label":
                    label = self._joined(child)
                case "item":
                    item = "\n".join(self._within(child))
                    between = "\n" if element.get("type") == "gloss" else " "
                    lines.append(f"{label}{between}{item}" if label else item)
                    label = ""
                case _:
                    lines.append(self.line([child]))
        lines.append(label)
        yield from self._lines(lines)

    def _within(self, element: etree._Element) -> Iterator[str]:
        return (block.replace("\n\n", "\n") for block in self.blocks(element))

    def _table(self, element: etree._Element) -> Iterator[str]:
        rows = []
        for child in element:
            if name(child) == "row":
                cells = (self._joined(cell) for cell in child if name(cell) == "cell")
                rows.append("\t".join(cells))
            elif is_read(child, original=self.original):
                yield from self.blocks(child)
        yield from self._lines(rows)

    def _joined(self, element: etree._Element) -> str:
        return " ".join(self._within(element)).replace("\n", " ")

    def _lines(self, lines: Sequence[str]) -> Iterator[str]:
        written = [line for line in lines if line]
        if written:
            yield "\n".join(written)

    def _verse(self, element: etree._Element) -> Iterator[str]:
        lines: list[str] = []
        for child in element:
            if name(child) in ("lg", "head"):
                yield from self._lines(lines)
                yield from self._block(child)
                lines = []
            elif is_read(child, original=self.original):
                lines.append(tidy(self.line([child])))
        yield from self._lines(lines)

    def _note(self, element: etree._Element) -> Iterator[str]:
        """A note, or a postscript: its label, or the number it is given, stands before its first words."""
        blocks: list[str] = []
        label = element.get("n", "") if name(element) == "note" else ""
        for number, part in enumerate(parts(element)):
            if not isinstance(part, list) and name(part) == "label" and number == 0:
                label = self._joined(part)
            elif isinstance(part, list):
                blocks.append(tidy(self.line(part)))
            elif is_read(part, original=self.original):
                blocks += self._block(part)
        yield from self._labelled(label, blocks)

    @staticmethod
    def _labelled(label: str, blocks: list[str]) -> Iterator[str]:
        first, *others = blocks or [""]
        yield f"{label} {first}".strip()
        yield from others

    # ------------------------------------------------------------ lines

    def line(self, run: Run) -> str:
        """The words of a run, line breaks as line ends."""
        return "".join(folded(piece) if isinstance(piece, str) else self._inline(piece) for piece in run)

    def _inline(self, element: etree._Element) -> str:  # noqa: PLR0911 -- one case for each kind of inline
        if not is_read(element, original=self.original):
            return ""
        match name(element):
            case "lb":
                return "" if element.get("break") == "no" else "\n"
            case "pb":
                return page_mark(element)
            case "milestone":
                return f" {sign(element)} "
            case "choice":
                chosen = reading(element, original=self.original)
                return "" if chosen is None else self._content(chosen)
            case "note" if is_moved(element):
                return self._moved(element)
            case "gap" if len(element) == 0:
                return "" if is_described(element) else "[…]"
            case "ptr":
                target = element.get("target", "")
                return "" if target.startswith("#") else target
            case _:
                return self._content(element)

    def _content(self, element: etree._Element) -> str:
        pieces: Run = [element.text or ""]
        for child in element:
            if isinstance(child.tag, str):
                pieces.append(child)
            pieces.append(child.tail or "")
        return self.line(pieces)

    def _moved(self, note: etree._Element) -> str:
        number = note.get("n") or str(len(self._notes) + 1)
        self._notes.append((number, note))
        return f"[{number}]"
