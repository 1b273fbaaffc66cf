"""A finding as a value: what, where, and what to do about it."""

from enum import StrEnum
from typing import NamedTuple

from tei.diagnostics.span import Span


class Severity(StrEnum):
    """How bad it is: invalid, surely unwanted, worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


class Related(NamedTuple):
    """Another place that belongs to a finding, with a few words about it."""

    span: Span
    label: str


class Edit(NamedTuple):
    """Replace what stands at ``span`` by ``text``."""

    span: Span
    text: str


class Fix(NamedTuple):
    """A repair; ``is_safe`` when it keeps text and meaning."""

    title: str
    edits: tuple[Edit, ...]
    is_safe: bool = False


class Diagnostic(NamedTuple):
    """One finding. ``span`` is in the file the user looks at, ``origin`` in the transcription it came from.

    ``message`` states, lower case and without a full stop; ``hint`` advises. ``expected`` carries every
    name that would have been allowed, as data.
    """

    code: str
    severity: Severity
    message: str
    span: Span
    origin: Span | None = None
    related: tuple[Related, ...] = ()
    expected: tuple[str, ...] = ()
    hint: str | None = None
    fix: Fix | None = None

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Findings are shown by file, line, column, code."""
        return (self.span.file, self.span.line, self.span.column or 0, self.code)
