"""Inlines of the model to TEI, inside one element."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from tei.diagnostics import Diagnostic, Span
from tei.encoder.elements import Content, make
from tei.encoder.findings import NoteMissing, WriterUnknown
from tei.encoder.notes import Notes
from tei.encoder.people import People
from tei.transcription import Extent, Transcription
from tei.transcription.inlines import (
    Citation,
    Correction,
    CrossReference,
    Emphasis,
    EmphasisNote,
    Gap,
    Inline,
    Insertion,
    LineBreak,
    Link,
    Markup,
    Name,
    NoteReference,
    PageBreak,
    PageMark,
    Picture,
    Quotation,
    Separator,
    Sic,
    Supplied,
    Text,
    Unclear,
)
from tei.transcription.walk import extents, texts

_Phrase = Quotation | Citation  # what a narrow element does not hold
# Elements that hold phrases only: no quotation, no reference to a source.
_NARROW = frozenset(
    ["addrLine", "bibl", "dateline", "docAuthor", "docDate", "label", "persName", "salute", "signed"]
)
_TYPE = {"small-caps"}  # a choice of type, and no emphasis
_SHOWN = 40  # characters that a finding quotes


def span(transcription: Transcription, extent: Extent) -> Span:
    """Where ``extent`` stands in the transcription."""
    return Span(transcription.file, *transcription.place(extent.start), *transcription.place(extent.end))


def abridged(words: str) -> str:
    """``words`` as far as a finding quotes them."""
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


@dataclass
class Inlines:
    """Makes the content of an element; collects what it finds and what it adds.

    ``crossings`` are references to other places of the text that still lack their target, with the offset there;
    ``ways`` are links by a name to a place of the text, with where they stand.
    """

    transcription: Transcription
    people: People
    notes: Notes
    findings: list[Diagnostic] = field(default_factory=list)
    additions: list[etree._Element] = field(default_factory=list)
    crossings: list[tuple[etree._Element, int]] = field(default_factory=list)
    ways: dict[etree._Element, Extent] = field(default_factory=dict)

    def element(self, name: str, content: Iterable[Inline], **attributes: str | None) -> etree._Element:
        """The element ``name`` with ``content`` in it."""
        return make(name, *self.contents(content, is_narrow=name in _NARROW), **attributes)

    def contents(self, content: Iterable[Inline], *, is_narrow: bool = False) -> Iterator[Content]:
        """What ``content`` becomes; in a narrow element what it may not hold stands in a ``seg``."""
        if not is_narrow:
            yield from map(self._one, content)
            return
        for inline in content:
            made = self._one(inline)
            yield make("seg", made) if isinstance(inline, _Phrase) else made

    def point(self, leaf: PageBreak | Separator) -> etree._Element:
        """The empty element that stands for a mark between blocks."""
        if isinstance(leaf, PageBreak):
            return make("pb", n=leaf.number)
        return make("milestone", unit="section", rend=look(leaf.extent.of(self.transcription.source)))

    def words(self, content: Iterable[Inline]) -> str:
        """The characters of ``content``."""
        return self.transcription.words(texts(content))

    def _one(self, inline: Inline) -> Content:  # noqa: C901, PLR0911, PLR0912 - one case for each kind of inline
        match inline:
            case Text(extent):
                return extent.of(self.transcription.source)
            case LineBreak():
                return make("lb")
            case PageBreak() | Separator():
                return self.point(inline)
            case PageMark(content, number):
                mark = self.element("seg", content, type="pageNum")
                mark.insert(0, make("pb", n=number))
                mark[0].tail, mark.text = mark.text, None
                return mark
            case Markup():
                return None
            case Emphasis(content, rendition):
                return self.element("seg" if rendition in _TYPE else "hi", content, rend=rendition)
            case Quotation(content):
                return self.element("q", content)
            case Link(content, target):
                element = self.element("ref", content, target=target)
                if target.startswith("#") and (at := next(extents(content), None)):
                    self.ways[element] = at
                return element
            case CrossReference(content, place):
                element = self.element("ref", content)
                self.crossings.append((element, place))
                return element
            case NoteReference():
                return self._reference(inline)
            case Correction():
                return self._correction(inline)
            case Insertion(content, writer, name):
                responsible = self.people.writer(writer, name)
                return self.element("note", content, type="editorial", place="inline", resp=responsible)
            case Supplied(content):
                return self.element("supplied", content, reason="omitted")
            case Unclear(content):
                return self.element("unclear", content)
            case Sic(content):
                return self.element("sic", content)
            case Gap(content, reason, writer, name):
                return self._gap(content, reason, self.people.writer(writer, name))
            case Citation(content):
                return self.element("bibl", content)
            case Picture():
                return self._picture(inline)
            case Name(content):
                return self.element("persName", content, ref=self.people.ref(self.words(content)))
            case EmphasisNote():
                return self._emphasis_note(inline)

    def _gap(self, content: tuple[Inline, ...], reason: str, responsible: str | None) -> Content:
        if _is_plain(content):
            return make("gap", self.element("desc", content), reason=reason, resp=responsible)
        # A description is plain; words with mark-up in them stand beside the gap.
        return make("seg", make("gap", reason=reason, resp=responsible), *self.contents(content))

    def _reference(self, reference: NoteReference) -> Content:
        links = self.notes.refer(reference.key)
        if links is None:
            place = span(self.transcription, next(extents(reference.content)))
            self.findings.append(NoteMissing.at(place, text=self.words(reference.content)))
            return self.element("seg", reference.content, type="noteref")
        id_, target = links
        return self.element("ref", reference.content, type="noteref", xml_id=id_, target=f"#{target}")

    def _correction(self, inline: Correction) -> Content:
        responsible = self.people.ref(inline.responsible) if inline.responsible else None
        added = make("corr", inline.correction, cert=inline.certainty, resp=responsible)
        self.additions.append(added)
        return make("choice", self.element("sic", inline.content), added)

    def _picture(self, inline: Picture) -> Content:
        if all(isinstance(one, Markup) for one in inline.content):
            return picture(inline.address, self.described(inline.description))
        # A description is plain; words with mark-up in them are text beside the picture.
        described = self.element("figDesc" if _is_plain(inline.content) else "p", inline.content)
        return picture(inline.address, described)

    def described(self, description: str | None) -> etree._Element | None:
        """What describes a picture to those who do not see it; it stands in the mark-up, not in the text."""
        if not description:
            return None
        added = make("figDesc", description)
        self.additions.append(added)
        return added

    def _emphasis_note(self, note: EmphasisNote) -> Content:
        writer = self.people.writer(note.writer, note.responsible)
        if writer is None:
            place = span(self.transcription, next(extents(note.content)))
            self.findings.append(WriterUnknown.at(place, text=self.words(note.content)))
        return self.element("note", note.content, type="emphasis", place="inline", resp=writer)


def _is_plain(content: Iterable[Inline]) -> bool:
    return all(isinstance(inline, Text | Markup) for inline in content)


def look(mark: str) -> str:
    """How a separator looks: the values that the schema lists for ``milestone/@rend``."""
    if not mark.strip("* \u00a0"):
        return "stars"
    return "rule" if not mark.strip("-–—_= \u00a0") else "ornament"


def picture(address: str | None, *content: Content) -> etree._Element:
    """A picture and what belongs to it."""
    return make("figure", make("graphic", url=address) if address else None, *content)
