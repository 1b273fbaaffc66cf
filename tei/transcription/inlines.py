"""What stands inside a paragraph, a heading or a line of verse; page breaks and separators stand between them too."""

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
    """The beginning of page ``number`` of the print; ``extent`` is the mark in the source, which it replaces."""

    extent: Extent
    number: str | None = None


class Separator(NamedTuple):
    """A visible mark between two parts of a text, such as three asterisks; it stands between blocks."""

    extent: Extent


class Markup(NamedTuple):
    """Characters that say how the text beside them is meant, such as the underscores round ``_word_``; no text."""

    extent: Extent


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


class CrossReference(NamedTuple):
    """Words that lead to another place of the same text; ``place`` is the offset there."""

    content: tuple["Inline", ...]
    place: int


class NoteReference(NamedTuple):
    """The mark in the text that leads to a note; ``key`` is the key of that note, None when there is none."""

    content: tuple["Inline", ...]
    key: str | None


class Correction(NamedTuple):
    """A reading that an editor corrects: the source keeps its words, ``correction`` is added.

    ``certainty`` is high, medium or low; ``responsible`` the one who decided, by name.
    """

    content: tuple["Inline", ...]
    correction: str
    certainty: str | None = None
    responsible: str | None = None


class Writer(StrEnum):
    """Who wrote a note that stands in the text."""

    AUTHOR = "author"
    EDITOR = "editor"
    TRANSLATOR = "translator"
    TRANSCRIBER = "transcriber"
    UNKNOWN = "unknown"


class Insertion(NamedTuple):
    """Words that somebody put into the text, brackets included; ``responsible`` is who, by name, where one signed."""

    content: tuple["Inline", ...]
    writer: Writer = Writer.UNKNOWN
    responsible: str | None = None


class Supplied(NamedTuple):
    """Letters or words that the print lacks and an editor supplied, brackets included."""

    content: tuple["Inline", ...]


class Unclear(NamedTuple):
    """A doubtful reading, with the mark that says so."""

    content: tuple["Inline", ...]


class Sic(NamedTuple):
    """A reading that somebody vouches for although it looks wrong: the words before a ``[sic]``."""

    content: tuple["Inline", ...]


class Gap(NamedTuple):
    """Words that say that something could not be read or is missing; ``reason`` is illegible, lost or omitted.

    ``writer`` and ``responsible`` are as of an ``Insertion``.
    """

    content: tuple["Inline", ...]
    reason: str
    writer: Writer = Writer.UNKNOWN
    responsible: str | None = None


class PageMark(NamedTuple):
    """A mark within a line for the beginning of page ``number``; its characters stay, as do all of a line."""

    content: tuple["Inline", ...]
    number: str | None = None


class Citation(NamedTuple):
    """The reference behind a quotation, brackets included."""

    content: tuple["Inline", ...]


class Picture(NamedTuple):
    """A picture within a line; the content, or else ``description``, describes it."""

    content: tuple["Inline", ...]
    address: str
    description: str | None = None


class Name(NamedTuple):
    """A person named in the text by the words of ``content``."""

    content: tuple["Inline", ...]


class EmphasisNote(NamedTuple):
    """A bracketed remark on whose emphasis a quotation carries; the ``Name`` inside says whose.

    ``writer`` and ``responsible`` are who wrote the remark, as of an ``Insertion``.
    """

    content: tuple["Inline", ...]
    writer: Writer
    responsible: str | None = None


Leaf = Text | LineBreak | PageBreak | Separator | Markup
Wrapper = (
    Emphasis
    | Quotation
    | Link
    | CrossReference
    | NoteReference
    | Correction
    | Insertion
    | Supplied
    | Unclear
    | Sic
    | Gap
    | PageMark
    | Citation
    | Picture
    | Name
    | EmphasisNote
)
Inline = Leaf | Wrapper
