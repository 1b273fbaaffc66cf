"""What stands inside a paragraph, a heading or a line of verse."""

from enum import StrEnum
from typing import NamedTuple

from tei.transcription.extent import Extent


class Text(NamedTuple):
    """Characters of the source, unchanged."""

    extent: Extent


class LineBreak(NamedTuple):
    """A line end of the source that the text keeps (in a title over two lines)."""

    extent: Extent


class PageBreak(NamedTuple):
    """The beginning of page ``number`` of the print; ``extent`` is the mark in the source."""

    extent: Extent
    number: str | None = None


class Emphasis(NamedTuple):
    """Emphasised words; ``rendition`` says how they look (``italic``, ``bold`` …) where that is known."""

    content: tuple["Inline", ...]
    rendition: str | None = None


class Quotation(NamedTuple):
    """Words in quotation marks within a paragraph, marks included."""

    content: tuple["Inline", ...]


class Link(NamedTuple):
    """Words that lead elsewhere."""

    content: tuple["Inline", ...]
    target: str


class NoteReference(NamedTuple):
    """The mark in the text that leads to a note; ``label`` is the label of that note."""

    content: tuple["Inline", ...]
    label: str


class Correction(NamedTuple):
    """A reading that an editor corrects: the source keeps its words, ``correction`` is added."""

    content: tuple["Inline", ...]
    correction: str


class Insertion(NamedTuple):
    """Words that an editor put into the text, brackets included."""

    content: tuple["Inline", ...]


class Name(NamedTuple):
    """A person named in the text by the words of ``content``."""

    content: tuple["Inline", ...]


class Writer(StrEnum):
    """Who wrote a note that stands in the text."""

    AUTHOR = "author"
    EDITOR = "editor"
    UNKNOWN = "unknown"


class EmphasisNote(NamedTuple):
    """A bracketed remark on whose emphasis a quotation carries; the ``Name`` inside says whose."""

    content: tuple["Inline", ...]
    writer: Writer


Wrapper = Emphasis | Quotation | Link | NoteReference | Correction | Insertion | Name | EmphasisNote
Inline = Text | LineBreak | PageBreak | Wrapper
