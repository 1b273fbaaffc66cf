"""The line under a report: how many findings of which kind, in how many files."""

from collections import Counter
from collections.abc import Sequence

from tei.diagnostics import Diagnostic, Severity


def counts(findings: Sequence[Diagnostic]) -> dict[Severity, int]:
    """Count the findings of each severity, the worst first."""
    found = Counter(finding.severity for finding in findings)
    return {severity: found[severity] for severity in Severity}


def summary(findings: Sequence[Diagnostic], checked: int | None = None) -> str:
    """Say it in one line: ``2 errors and 1 note in 3 files``, or ``3 files are valid``."""
    named = [number(count, severity.value) for severity, count in counts(findings).items() if count]
    if not named:
        return "no findings" if checked is None else f"{number(checked, 'file')} checked, nothing found"
    joined = " and ".join(filter(None, [", ".join(named[:-1]), named[-1]]))
    return joined if checked is None else f"{joined} in {number(checked, 'file')}"


def number(count: int, noun: str) -> str:
    """Count things: ``1 file``, ``3 files``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
