"""What a text is made of between its title and its last line.

A block's ``extent`` is the stretch of the source that it covers, its content the words within.
"""

from enum import StrEnum
from typing import NamedTuple

from tei.transcription.extent import Extent
from tei.transcription.inlines import Inline


class FrontKind(StrEnum):
    """The parts of a title block."""

    AUTHOR = "author"
    OVERTITLE = "overtitle"
    TITLE = "title"
    SUBTITLE = "subtitle"
    DATE = "date"


class FrontPart(NamedTuple):
    """One part of the title block, as printed."""

    kind: FrontKind
    content: tuple[Inline, ...]
    extent: Extent


class Paragraph(NamedTuple):
    """A paragraph."""

    content: tuple[Inline, ...]
    extent: Extent


class Heading(NamedTuple):
    """The heading of a section; ``is_guessed`` where the source does not mark it as one."""

    content: tuple[Inline, ...]
    extent: Extent
    is_guessed: bool = False


class Section(NamedTuple):
    """A heading and what stands under it."""

    heading: Heading
    blocks: tuple["Block", ...]


class BlockQuotation(NamedTuple):
    """A quotation set off from the text; ``is_guessed`` where only its quotation marks tell."""

    blocks: tuple["Block", ...]
    is_guessed: bool = False


class NoteKind(StrEnum):
    """Whose note it is."""

    AUTHOR = "author"
    EDITORIAL = "editorial"


class Note(NamedTuple):
    """A note apart from the line of the text; ``label`` as printed before it."""

    blocks: tuple["Block", ...]
    label: str | None
    kind: NoteKind = NoteKind.AUTHOR


class ListItem(NamedTuple):
    """One item of a list."""

    content: tuple[Inline, ...]
    extent: Extent
    label: Inline | None = None


class List(NamedTuple):
    """Items that belong together."""

    items: tuple[ListItem, ...]
    is_numbered: bool = False


class Table(NamedTuple):
    """Rows of cells, each cell the inlines in it; the first row is a heading row where ``has_labels``."""

    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    has_labels: bool = False


class Verse(NamedTuple):
    """Lines of verse."""

    lines: tuple[tuple[Inline, ...], ...]


class LetterPartKind(StrEnum):
    """The parts of a letter that frame it."""

    DATELINE = "dateline"
    SALUTE = "salute"
    CLOSER = "closer"
    SIGNED = "signed"
    POSTSCRIPT = "postscript"


class LetterPart(NamedTuple):
    """A line that opens or closes a letter."""

    kind: LetterPartKind
    content: tuple[Inline, ...]
    extent: Extent


class Separator(NamedTuple):
    """A visible mark between two parts of a text, such as three asterisks."""

    extent: Extent


class Figure(NamedTuple):
    """A picture: where it lies, and its caption."""

    address: str
    caption: tuple[Inline, ...] = ()


Block = (
    Section
    | Paragraph
    | BlockQuotation
    | Note
    | List
    | Table
    | Verse
    | LetterPart
    | Separator
    | Figure
    | Heading
)


class RecordKind(StrEnum):
    """Lines of a transcription that are not its text."""

    NAVIGATION = "navigation"
    SOURCE = "source"
    CREDITS = "credits"
    LICENCE = "licence"
    UPDATED = "updated"


class Record(NamedTuple):
    """A line about the text, kept word for word beside it."""

    kind: RecordKind
    extent: Extent


class Presentation(NamedTuple):
    """Characters that only lay the text out: blank lines, line ends, a byte order mark."""

    extent: Extent
