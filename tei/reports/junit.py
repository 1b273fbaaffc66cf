"""The report ``junit``: one test case for each file, for services that show the results of tests.

A file with errors has failed; its failure lists all that was found in it. What is no error stands in the output of the
case, since services take any failure for one. Signs that XML 1.0 does not have are left out.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from tei.diagnostics import Diagnostic, Severity
from tei.diagnostics.lines import Source
from tei.reports.line import line
from tei.reports.run import NO_RUN, Run
from tei.reports.summary import summary

_FOREIGN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(
    findings: Sequence[Diagnostic],
    source: Source,  # noqa: ARG001 -- every report is called alike
    run: Run = NO_RUN,
) -> str:
    """Write a suite with a case for each file of the run, and for each other file that something was found in."""
    found: defaultdict[str, list[Diagnostic]] = defaultdict(list)
    for finding in sorted(findings, key=lambda finding: finding.order):
        found[finding.span.file].append(finding)
    files = list(dict.fromkeys([*run.files, *found]))
    failed = sum(bool(_errors(found[file])) for file in files)
    counted = f'name="tei" tests="{len(files)}" failures="{failed}" errors="0"'
    cases = "".join(_case(file, found[file]) for file in files)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<testsuites {counted}>
<testsuite {counted} skipped="0">
{cases}</testsuite>
</testsuites>
"""


def _case(file: str, findings: Sequence[Diagnostic]) -> str:
    folder, _, _ = file.rpartition("/")
    named = f"<testcase classname={_quoted(folder or '.')} name={_quoted(file)} file={_quoted(file)}"
    if not findings:
        return f"{named}/>\n"
    errors = _errors(findings)
    listed = escape(_plain("\n".join(map(line, findings))))
    if not errors:
        return f"{named}>\n<system-out>{listed}</system-out>\n</testcase>\n"
    message = f"{summary(findings)}: {errors[0].message}"
    failure = f"<failure type={_quoted(errors[0].code)} message={_quoted(message)}>{listed}</failure>"
    return f"{named}>\n{failure}\n</testcase>\n"


def _errors(findings: Sequence[Diagnostic]) -> list[Diagnostic]:
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def _quoted(value: str) -> str:
    return quoteattr(_plain(value))


def _plain(text: str) -> str:
    return _FOREIGN.sub("", text)
