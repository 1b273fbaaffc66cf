"""The report ``gitlab``: a Code Quality report, which GitLab compares between a branch and its target.

A JSON array of objects with ``description``, ``check_name``, ``fingerprint``, ``severity`` and ``location``. GitLab takes two
findings of one fingerprint for one finding, so a fingerprint stays when lines shift, and no two findings share one.
"""

import json
from collections.abc import Sequence
from typing import Any

from tei.diagnostics import Diagnostic, Severity
from tei.diagnostics.identity import fingerprints
from tei.diagnostics.lines import Source
from tei.reports.run import NO_RUN, Run

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}
# A file that cannot be read as TEI at all.
_UNREADABLE = ("document.", "check.file-unreadable")


def render(
    findings: Sequence[Diagnostic],
    source: Source,
    run: Run = NO_RUN,  # noqa: ARG001 -- every report is called alike
) -> str:
    """Write ``findings`` in order as one JSON array."""
    ordered = sorted(findings, key=lambda finding: finding.order)
    report = [_issue(*each) for each in zip(ordered, fingerprints(ordered, source), strict=True)]
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _issue(finding: Diagnostic, fingerprint: str) -> dict[str, Any]:
    span = finding.span
    hint = f" ({finding.hint})" if finding.hint else ""
    return {
        "description": finding.message + hint,
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": _severity(finding),
        "location": {"path": span.file, "lines": {"begin": span.line, "end": span.end_line or span.line}},
    }


def _severity(finding: Diagnostic) -> str:
    if finding.severity is Severity.ERROR and finding.code.startswith(_UNREADABLE):
        return "critical"
    return _SEVERITIES[finding.severity]
