"""The report ``json``: findings for programs. The shape is stable; keys may be added, never renamed.

    {"version": 1,
     "summary": {"files": 3, "errors": 1, "warnings": 0, "notes": 0},
     "findings": [
       {"code": "check.rng.element-not-allowed-anywhere", "severity": "error",
        "message": "…", "hint": "…" or null, "expected": ["speaker", …],
        "span": {"file": "…", "line": 115, "column": 11, "end_line": 115, "end_column": 19},
        "origin": a span or null, "related": [{"label": "…", "span": {…}}],
        "fix": {"title": "…", "is_safe": true, "edits": [{"text": "…", "span": {…}}]} or null}]}

Lines and columns count from 1, columns in characters, ends are exclusive; what is not known is null. ``files`` is
null where nobody counted.
"""

import json
from collections.abc import Sequence
from typing import Any

from tei.diagnostics import Diagnostic
from tei.diagnostics.lines import Source
from tei.reports.run import NO_RUN, Run
from tei.reports.summary import counts


def render(
    findings: Sequence[Diagnostic],
    source: Source,  # noqa: ARG001 -- every report is called alike
    run: Run = NO_RUN,
) -> str:
    """Write ``findings`` in order as one JSON object."""
    ordered = sorted(findings, key=lambda finding: finding.order)
    numbers = {f"{severity}s": number for severity, number in counts(findings).items()}
    report = {
        "version": 1,
        "summary": {"files": run.checked, **numbers},
        "findings": list(map(_finding, ordered)),
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Diagnostic) -> dict[str, Any]:
    """Every field by its name, spans and fixes within it too."""
    named: dict[str, Any] = _named(finding)
    return named


def _named(value: Any) -> Any:  # noqa: ANN401 -- whatever a field holds
    if hasattr(value, "_asdict"):
        return {name: _named(part) for name, part in value._asdict().items()}
    return [_named(part) for part in value] if isinstance(value, tuple) else value
