"""What a reader guessed, as findings: what was taken for what, why, and how sure that is."""

from collections.abc import Iterator

from tei.diagnostics import Diagnostic
from tei.encoder.findings import HeadingGuessed, QuotationGuessed, StructureGuessed
from tei.encoder.inlines import abridged, span
from tei.transcription import Transcription
from tei.transcription.decisions import Decision, Kind

_RULES = {Kind.HEADING: HeadingGuessed, Kind.QUOTATION: QuotationGuessed}


# What `encode.kept-in-header` tells, and what everybody sees in the header: title, author and date.
_TOLD_OTHERWISE = {
    Kind.AUTHOR,
    Kind.OVERTITLE,
    Kind.TITLE,
    Kind.SUBTITLE,
    Kind.DATE,
    Kind.NAVIGATION,
    Kind.SOURCE,
    Kind.CREDITS,
    Kind.LICENCE,
    Kind.UPDATED,
    Kind.LABEL,
}


def guesses(transcription: Transcription) -> Iterator[Diagnostic]:
    """The findings that tell an editor what was guessed of ``transcription``, as far as no other finding does."""
    for decision in transcription.decisions:
        if decision.kind not in _TOLD_OTHERWISE:
            yield guess(transcription, decision)


def guess(transcription: Transcription, decision: Decision) -> Diagnostic:
    """The finding that tells an editor of ``decision``."""
    words = " ".join(decision.extent.of(transcription.source).split())
    return _RULES.get(decision.kind, StructureGuessed).at(
        span(transcription, decision.extent),
        text=abridged(words),
        kind=decision.kind.value,
        reasons=", ".join(decision.reasons),
        confidence=f"{decision.confidence:.2f}",
    )
