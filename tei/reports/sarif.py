"""The report ``sarif``: SARIF 2.1.0, which code hosts and editors read as results of an analysis.

One run, with the rules that were broken and what is said of them, and a result for each finding. Files that lie below the
folder of the run are named relative to ``%SRCROOT%``. Columns are those of SARIF's ``utf16CodeUnits``, which most readers
take for granted: they count from 1, and a sign beyond the first plane of Unicode is two of them.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any
from urllib.parse import quote

from tei.diagnostics import Diagnostic, Edit, Fix, Severity, Span
from tei.diagnostics.identity import fingerprints
from tei.diagnostics.lines import Lines, Source
from tei.reports.run import NO_RUN, Run, explained

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
# `tei/v1` names how the fingerprint is made; another way gets another number.
_FINGERPRINT = "tei/v1"


def render(findings: Sequence[Diagnostic], source: Source, run: Run = NO_RUN) -> str:
    """Write ``findings`` in order as one SARIF log."""
    ordered = sorted(findings, key=lambda finding: finding.order)
    lines = Lines(source)
    codes = list(dict.fromkeys(finding.code for finding in ordered))
    prints = fingerprints(ordered, source)
    worst = {one.code: one.severity for one in sorted(ordered, key=lambda one: -one.severity.rank)}
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "tei",
                        **({"version": run.version} if run.version else {}),
                        "rules": [_rule(code, worst[code], run) for code in codes],
                    }
                },
                "originalUriBaseIds": {_ROOT: {"description": {"text": "the folder that tei was run in"}}},
                "columnKind": "utf16CodeUnits",
                "artifacts": [{"location": _artifact(file)} for file in run.files],
                "results": [
                    _result(finding, codes.index(finding.code), digest, lines)
                    for finding, digest in zip(ordered, prints, strict=True)
                ],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str, severity: Severity, run: Run) -> dict[str, Any]:
    """Describe a rule with its explanation, as plain text and as Markdown; services ask for a word about each."""
    first, paragraphs = explained(code, run)
    first = first or f"What the finding {code} says of a place stands in its message."
    return {
        "id": code,
        "name": "".join(part.capitalize() for part in re.split(r"[.-]", code)),
        "shortDescription": {"text": first},
        "fullDescription": {"text": dict(paragraphs).get("What", first)},
        "help": {
            "text": "\n\n".join([first, *(f"{word}: {text}" for word, text in paragraphs)]),
            "markdown": "\n\n".join([first, *(f"**{word}:** {text}" for word, text in paragraphs)]),
        },
        "defaultConfiguration": {"level": _LEVELS[severity]},
    }


def _result(finding: Diagnostic, index: int, digest: str, lines: Lines) -> dict[str, Any]:
    message = f"{finding.message}; {finding.hint}" if finding.hint else finding.message
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": message or finding.code},
        "locations": [_location(finding.span, lines)],
        "partialFingerprints": {_FINGERPRINT: digest},
    }
    if related := list(_related(finding, lines)):
        result["relatedLocations"] = related
    if finding.fix:
        result["fixes"] = [_fix(finding.fix, lines)]
    return result


def _related(finding: Diagnostic, lines: Lines) -> Iterator[dict[str, Any]]:
    """Give the places that belong to a finding, and the one in the transcription that it comes from."""
    places = [(one.span, one.label) for one in finding.related]
    if finding.origin:
        places.append((finding.origin, "it was made from this"))
    for number, (span, label) in zip(count(1), places, strict=False):
        yield {"id": number, **_location(span, lines), "message": {"text": label or "see here"}}


def _location(span: Span, lines: Lines) -> dict[str, Any]:
    return {
        "physicalLocation": {"artifactLocation": _artifact(span.file), "region": _region(span, lines)},
    }


def _artifact(file: str) -> dict[str, Any]:
    """Name a file by a URI; one that is not below the folder of the run by a whole one."""
    if file.startswith("/"):
        return {"uri": f"file://{quote(file)}"}
    if re.match("[A-Za-z]:/", file):
        return {"uri": f"file:///{quote(file, safe='/:')}"}
    return {"uri": quote(file) or ".", "uriBaseId": _ROOT}


def _region(span: Span, lines: Lines) -> dict[str, int]:
    """Give the stretch, its end exclusive in both; columns only where they are known."""
    start = max(span.line, 1)
    if span.column is None:
        return {"startLine": start}
    region = {"startLine": start, "startColumn": _units(span.file, start, span.column, lines)}
    if span.end_column is None:
        return region
    end = max(span.end_line or start, start)
    column = _units(span.file, end, span.end_column, lines)
    if end == start and column < region["startColumn"]:
        return region
    return {**region, "endLine": end, "endColumn": column}


def _units(file: str, number: int, column: int, lines: Lines) -> int:
    """Count a column in UTF-16 code units."""
    before = lines.line(file, number)[: max(column - 1, 0)]
    return max(column, 1) + sum(ord(sign) > 0xFFFF for sign in before)


def _fix(fix: Fix, lines: Lines) -> dict[str, Any]:
    edits: defaultdict[str, list[Edit]] = defaultdict(list)
    for edit in fix.edits:
        edits[edit.span.file].append(edit)
    return {
        "description": {"text": fix.title},
        "artifactChanges": [
            {
                "artifactLocation": _artifact(file),
                "replacements": [
                    {"deletedRegion": _region(edit.span, lines), "insertedContent": {"text": edit.text}}
                    for edit in ours
                ],
            }
            for file, ours in edits.items()
        ],
    }
