"""What a reader guessed, as findings: what was taken for what, why, and how sure that is."""

from collections.abc import Iterator

from tei.diagnostics import Diagnostic
from tei.encoder.findings import (
    HeadingGuessed,
    KeptInHeader,
    QuotationGuessed,
    StructureGuessed,
    TitleBlockGuessed,
)
from tei.encoder.inlines import abridged, span
from tei.transcription import Extent, Transcription
from tei.transcription.blocks import RecordKind
from tei.transcription.decisions import Decision, Kind

_RULES = {
    Kind.HEADING: HeadingGuessed,
    Kind.QUOTATION: QuotationGuessed,
    **dict.fromkeys(
        (Kind.AUTHOR, Kind.OVERTITLE, Kind.TITLE, Kind.SUBTITLE, Kind.DATE),
        TitleBlockGuessed,
    ),
}
_RECORDS = frozenset(map(Kind, RecordKind))


def guesses(transcription: Transcription) -> Iterator[Diagnostic]:
    """The findings that tell an editor what was guessed of ``transcription``, and what is kept beside its text."""
    yield from _kept(transcription)
    for decision in transcription.decisions:
        if decision.kind not in _RECORDS:
            yield guess(transcription, decision)


def guess(transcription: Transcription, decision: Decision) -> Diagnostic:
    """The finding that tells an editor of ``decision``."""
    return _RULES.get(decision.kind, StructureGuessed).at(
        span(transcription, decision.extent),
        text=_shown(transcription, decision.extent),
        kind=decision.kind.value,
        reasons=", ".join(decision.reasons),
        confidence=f"{decision.confidence:.2f}",
    )


def _kept(transcription: Transcription) -> Iterator[Diagnostic]:
    """The findings on the lines that are kept in the header; those that mark-up or an editor named are no guesses."""
    guessed = {one.extent: one for one in transcription.decisions if one.kind in _RECORDS}
    for record in transcription.records:
        decision = guessed.get(record.extent)
        why = f": {', '.join(decision.reasons)} (confidence {decision.confidence:.2f})" if decision else ""
        yield KeptInHeader.at(
            span(transcription, record.extent),
            text=_shown(transcription, record.extent),
            kind=record.kind.value,
            why=why,
        )


def _shown(transcription: Transcription, extent: Extent) -> str:
    return abridged(" ".join(extent.of(transcription.source).split()))
