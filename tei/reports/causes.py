"""The causes of many findings: what one rule says in the same words is one cause, in however many places.

In come findings, out come :class:`Broken` rules, the worst first, then those with most places, each with its causes.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tei.diagnostics import Diagnostic, Severity


class Cause(NamedTuple):
    """One message of one rule, and the findings that have it, by place."""

    message: str
    hint: str | None
    findings: tuple[Diagnostic, ...]

    @property
    def files(self) -> dict[str, list[Diagnostic]]:
        """The findings by file."""
        found: defaultdict[str, list[Diagnostic]] = defaultdict(list)
        for finding in self.findings:
            found[finding.span.file].append(finding)
        return dict(found)


class Broken(NamedTuple):
    """One rule that was broken, as severely as it was at worst."""

    code: str
    severity: Severity
    causes: tuple[Cause, ...]

    @property
    def places(self) -> int:
        """In how many places it was broken."""
        return sum(len(cause.findings) for cause in self.causes)

    @property
    def files(self) -> int:
        """In how many files it was broken."""
        return len({finding.span.file for cause in self.causes for finding in cause.findings})


def broken_rules(findings: Sequence[Diagnostic]) -> list[Broken]:
    """Group ``findings`` by rule and message."""
    messages: defaultdict[str, defaultdict[str, list[Diagnostic]]] = defaultdict(lambda: defaultdict(list))
    for finding in sorted(findings, key=lambda finding: finding.order):
        messages[finding.code][finding.message].append(finding)
    broken = [_broken(code, causes.values()) for code, causes in messages.items()]
    return sorted(broken, key=lambda rule: (rule.severity.rank, -rule.places, rule.code))


def _broken(code: str, groups: Iterable[list[Diagnostic]]) -> Broken:
    causes = [_cause(group) for group in groups]
    severities = [finding.severity for cause in causes for finding in cause.findings]
    ordered = sorted(causes, key=lambda cause: -len(cause.findings))
    return Broken(code, min(severities, key=lambda one: one.rank), tuple(ordered))


def _cause(findings: Sequence[Diagnostic]) -> Cause:
    hints = {finding.hint for finding in findings}
    return Cause(findings[0].message, hints.pop() if len(hints) == 1 else None, tuple(findings))
