"""The report ``github``: workflow commands, which GitHub shows as annotations beside the lines of a change.

    ::error file=letters/a.xml,line=115,col=11,endColumn=19,title=check.rng.…::element `speeker` is not known …

What would end a value is written as GitHub asks for: ``%`` first, then line ends, and in properties ``:`` and ``,``.
GitHub shows ten annotations of each severity for a step; the worst therefore come first, and the log has all.
"""

from collections.abc import Sequence

from tei.diagnostics import Diagnostic, Severity
from tei.diagnostics.lines import Source
from tei.reports.run import NO_RUN, Run
from tei.reports.summary import summary

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_IN_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTIES = {**_IN_DATA, ":": "%3A", ",": "%2C"}


def render(
    findings: Sequence[Diagnostic],
    source: Source,  # noqa: ARG001 -- every report is called alike
    run: Run = NO_RUN,
) -> str:
    """Write a command for each finding, the worst first, and a summary."""
    ordered = sorted(findings, key=lambda finding: (finding.severity.rank, finding.order))
    return "".join(f"{line}\n" for line in [*map(_command, ordered), summary(findings, run.checked)])


def _command(finding: Diagnostic) -> str:
    properties = ",".join(
        f"{name}={_escaped(str(value), _IN_PROPERTIES)}"
        for name, value in _properties(finding).items()
        if value is not None
    )
    advice = [f"hint: {finding.hint}"] if finding.hint else []
    words = "\n".join([finding.message, *advice, f"see: tei explain {finding.code}"])
    return f"::{_COMMANDS[finding.severity]} {properties}::{_escaped(words, _IN_DATA)}"


def _properties(finding: Diagnostic) -> dict[str, object]:
    """Where it stands; columns are for findings within one line, GitHub takes no others."""
    span = finding.span
    is_within = span.end_line in {None, span.line}
    return {
        "file": span.file,
        "line": span.line,
        "endLine": span.end_line,
        "col": span.column if is_within else None,
        "endColumn": span.end_column if is_within else None,
        "title": finding.code,
    }


def _escaped(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in text)
