"""The decisions of an editor, laid upon the chunks: from then on they are certain.

A decision is found again by its words; where several places begin with them, the nearest to its line is meant.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from tei.diagnostics import Diagnostic, Rule, Severity, Span
from tei.readers.chunk import Chunk, Hint, Mark
from tei.transcription.decisions import Settled
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
    """The chunks while decisions are laid on them."""

    chunks: list[Chunk]
    line_of: Callable[[int], int]

    def _distance(self, settled: Settled, offset: int) -> int:
        return abs(self.line_of(offset) - settled.line) if settled.line is not None else 0

    def kind(self, settled: Settled) -> bool:
        """Lay the kind of ``settled`` on the lines that begin with its words; whether there are any."""
        wanted = " ".join(settled.text.split())
        found = [
            (number, first)
            for number, chunk in enumerate(self.chunks)
            for first in range(len(chunk.lines))
            if " ".join(chunk.part(first).words.split()).startswith(wanted)
        ]
        if not found or settled.kind is None:
            return False
        number, first = min(
            found, key=lambda place: self._distance(settled, self.chunks[place[0]].lines[place[1]].start)
        )
        chunk = self.chunks[number]
        hint = (chunk.hint or Hint(settled.kind))._replace(kind=settled.kind, is_settled=True)
        settled_part = chunk.part(first)._replace(hint=hint)
        self.chunks[number : number + 1] = [*([chunk.part(0, first)] if first else []), settled_part]
        return True

    def correction(self, settled: Settled) -> bool:
        """Mark the words of ``settled`` as corrected; whether they stand anywhere."""
        found = [
            (number, at)
            for number, chunk in enumerate(self.chunks)
            if (at := chunk.text.find(settled.text)) >= 0
        ]
        if not found:
            return False
        number, at = min(
            found, key=lambda place: self._distance(settled, self.chunks[place[0]].extent.start + place[1])
        )
        chunk = self.chunks[number]
        start = chunk.extent.start + at
        mark = Mark(
            start, start + len(settled.text), partial(Correction, correction=settled.correction or "")
        )
        self.chunks[number] = chunk._replace(marks=(*chunk.marks, mark))
        return True


def settle(
    chunks: Sequence[Chunk], decisions: Iterable[Settled], line_of: Callable[[int], int], file: str
) -> tuple[list[Chunk], list[Diagnostic]]:
    """``chunks`` with ``decisions`` laid on them; a finding for each that fits no place.

    ``line_of`` gives the line of an offset of the source.
    """
    settling, findings = _Settling(list(chunks), line_of), []
    for settled in decisions:
        act = settling.kind if settled.correction is None else settling.correction
        if not act(settled):
            findings.append(DecisionWithoutPlace.at(Span(file, settled.line or 1), text=settled.text))
    return settling.chunks, findings
