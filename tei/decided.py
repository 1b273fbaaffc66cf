"""What was decided in a transcription, beside its lines: the guesses of its reader and what its editor settled.

In come a :class:`~tei.transcription.Transcription` and the decisions of its sidecar, out comes the value that the
reports of decisions show.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from tei.readers.corrections import propose
from tei.reports.decisions import Decided, Row
from tei.transcription import Extent, Transcription
from tei.transcription.decisions import Kind, Settled

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
        if extent := lines.find(one):
            row = lines.row(
                one.kind.value if one.kind else "correction", extent, 1.0, ("settled by the editor",)
            )
            rows.append(row._replace(is_settled=True, correction=one.correction))
    for slip in propose(transcription) if is_proposing else ():
        proposed = lines.row("correction", slip.extent, slip.confidence, (slip.reason,))
        rows.append(proposed._replace(correction=slip.correction))
    rows.sort(key=lambda row: (row.at, row.kind))
    return Decided(
        transcription.file, tuple(rows), tuple(zip(lines.numbers, lines.texts, strict=True)), _KINDS
    )


@dataclass(frozen=True)
class _Lines:
    """The lines of a text: where they start in it, their numbers in the file, their characters."""

    starts: list[int]
    numbers: list[int]
    texts: list[str]

    @classmethod
    def of(cls, transcription: Transcription) -> "_Lines":
        texts = transcription.source.split("\n")
        starts = [0]
        for text in texts[:-1]:
            starts.append(starts[-1] + len(text) + 1)
        return cls(starts, [transcription.place(start)[0] for start in starts], texts)

    def row(self, kind: str, extent: Extent, confidence: float, reasons: tuple[str, ...]) -> Row:
        at, last = self._at(extent.start), self._at(max(extent.start, extent.end - 1))
        begin = extent.start - self.starts[at]
        words = self.texts[at][begin : min(len(self.texts[at]), begin + len(extent))]
        return Row(self.numbers[at], self.numbers[last], kind, confidence, reasons, words, at, last + 1)

    def _at(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1

    def find(self, settled: Settled) -> Extent | None:
        """Find the line that a decision is about: of those that have its words, the nearest to its number."""
        place = self._correction if settled.correction is not None else self._beginning
        found = [
            (abs(self.numbers[at] - (settled.line or self.numbers[at])), extent)
            for at in range(len(self.texts))
            if (extent := place(at, settled.text))
        ]
        return min(found)[1] if found else None

    def _correction(self, at: int, text: str) -> Extent | None:
        first = text.split("\n", maxsplit=1)[0]
        column = self.texts[at].find(first)
        start = self.starts[at] + column
        return Extent(start, start + len(first)) if column >= 0 else None

    def _beginning(self, at: int, text: str) -> Extent | None:
        """Line ``at`` when it begins with the words, or the words begin with it and run on."""
        line, wanted = self.texts[at], " ".join(text.split())
        words = " ".join(line.split())
        if not words or not (words.startswith(wanted) or wanted.startswith(f"{words} ")):
            return None
        start = self.starts[at] + len(line) - len(line.lstrip())
        return Extent(start, self.starts[at] + len(line.rstrip()))
