"""What stands inside a paragraph, a heading or a line of verse."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tei.transcription.extent import Extent


@dataclass(frozen=True, slots=True)
class Text:
    """Characters of the source, unchanged."""

    extent: Extent


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line end of the source that the text keeps (in a title over two lines)."""

    extent: Extent


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The beginning of page ``number`` of the print; ``extent`` is the mark in the source."""

    extent: Extent
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised words; ``rendition`` says how they look (``italic``, ``bold`` …) where that is known."""

    content: tuple[Inline, ...]
    rendition: str | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks within a paragraph, marks included."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead elsewhere."""

    content: tuple[Inline, ...]
    target: str


@dataclass(frozen=True, slots=True)
class NoteReference:
    """The mark in the text that leads to a note; ``label`` is the label of that note."""

    content: tuple[Inline, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A reading that an editor corrects: the source keeps its words, ``correction`` is added."""

    content: tuple[Inline, ...]
    correction: str


@dataclass(frozen=True, slots=True)
class Insertion:
    """Words that an editor put into the text, brackets included."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A person named in the text by the words of ``content``."""

    content: tuple[Inline, ...]


class Writer(StrEnum):
    """Who wrote a note that stands in the text."""

    AUTHOR = "author"
    EDITOR = "editor"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class EmphasisNote:
    """A bracketed remark on whose emphasis a quotation carries; the ``Name`` inside says whose."""

    content: tuple[Inline, ...]
    writer: Writer


Wrapper = Emphasis | Quotation | Link | NoteReference | Correction | Insertion | Name | EmphasisNote
Inline = Text | LineBreak | PageBreak | Wrapper
