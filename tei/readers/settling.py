"""The decisions of an editor, laid upon the chunks: from then on they are certain.

A decision is found again by its words; where several places have them, the nearest to its line is meant.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from tei.diagnostics import Diagnostic, Rule, Severity, Span
from tei.readers.chunks.chunk import Chunk, Hint, Mark
from tei.transcription.decisions import Kind, Settled
from tei.transcription.extent import Extent
from tei.transcription.inlines import Correction
from tei.transcription.transcription import Transcription
from tei.transcription.walk import extents, inlines, nested


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


class CorrectionWithoutEffect(Rule):
    """An accepted correction changes nothing, since its words are kept as they are.

    What: the words stand in a line about the text (its source, its credits, its terms), which the header keeps
    word for word, or they cross something that is marked up.

    Why: a `[[decision]]` that does nothing would look as if it had been carried out.

    Example: a correction of `Vol. l` in the source line.

    Instead: correct the field that was read from the line, under `[source]` or by its name in the sidecar.
    """

    severity = Severity.WARNING
    message = "the correction of `{text}` has no effect: its words are kept as they are"
    hint = "give the field that the line states in the sidecar"


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
        if settled.kind is None:
            return False
        if not found or settled.column is not None:
            return self._within(settled, settled.kind)
        _, number, first = min(found)
        chunk = self.chunks[number]
        self._lay(settled.kind, number, [chunk.part(0, first)] if first else [], chunk.part(first))
        return True

    def _within(self, settled: Settled, kind: Kind) -> bool:
        """Lay ``kind`` on the words of ``settled`` within a line: on that very line, or nearest to the column given."""
        found = [
            (away, number, start)
            for away, number, start, _ in self._places(settled)
            if settled.column is not None or away[0] == 0
        ]
        if not found or settled.line is None:
            return False
        _, number, start = min(found)
        chunk = self.chunks[number]
        at = next(at for at, line in enumerate(chunk.lines) if start < line.end)
        line = chunk.lines[at]
        above = Extent(line.start, line.start + len(chunk.source[line.start : start].rstrip()))
        lines = chunk.lines[:at] if start == line.start else (*chunk.lines[:at], above)
        after = chunk._replace(lines=(Extent(start, line.end), *chunk.lines[at + 1 :]))
        self._lay(kind, number, [chunk._replace(lines=lines)] if lines else [], after)
        return True

    def _lay(self, kind: Kind, number: int, before: list[Chunk], meant: Chunk) -> None:
        """Put ``before`` and what is ``meant``, as one of ``kind``, in the place of a chunk."""
        hint = (meant.hint or Hint(kind))._replace(kind=kind, is_settled=True)
        self.chunks[number : number + 1] = [*before, meant._replace(hint=hint)]

    def _places(self, settled: Settled) -> Iterator[tuple[tuple[int, int], int, int, int]]:
        """Where the words of ``settled`` stand: how far that is from its line and column, the chunk, start and end."""
        for number, chunk in enumerate(self.chunks):
            for first, last in settled.places(chunk.text):
                start = chunk.extent.start + first
                line, column = self.place_of(start)
                away = (abs(line - (settled.line or line)), abs(column - (settled.column or column)))
                yield away, number, start, chunk.extent.start + last

    def _distance(
        self, settled: Settled, chunk: Chunk, first: int, line: Extent
    ) -> tuple[bool, bool, int] | None:
        return settled.distance(self.place_of(line.start)[0], line.of(chunk.source), chunk.part(first).words)

    def correction(self, settled: Settled) -> bool:
        """Mark the words of ``settled`` as corrected; whether they stand anywhere."""
        found = list(self._places(settled))
        if not found:
            return False
        _, number, start, end = min(found)
        mark = Mark(start, end, partial(Correction, correction=settled.correction or ""))
        chunk = self.chunks[number]
        self.chunks[number] = chunk._replace(marks=(*chunk.marks, mark))
        return True


def without_effect(chunks: Iterable[Chunk], transcription: Transcription) -> Iterator[Diagnostic]:
    """The corrections laid on ``chunks`` that ``transcription`` does not have."""
    laid = [mark for chunk in chunks for mark in chunk.marks if is_correction(mark)]
    if not laid:
        return
    front = (one for part in transcription.front for one in nested(part.content))
    made = {
        min(extents(one.content)).start
        for one in (*front, *inlines(transcription.body))
        if isinstance(one, Correction)
    }
    for mark in laid:
        if mark.start not in made:
            words = " ".join(transcription.source[mark.start : mark.end].split())
            place = Span(transcription.file, *transcription.place(mark.start), *transcription.place(mark.end))
            yield CorrectionWithoutEffect.at(place, text=words)


def is_correction(mark: Mark) -> bool:
    """Whether ``mark`` is one that an editor's decision laid."""
    return isinstance(mark.make, partial) and mark.make.func is Correction


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
