"""What a reader guessed, as findings: what was taken for what, why, and how sure that is."""

from tei.diagnostics import Diagnostic
from tei.encoder.findings import HeadingGuessed, QuotationGuessed, StructureGuessed
from tei.encoder.inlines import abridged, span
from tei.transcription import Transcription
from tei.transcription.decisions import Decision, Kind

_RULES = {Kind.HEADING: HeadingGuessed, Kind.QUOTATION: QuotationGuessed}


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
