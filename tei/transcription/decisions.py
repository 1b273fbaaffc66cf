"""What was decided about a stretch of a transcription: by a reader, with a confidence, or by an editor, for good."""

from enum import StrEnum
from typing import NamedTuple

from tei.transcription.extent import Extent


class Kind(StrEnum):
    """What a line, or a run of lines, can be."""

    AUTHOR = "author"
    OVERTITLE = "overtitle"
    TITLE = "title"
    SUBTITLE = "subtitle"
    DATE = "date"
    NAVIGATION = "navigation"
    SOURCE = "source"
    CREDITS = "credits"
    LICENCE = "licence"
    UPDATED = "updated"
    LABEL = "label"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTATION = "quotation"
    VERSE = "verse"
    LIST = "list"
    TABLE = "table"
    NOTE = "note"
    REMARK = "remark"
    SEPARATOR = "separator"
    FIGURE = "figure"
    DATELINE = "dateline"
    SALUTE = "salute"
    CLOSER = "closer"
    SIGNATURE = "signature"
    POSTSCRIPT = "postscript"
    TRAILER = "trailer"
    PAGE = "page"
    CONTENTS = "contents"
    RUNNING_HEAD = "running head"


class Decision(NamedTuple):
    """A guess of a reader: ``confidence`` from 0 to 1, ``reasons`` in a few words each."""

    kind: Kind
    extent: Extent
    confidence: float
    reasons: tuple[str, ...]


class Settled(NamedTuple):
    """What an editor decided about the lines that begin with ``text``.

    Where several do, those nearest to ``line`` are meant, so that a decision survives edits above it.
    ``correction`` is the reading that an accepted correction puts in the place of ``text``.
    """

    text: str
    kind: Kind | None = None
    line: int | None = None
    correction: str | None = None


class Proposal(NamedTuple):
    """A probable slip of the press or the scanner at ``extent``, and the reading proposed in its place."""

    extent: Extent
    correction: str
    confidence: float
    reason: str
