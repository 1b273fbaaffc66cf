"""What was guessed of the head and the foot of a text: which lines are its title, its author, a line about it.

In come the divided chunks, out goes a decision for each line that no mark-up and no editor had named; so an editor
sees these guesses beside the others, and overrules them the same way. The confidences are the shares that were right
in transcriptions whose mark-up says what their lines are.
"""

from collections.abc import Iterable, Iterator, Mapping

from tei.readers.chunks.chunk import Chunk
from tei.readers.header.front import Parts
from tei.transcription.blocks import FrontKind, RecordKind
from tei.transcription.decisions import Decision, Kind

_FRONT: Mapping[FrontKind, float] = {
    FrontKind.AUTHOR: 0.96,
    FrontKind.OVERTITLE: 0.85,
    FrontKind.TITLE: 0.95,
    FrontKind.SUBTITLE: 0.88,
    FrontKind.DATE: 0.97,
}
_RECORDS: Mapping[RecordKind, float] = {
    RecordKind.NAVIGATION: 0.98,
    RecordKind.SOURCE: 0.97,
    RecordKind.CREDITS: 0.98,
    RecordKind.LICENCE: 0.97,
    RecordKind.UPDATED: 0.99,
    RecordKind.LABEL: 0.85,
}


_SAID = {*map(Kind, _FRONT), *map(Kind, _RECORDS)}


def guessed_front(parts: Parts, chunks: Iterable[Chunk]) -> Iterator[Decision]:
    """The decisions on the title block and the lines about the text in ``parts``, which ``chunks`` were divided into."""
    said = {chunk.extent.start for chunk in chunks if _is_said(chunk)}
    for where, block in (("at the head", parts.front), ("at the foot", parts.behind)):
        for part in block:
            if not _is_said(part.chunk):
                said.add(part.extent.start)
                kind = Kind(part.kind.value)
                yield Decision(kind, part.extent, _FRONT[part.kind], (f"in the title block {where}",))
    for record in parts.records:
        if record.extent.start not in said:
            reasons = ("its words", "its place")
            yield Decision(Kind(record.kind.value), record.extent, _RECORDS[record.kind], reasons)


def _is_said(chunk: Chunk) -> bool:
    """Whether mark-up or an editor says what ``chunk`` is; that it is a heading is not yet that it is the title."""
    return chunk.hint is not None and (chunk.hint.is_settled or chunk.hint.kind in _SAID)
