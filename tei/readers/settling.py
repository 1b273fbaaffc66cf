"""The decisions of an editor, laid upon the chunks: from then on they are certain.

A decision is found again by its words; where several places have them, the nearest to its line is meant.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from tei.diagnostics import Diagnostic, Rule, Severity, Span
from tei.readers.chunks.chunk import Chunk, Hint, Mark
from tei.transcription.decisions import Settled
from tei.transcription.extent import Extent
from tei.transcription.inlines import Correction


class DecisionWithoutPlace(Rule):
    """A decision in the sidecar is about words that the transcription does not have.

    What: a `[[decision]]` is found again by its `text`, the first words of the lines that it settles. No line
    begins with them, or, for a correction, they stand nowhere.

    Why: what was decided does not take effect; most often the words were changed since.

    Example: `text = "The Begining"` after the slip was mended.

    Instead: give the words as they now stand, or take the decision out.
    """

    severity = Severity.WARNING
    message = "the decision about `{text}` fits no place of the transcription"
    hint = "give its first words as they now stand in the transcription, or take it out"


@dataclass
class _Settling:
    """The chunks while decisions are laid on them; ``place_of`` gives line and column of an offset."""

    chunks: list[Chunk]
    place_of: Callable[[int], tuple[int, int]]

    def kind(self, settled: Settled) -> bool:
        """Lay the kind of ``settled`` on the lines that begin with its words; whether there are any."""
        found = [
            (far, number, first)
            for number, chunk in enumerate(self.chunks)
            for first, line in enumerate(chunk.lines)
            if (far := self._distance(settled, chunk, first, line)) is not None
        ]
        if not found or settled.kind is None:
            return False
        _, number, first = min(found)
        chunk = self.chunks[number]
        hint = (chunk.hint or Hint(settled.kind))._replace(kind=settled.kind, is_settled=True)
        settled_part = chunk.part(first)._replace(hint=hint)
        self.chunks[number : number + 1] = [*([chunk.part(0, first)] if first else []), settled_part]
        return True

    def _distance(
        self, settled: Settled, chunk: Chunk, first: int, line: Extent
    ) -> tuple[bool, bool, int] | None:
        return settled.distance(self.place_of(line.start)[0], line.of(chunk.source), chunk.part(first).words)

    def correction(self, settled: Settled) -> bool:
        """Mark the words of ``settled`` as corrected; whether they stand anywhere."""
        found = []
        for number, chunk in enumerate(self.chunks):
            for first, last in settled.places(chunk.text):
                start = chunk.extent.start + first
                line, column = self.place_of(start)
                away = (abs(line - (settled.line or line)), abs(column - (settled.column or column)))
                found.append((away, number, start, chunk.extent.start + last))
        if not found:
            return False
        _, number, start, end = min(found)
        mark = Mark(start, end, partial(Correction, correction=settled.correction or ""))
        chunk = self.chunks[number]
        self.chunks[number] = chunk._replace(marks=(*chunk.marks, mark))
        return True


def settle(
    chunks: Sequence[Chunk],
    decisions: Iterable[Settled],
    place_of: Callable[[int], tuple[int, int]],
    file: str,
) -> tuple[list[Chunk], list[Diagnostic]]:
    """``chunks`` with ``decisions`` laid on them; a finding for each that fits no place.

    ``place_of`` gives line and column of an offset of the source.
    """
    settling, findings = _Settling(list(chunks), place_of), []
    for settled in decisions:
        act = settling.kind if settled.correction is None else settling.correction
        if not act(settled):
            findings.append(DecisionWithoutPlace.at(Span(file, settled.line or 1), text=settled.text))
    return settling.chunks, findings
