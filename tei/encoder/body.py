"""The text of a transcription to ``text``: what is printed, in the order in which it is printed."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from unicodedata import normalize

from lxml import etree

from tei.diagnostics import Span
from tei.document.namespaces import XML_ID, tei
from tei.encoder.arrangement import (
    Arranged,
    Aside,
    Blank,
    Closer,
    Epigraph,
    Floating,
    Opener,
    Part,
    arranged,
    inside,
)
from tei.encoder.dates import attributes
from tei.encoder.elements import Content, fill, make
from tei.encoder.findings import PlaceMissing, ReferenceMissing
from tei.encoder.ids import Ids
from tei.encoder.inlines import Inlines, abridged, picture, span
from tei.transcription.blocks import (
    Block,
    BlockQuotation,
    Figure,
    FormeWork,
    FormeWorkKind,
    FrontKind,
    FrontPart,
    Heading,
    Letter,
    LetterPart,
    LetterPartKind,
    List,
    ListItem,
    Motto,
    Note,
    NoteSection,
    Paragraph,
    Section,
    Table,
    Trailer,
    Verse,
)
from tei.transcription.extent import Extent
from tei.transcription.inlines import Inline, LineBreak, PageBreak, Separator, Text
from tei.transcription.walk import blocks_within, closing_notes, contents, extents

_NOWHERE = "nowhere"
_HEADS = {FrontKind.OVERTITLE: "kicker", FrontKind.TITLE: "main", FrontKind.SUBTITLE: "sub"}
_LETTER = {
    LetterPartKind.DATELINE: "dateline",
    LetterPartKind.SALUTE: "salute",
    LetterPartKind.CLOSER: "signed",
    LetterPartKind.SIGNED: "signed",
}


@dataclass
class Body:
    """Makes ``text``; ids and what it finds are shared by the whole document.

    ``places`` tells where in the source the elements begin that have an id.
    """

    inlines: Inlines
    ids: Ids
    places: dict[str, Extent] = field(default_factory=dict)

    def text(self) -> etree._Element:
        """The element ``text`` of the transcription; notes that stand at its end are its ``back``."""
        transcription = self.inlines.transcription
        front = [element for part in transcription.front for element in self._front_parts(part)]
        blocks = list(transcription.body)
        end = closing_notes(blocks)
        body = make("body", *front, *self._division(blocks[:end], needs_text=True))
        back = list(self._division(blocks[end:]))
        self._cross()
        text = make("text", body, make("back", *back) if back else None)
        self._unlink(text)
        return text

    def _unlink(self, text: etree._Element) -> None:
        """Keep the words of links to places that ``text`` does not have, and say so."""
        references = [one for one in text.iter(tei("ref")) if one.get("target", "").startswith("#")]
        if not references:
            return
        known = {one.get(XML_ID) for one in text.iter()}
        for reference in references:
            target = reference.get("target", "")
            if target[1:] not in known:
                reference.tag = _NOWHERE
                at = self.inlines.ways.get(reference)
                transcription = self.inlines.transcription
                place = span(transcription, at) if at else Span(transcription.file)
                self.inlines.findings.append(PlaceMissing.at(place, target=target))
        etree.strip_tags(text, _NOWHERE)

    def _cross(self) -> None:
        """Let references to a place of the text lead to what has an id and begins nearest before it.

        At the mark of a page between two blocks it is what follows that is meant.
        """
        if not self.inlines.crossings:
            return
        found = sorted((extent.start, id_) for id_, extent in self.places.items())
        blocks = blocks_within(self.inlines.transcription.body)
        pages = {block.extent.start for block in blocks if isinstance(block, PageBreak)}
        for element, place in self.inlines.crossings if found else ():
            at = bisect_right(found, place, key=lambda one: one[0]) - (place not in pages)
            element.set("target", f"#{found[min(max(0, at), len(found) - 1)][1]}")

    # ------------------------------------------------------------ the title block

    def _front_parts(self, part: FrontPart) -> Iterator[etree._Element]:
        if part.kind is FrontKind.PAGE:
            yield from (self.inlines.point(leaf) for leaf in part.content if isinstance(leaf, PageBreak))
        else:
            yield self._front(part)

    def _front(self, part: FrontPart) -> etree._Element:
        if part.kind is FrontKind.AUTHOR:
            return make("byline", *self._byline(part))
        if part.kind is FrontKind.DATE:
            return make("docDate", *self._dated(part.content))
        if part.kind is FrontKind.CONTENTS:
            return self.inlines.element("fw", part.content, type=FormeWorkKind.CONTENTS.value)
        return self.inlines.element("head", part.content, type=_HEADS[part.kind])

    def _byline(self, part: FrontPart) -> Iterator[Content]:
        """The words of a byline, those that name the authors marked."""
        named = [author.extent for author in self.inlines.transcription.metadata.authors if author.extent]
        within = [one for one in named if part.extent.start <= one.start < one.end <= part.extent.end]
        source = self.inlines.transcription.source
        plain = len(part.content) == 1 and isinstance(part.content[0], Text)
        if not plain or not within or within[0].start == part.extent.start:
            yield self.inlines.element("docAuthor", part.content)
            return
        start, end = within[0].start, within[-1].end
        yield source[part.extent.start : start]
        yield make("docAuthor", source[start:end])
        yield source[end : part.extent.end]

    def _dated(self, content: tuple[Inline, ...]) -> Iterator[Content]:
        """The words of a date line, the date within them marked; all of them where it is not plain words."""
        date = self.inlines.transcription.metadata.date
        words = self.inlines.words(content)
        if date is None or date.text not in words:
            yield from self.inlines.contents(content, is_narrow=True)
        elif len(content) > 1 or not isinstance(content[0], Text):
            yield self.inlines.element("date", content, **attributes(date))
        else:
            before, _, after = words.partition(date.text)
            yield before
            yield make("date", date.text, **attributes(date))
            yield after

    # ------------------------------------------------------------ blocks

    def block(self, block: Arranged) -> Iterator[etree._Element]:  # noqa: C901, PLR0912 - one case for each kind of block
        """The elements of ``block``."""
        match block:
            case Paragraph(content):  # as most blocks are
                yield self._paragraph(content)
            case Section():
                yield self._section(block)
            case BlockQuotation(blocks):
                yield make("quote", *self._inside(blocks))
            case Motto():
                yield self._motto(block)
            case Epigraph(motto):
                yield make("epigraph", self._motto(motto))
            case Heading(content):
                yield self.inlines.element("head", content)
            case Note():
                yield self._note(block)
            case NoteSection(blocks, heading):
                head = self.inlines.element("head", heading.content) if heading else None
                yield make("div", head, *self._division(blocks), type="notes")
            case Letter(blocks):
                yield make(
                    "floatingText", make("body", *self._division(blocks, needs_text=True)), type="letter"
                )
            case Floating(kind, blocks):
                yield make("floatingText", make("body", *self._blocks(blocks)), type=kind)
            case Part(kind, blocks):
                yield make("div", *self._blocks(blocks), type=kind)
            case Opener(parts):
                yield make("opener", *map(self._letter_part, parts))
            case Closer(parts):
                yield make("closer", *map(self._letter_part, parts))
            case Aside(trailer):
                yield self.inlines.element("ab", trailer.content, type="trailer")
            case Blank():
                yield make("p")
            case Trailer(content):
                yield self.inlines.element("trailer", content)
            case PageBreak() | Separator():
                yield self.inlines.point(block)
            case List(items):
                yield make("list", *self._items(items), rend=_look(block, self.inlines))
            case Table(rows, has_labels, caption):
                head = self.inlines.element("head", caption) if caption else None
                yield make("table", head, *self._rows(rows, has_labels=has_labels))
            case Verse(lines):
                yield make("lg", *(self.inlines.element("l", line) for line in lines))
            case LetterPart():
                yield self._letter_part(block)
            case Figure():
                yield self._figure(block)
            case FormeWork(kind, content):
                yield self.inlines.element("fw", content, type=kind.value)

    def _blocks(self, blocks: Iterable[Arranged]) -> Iterator[etree._Element]:
        for block in blocks:
            yield from self.block(block)

    def _division(self, blocks: Iterable[Block], *, needs_text: bool = False) -> Iterator[etree._Element]:
        """The elements of ``blocks`` in one division."""
        return self._blocks(arranged(blocks, needs_text=needs_text))

    def _inside(self, blocks: Sequence[Block]) -> Iterator[etree._Element]:
        """The elements of ``blocks`` where no division stands."""
        return self._blocks(inside(blocks))

    def _section(self, section: Section) -> etree._Element:
        heading = section.heading
        words = self.inlines.words(heading.content)
        following = next((words for block in section.blocks for words in self._words(block)), "")
        head = self.inlines.element("head", heading.content)
        # A section must hold something besides its heading.
        blocks = list(self._division(section.blocks)) or [make("p")]
        return make(
            "div", head, *blocks, xml_id=self._placed(self.ids.section(words, following), heading.content)
        )

    def _words(self, block: Block) -> Iterator[str]:
        for content in contents(block):
            yield self.inlines.words(content)

    def _paragraph(self, content: tuple[Inline, ...]) -> etree._Element:
        id_ = self._placed(self.ids.paragraph(self.inlines.words(content)), content)
        return self.inlines.element("p", content, xml_id=id_)

    def _placed(self, id_: str, content: tuple[Inline, ...]) -> str:
        """Remember where in the source what is called ``id_`` begins."""
        if id_ not in self.places and (first := next(extents(content), None)) is not None:
            self.places[id_] = first
        return id_

    def _motto(self, motto: Motto) -> etree._Element:
        quote = make("quote", *self._inside(motto.blocks))
        return make("cit", quote, self.inlines.element("bibl", motto.source)) if motto.source else quote

    def _note(self, note: Note) -> etree._Element:
        notes = self.inlines.notes
        label = self.inlines.element("label", note.label) if note.label else None
        called = notes.references(note.key)
        if called is None and (note.label or note.key):
            self._say_uncalled(note)
        return make(
            "note",
            label,
            *self._inside(note.blocks),
            xml_id=notes.id(note.key),
            n=_plain(self.inlines.words(note.label)) or None,
            type=note.kind.value,
            place=note.place.value,
            target=called,
            resp=self.inlines.people.writer(note.writer, note.responsible),
        )

    def _say_uncalled(self, note: Note) -> None:
        """Nothing in the text refers to ``note``."""
        words = " ".join(" ".join(self._words(note)).split())
        first = next((extent for content in contents(note) for extent in extents(content)), None)
        if first is not None:
            place = span(self.inlines.transcription, first)
            self.inlines.findings.append(ReferenceMissing.at(place, text=abridged(words)))

    def _items(self, items: Iterable[ListItem]) -> Iterator[etree._Element]:
        """The items, each with its label before it; where some have none, the labels stand in the items."""
        items = list(items)
        all_labelled = all(item.label is not None for item in items)
        for item in items:
            label = self.inlines.element("label", (item.label,)) if item.label is not None else None
            if all_labelled and label is not None:
                yield label
            element = make("item", None if all_labelled else label)
            fill(element, self.inlines.contents(item.content))
            element.extend(self._inside(item.blocks))
            yield element

    def _rows(
        self, rows: tuple[tuple[tuple[Inline, ...], ...], ...], *, has_labels: bool
    ) -> Iterator[etree._Element]:
        for number, row in enumerate(row for row in rows if row):
            cells = (self.inlines.element("cell", cell) for cell in row)
            yield make("row", *cells, role="label" if has_labels and number == 0 else None)

    def _letter_part(self, part: LetterPart) -> etree._Element:
        if part.kind is LetterPartKind.POSTSCRIPT:
            return make("postscript", self._paragraph(part.content))
        if part.kind is LetterPartKind.ADDRESS:
            return make("address", *(self.inlines.element("addrLine", line) for line in _ended(part.content)))
        return self.inlines.element(_LETTER[part.kind], part.content)

    def _figure(self, figure: Figure) -> etree._Element:
        caption = self.inlines.element("head", figure.caption)
        has_words = caption.text is not None or len(caption) > 0
        description = self.inlines.described(figure.description)
        words = self.inlines.element("figDesc", figure.words) if figure.words else None
        return picture(figure.address, words, caption if has_words else None, description)


def _ended(content: Iterable[Inline]) -> Iterator[tuple[Inline, ...]]:
    """The lines of ``content``, each with its end."""
    line: list[Inline] = []
    for inline in content:
        line.append(inline)
        if isinstance(inline, LineBreak):
            yield tuple(line)
            line = []
    if line:
        yield tuple(line)


def _look(found: List, inlines: Inlines) -> str:
    """How the items of a list are marked: the values that the schema lists for ``list/@rend``."""
    if found.is_numbered:
        return "numbered"
    if found.is_bulleted:
        return "bulleted"
    labels = [_plain(inlines.words((item.label,))) for item in found.items if item.label is not None]
    if not labels:
        return "plain"
    if any(label.isdigit() for label in labels):
        return "numbered"
    return "lettered" if any(map(str.isalpha, labels)) else "bulleted"


def _plain(label: str) -> str:
    """The mark of a note without the word before it, and the brackets or the stop that the print puts round it."""
    words = normalize("NFKC", label).split()
    return words[-1].strip("[]{}().:^") if words else ""
