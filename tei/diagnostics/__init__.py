"""Findings: the one shape in which every stage speaks about the user's text."""

from tei.diagnostics.diagnostic import Diagnostic, Edit, Fix, Related, Severity
from tei.diagnostics.rule import Rule
from tei.diagnostics.span import Span

__all__ = ["Diagnostic", "Edit", "Fix", "Related", "Rule", "Severity", "Span"]
