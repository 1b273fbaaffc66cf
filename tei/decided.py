"""What was decided in a transcription, beside its lines: the guesses of its reader and what its editor settled.

In come a :class:`~tei.transcription.Transcription` and the decisions of its sidecar, out comes the value that the
reports of decisions show.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, takewhile

from tei.readers.passages.corrections import propose
from tei.reports.decisions import Decided, Row
from tei.transcription import Extent, Transcription
from tei.transcription.decisions import Kind, Settled
from tei.transcription.inlines import Correction
from tei.transcription.walk import extents, inlines, nested

_KINDS = tuple(kind.value for kind in Kind)


def decided(
    transcription: Transcription, settled: Iterable[Settled] = (), *, is_proposing: bool = True
) -> Decided:
    """Tell what was decided in ``transcription``, what its editor ``settled``, and which slips are proposed, by line."""
    lines = _Lines.of(transcription)
    rows = [
        lines.row(one.kind.value, one.extent, one.confidence, one.reasons) for one in transcription.decisions
    ]
    for one in settled:
        if one.kind and (extent := lines.find(one)):
            row = lines.row(one.kind.value, extent, 1.0, ("settled by the editor",))
            rows.append(row._replace(is_settled=True))
    for made in _corrections(transcription):
        at = sorted(extents(made.content))
        row = lines.slip(Extent(at[0].start, at[-1].end), 1.0, "settled by the editor", made.correction)
        rows.append(row._replace(is_settled=True))
    slips = propose(transcription) if is_proposing else ()
    rows += (lines.slip(slip.extent, slip.confidence, slip.reason, slip.correction) for slip in slips)
    rows.sort(key=lambda row: (row.at, row.kind))
    return Decided(
        transcription.file, tuple(rows), tuple(zip(lines.numbers, lines.texts, strict=True)), _KINDS
    )


@dataclass(frozen=True)
class _Lines:
    """The lines of a text: where they start in it, their numbers in the file, their characters."""

    transcription: Transcription
    starts: list[int]
    numbers: list[int]
    texts: list[str]

    @classmethod
    def of(cls, transcription: Transcription) -> "_Lines":
        texts = transcription.source.split("\n")
        starts = [0]
        for text in texts[:-1]:
            starts.append(starts[-1] + len(text) + 1)
        return cls(transcription, starts, [transcription.place(start)[0] for start in starts], texts)

    def row(self, kind: str, extent: Extent, confidence: float, reasons: tuple[str, ...]) -> Row:
        at, last = self._at(extent.start), self._at(max(extent.start, extent.end - 1))
        begin = extent.start - self.starts[at]
        words = self.texts[at][begin : min(len(self.texts[at]), begin + len(extent))]
        return Row(self.numbers[at], self.numbers[last], kind, confidence, reasons, words, at, last + 1)

    def _at(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1

    def slip(self, extent: Extent, confidence: float, reason: str, correction: str) -> Row:
        """The row of a slip: with all its words, on however many lines, and the column of the first."""
        row = self.row("correction", extent, confidence, (reason,))
        words = " ".join(extent.of(self.transcription.source).split())
        column = self.transcription.place(extent.start)[1]
        return row._replace(words=words, column=column, correction=correction)

    def find(self, settled: Settled) -> Extent | None:
        """Find the line that a decision is about: of those that have its words, the nearest to its number."""
        found = [
            (far, at)
            for at, words in enumerate(self.texts)
            if words.strip()
            and (far := settled.distance(self.numbers[at], words, self._following(at, len(settled.text))))
        ]
        if not found:
            return None
        at = min(found)[1]
        start, line = self.starts[at], self.texts[at]
        return Extent(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))

    def _following(self, at: int, count: int) -> str:
        """The words of a line and of those below it up to a blank one, as far as ``count`` characters need them."""
        words = self.texts[at]
        for below in takewhile(str.strip, islice(self.texts, at + 1, None)):
            if len(words) > count:
                break
            words += f" {below}"
        return words


def _corrections(transcription: Transcription) -> Iterator[Correction]:
    """The corrections that the editor accepted, in the title block and in the text."""
    front = (one for part in transcription.front for one in nested(part.content))
    for one in (*front, *inlines(transcription.body)):
        if isinstance(one, Correction):
            yield one
