"""Inlines of the model to TEI, inside one element."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from lxml import etree

from tei.diagnostics import Diagnostic, Span
from tei.encoder.elements import Content, fill, make
from tei.encoder.findings import WriterUnknown
from tei.encoder.people import People
from tei.transcription import Extent, Transcription
from tei.transcription.inlines import (
    Correction,
    Emphasis,
    EmphasisNote,
    Inline,
    Insertion,
    LineBreak,
    Link,
    Name,
    NoteReference,
    PageBreak,
    Quotation,
    Text,
    Writer,
)
from tei.transcription.walk import extents

_SHOWN = 40  # characters that a finding quotes


def span(transcription: Transcription, extent: Extent) -> Span:
    """Where ``extent`` stands in the transcription."""
    return Span(transcription.file, *transcription.place(extent.start), *transcription.place(extent.end))


def abridged(words: str) -> str:
    """``words`` as far as a finding quotes them."""
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


@dataclass
class Inlines:
    """Makes the content of an element; collects what it finds and what it adds."""

    transcription: Transcription
    people: People
    note_id: Callable[[str], str | None] = field(default=lambda _: None)
    findings: list[Diagnostic] = field(default_factory=list)
    additions: list[etree._Element] = field(default_factory=list)

    def element(self, name: str, content: Iterable[Inline], **attributes: str | None) -> etree._Element:
        """The element ``name`` with ``content`` in it."""
        element = make(name, **attributes)
        fill(element, (self._one(inline) for inline in content))
        return element

    def words(self, content: Iterable[Inline]) -> str:
        """The characters of ``content``."""
        return self.transcription.words(extents(content))

    def _one(self, inline: Inline) -> Content:  # noqa: C901, PLR0911 - one case for each kind of inline
        match inline:
            case Text(extent):
                return extent.of(self.transcription.source)
            case LineBreak():
                return make("lb")
            case PageBreak(_, number):
                return make("pb", n=number)
            case Emphasis(content, rendition):
                return self.element("hi", content, rend=rendition)
            case Quotation(content):
                return self.element("q", content)
            case Link(content, target):
                return self.element("ref", content, target=target)
            case NoteReference(content, label):
                return self._reference(content, label)
            case Correction(content, correction):
                return self._correction(content, correction)
            case Insertion(content):
                return self.element("note", content, type="editorial", place="inline")
            case Name(content):
                return self.element("persName", content, ref=self.people.ref(self.words(content)))
            case EmphasisNote():
                return self._emphasis_note(inline)

    def _reference(self, content: Iterable[Inline], label: str) -> Content:
        target = self.note_id(label)
        if target is None:
            return self.element("seg", content, type="noteref")
        return self.element("ref", content, type="noteref", target=f"#{target}")

    def _correction(self, content: Iterable[Inline], correction: str) -> Content:
        added = make("corr", correction)
        self.additions.append(added)
        return make("choice", self.element("sic", content), added)

    def _emphasis_note(self, note: EmphasisNote) -> Content:
        writers = {Writer.AUTHOR: self.people.author, Writer.EDITOR: self.people.editor}
        writer = writers.get(note.writer)
        if writer is None:
            place = span(self.transcription, next(extents(note.content)))
            self.findings.append(WriterUnknown.at(place, text=self.words(note.content)))
        return self.element("note", note.content, type="emphasis", place="inline", resp=writer)
