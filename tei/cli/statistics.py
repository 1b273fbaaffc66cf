"""What ``--statistics`` prints: how often each rule was broken, the worst first."""

from collections import Counter
from collections.abc import Sequence

from tei.baseline import Baseline
from tei.diagnostics import Diagnostic
from tei.reports.causes import broken_rules
from tei.reports.run import Run, explained
from tei.reports.summary import number, summary


def statistics(
    findings: Sequence[Diagnostic], run: Run, old: Sequence[Diagnostic] = (), gone: Baseline | None = None
) -> str:
    """Count ``findings`` by rule; then those of a baseline that are still there, and those that are gone."""
    rows = [
        (rule.places, rule.severity.value, rule.code, explained(rule.code, run)[0])
        for rule in broken_rules(findings)
    ]
    mended = Counter[str]()
    for identity, count in (gone or {}).items():
        mended[identity.code] += count
    rows += [
        (count, "gone", code, explained(code, run)[0]) for code, count in sorted(mended.items(), key=_often)
    ]
    lines = [*_table(rows), summary(findings, run.checked)]
    if gone is not None:
        lines.append(
            f"{number(len(old), 'finding')} of the baseline passed, {mended.total()} of it {_are(mended.total())} gone"
        )
    return "".join(f"{line}\n" for line in lines)


def _often(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _table(rows: Sequence[tuple[int, str, str, str]]) -> list[str]:
    if not rows:
        return []
    widths = [max(len(str(row[column])) for row in rows) for column in range(3)]
    return [
        f"{count:>{widths[0]}}  {severity:<{widths[1]}}  {code:<{widths[2]}}  {words}".rstrip()
        for count, severity, code, words in rows
    ]
