"""What a text is made of between its title and its last line.

A block's ``extent`` is the stretch of the source that it covers, its content the words within.
"""

from enum import StrEnum
from typing import NamedTuple

from tei.transcription.extent import Extent
from tei.transcription.inlines import Inline, PageBreak, Separator, Writer


class FrontKind(StrEnum):
    """The parts of a title block."""

    AUTHOR = "author"
    OVERTITLE = "overtitle"
    TITLE = "title"
    SUBTITLE = "subtitle"
    DATE = "date"
    PAGE = "page"
    CONTENTS = "contents"


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
    """The heading of a section; ``level`` counts from 1, and is None where the source does not show it."""

    content: tuple[Inline, ...]
    extent: Extent
    level: int | None = None


class Section(NamedTuple):
    """A heading and what stands under it."""

    heading: Heading
    blocks: tuple["Block", ...]


class BlockQuotation(NamedTuple):
    """A quotation set off from the text."""

    blocks: tuple["Block", ...]


class Motto(NamedTuple):
    """A quotation at the head of a part, and ``source``, the line below it that says whose it is, if there is one."""

    blocks: tuple["Block", ...]
    source: tuple[Inline, ...]


class NoteKind(StrEnum):
    """Whose note it is."""

    AUTHOR = "author"
    EDITORIAL = "editorial"
    TRANSLATOR = "translator"
    TRANSCRIBER = "transcriber"


class NotePlace(StrEnum):
    """Where the source has a note."""

    END = "end"
    BOTTOM = "bottom"
    INLINE = "inline"


class Note(NamedTuple):
    """A note apart from the line of the text.

    ``label`` is the mark printed before it (``1.``); ``key`` is what references to it carry, unique in the
    transcription, None for a note that nothing refers to. ``writer`` and ``responsible``, by name, are who signed it.
    """

    blocks: tuple["Block", ...]
    label: tuple[Inline, ...] = ()
    key: str | None = None
    kind: NoteKind = NoteKind.AUTHOR
    place: NotePlace = NotePlace.END
    writer: Writer = Writer.UNKNOWN
    responsible: str | None = None


class NoteSection(NamedTuple):
    """The notes that stand together, and the heading above them."""

    blocks: tuple["Block", ...]
    heading: Heading | None = None


class ListItem(NamedTuple):
    """One item of a list; ``blocks`` are what stands in it after ``content``, such as a list."""

    content: tuple[Inline, ...]
    extent: Extent
    label: Inline | None = None
    blocks: tuple["Block", ...] = ()


class List(NamedTuple):
    """Items that belong together; their labels, if printed, stand before each.

    ``is_numbered`` and ``is_bulleted`` where mark-up says that each has a number or a bullet.
    """

    items: tuple[ListItem, ...]
    is_numbered: bool = False
    is_bulleted: bool = False


class Table(NamedTuple):
    """Rows of cells, each cell the inlines in it; the first row is a heading row where ``has_labels``."""

    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    has_labels: bool = False
    caption: tuple[Inline, ...] = ()


class Verse(NamedTuple):
    """Lines of verse."""

    lines: tuple[tuple[Inline, ...], ...]


class LetterPartKind(StrEnum):
    """The parts of a letter that frame it."""

    ADDRESS = "address"
    DATELINE = "dateline"
    SALUTE = "salute"
    CLOSER = "closer"
    SIGNED = "signed"
    POSTSCRIPT = "postscript"


class LetterEnd(StrEnum):
    """The two ends of a letter."""

    OPENING = "opening"
    CLOSING = "closing"


class LetterPart(NamedTuple):
    """A line that opens or closes a letter; ``end`` says which of the two, where that is known."""

    kind: LetterPartKind
    content: tuple[Inline, ...]
    extent: Extent
    end: LetterEnd | None = None


class Letter(NamedTuple):
    """A letter printed within a text."""

    blocks: tuple["Block", ...]


class Trailer(NamedTuple):
    """A line that closes a part: "To be continued"."""

    content: tuple[Inline, ...]
    extent: Extent


class Figure(NamedTuple):
    """A picture: where it lies, its caption, and its description for those who do not see it.

    ``words`` are those that stand in its place where it does not lie anywhere.
    """

    address: str | None
    caption: tuple[Inline, ...] = ()
    description: str | None = None
    words: tuple[Inline, ...] = ()


class FormeWorkKind(StrEnum):
    """What surrounds the text: a list of what it holds, a line at the head of its pages."""

    CONTENTS = "nav"
    RUNNING_HEAD = "header"


class FormeWork(NamedTuple):
    """Words of the print that are not of the text, kept where they stand."""

    kind: FormeWorkKind
    content: tuple[Inline, ...]
    extent: Extent


Block = (
    Section
    | Paragraph
    | BlockQuotation
    | Motto
    | Note
    | NoteSection
    | List
    | Table
    | Verse
    | LetterPart
    | Letter
    | Trailer
    | PageBreak
    | Separator
    | Figure
    | FormeWork
    | Heading
)


class RecordKind(StrEnum):
    """Lines of a transcription that are not its text."""

    NAVIGATION = "navigation"
    SOURCE = "source"
    CREDITS = "credits"
    LICENCE = "licence"
    UPDATED = "updated"
    LABEL = "label"


class Record(NamedTuple):
    """A line about the text, kept word for word beside it."""

    kind: RecordKind
    extent: Extent


class Presentation(NamedTuple):
    """Characters that only lay the text out: blank lines, line ends, a byte order mark.

    With ``is_markup`` they are signs that say what stands beside them, such as the ``#`` before a heading.
    """

    extent: Extent
    is_markup: bool = False
