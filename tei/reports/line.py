"""The report ``line``: one line for each finding, as editors and ``grep`` read it.

    letters/a.xml:115:11: error check.rng.element-not-allowed-anywhere element `speeker` is not known to this schema

A column that is not known is left out. The hint follows the message in brackets.
"""

from collections.abc import Sequence

from tei.diagnostics import Diagnostic
from tei.diagnostics.lines import Source
from tei.reports.run import NO_RUN, Run


def render(
    findings: Sequence[Diagnostic],
    source: Source,  # noqa: ARG001 -- every report is called alike
    run: Run = NO_RUN,  # noqa: ARG001 -- the same
) -> str:
    """Write ``findings`` in order, a line for each and nothing else."""
    return "".join(f"{line(finding)}\n" for finding in sorted(findings, key=lambda finding: finding.order))


def line(finding: Diagnostic) -> str:
    """Say a finding in one line."""
    hint = f" ({finding.hint})" if finding.hint else ""
    words = f"{finding.span}: {finding.severity} {finding.code} {finding.message}{hint}"
    return " ".join(words.split())
