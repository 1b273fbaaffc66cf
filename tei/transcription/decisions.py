"""What was decided about a stretch of a transcription: by a reader, with a confidence, or by an editor, for good."""

import re
from collections.abc import Iterator
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
    MOTTO = "motto"
    VERSE = "verse"
    LIST = "list"
    TABLE = "table"
    NOTE = "note"
    REMARK = "remark"
    SEPARATOR = "separator"
    FIGURE = "figure"
    ADDRESS = "address"
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
    ``correction`` is the reading that an accepted correction puts in the place of ``text``; where a line has
    these words more than once, those nearest to ``column`` are meant.
    """

    text: str
    kind: Kind | None = None
    line: int | None = None
    correction: str | None = None
    column: int | None = None

    def distance(self, line: int, words: str, following: str) -> tuple[bool, bool, int] | None:
        """How far the line ``words`` with number ``line`` is from the one that is meant; None where it cannot be.

        ``following`` are the words of the line and of those that go on with it: the text may reach into them. A line
        that has the text and no more goes before one that only begins so, and both before one that ends a word later.
        """
        wanted, words, following = (" ".join(one.split()) for one in (self.text, words, following))
        if not following.startswith(wanted):
            return None
        behind = following[len(wanted) : len(wanted) + 1]
        is_cut = wanted[-1:].isalnum() and behind.isalnum()
        away = abs(line - self.line) if self.line is not None else 0
        return is_cut, words != wanted and (away > 0 or self.line is None), away

    def places(self, words: str) -> Iterator[tuple[int, int]]:
        """Where the text stands in ``words``, blanks and line ends alike: as words of its own, else anywhere."""
        text = r"\s+".join(map(re.escape, self.text.split()))
        before = r"(?<!\w)" if re.match(r"\w", self.text.strip()) else ""
        behind = r"(?!\w)" if re.search(r"\w$", self.text.strip()) else ""
        found = [match.span() for match in re.finditer(f"{before}{text}{behind}", words)]
        yield from found or (match.span() for match in re.finditer(text, words))


class Proposal(NamedTuple):
    """A probable slip of the press or the scanner at ``extent``, and the reading proposed in its place."""

    extent: Extent
    correction: str
    confidence: float
    reason: str
