"""The findings that were there before: old faults pass, new ones fail.

A baseline is a JSON file that is kept with the texts. It knows a finding by its file, its rule, its message and the text round
its place, so that it stays the same when lines shift; where there are several alike, they are counted.

    {"version": 1,
     "findings": {"letters/a.xml": [{"code": "…", "message": "…", "text": "…", "count": 2}]}}

Files are named from the folder of the baseline, whatever folder the program is run in.
"""

import json
import os
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tei.diagnostics import Diagnostic
from tei.diagnostics.identity import Identity, identities
from tei.diagnostics.lines import Source
from tei.errors import ConfigError
from tei.files import read, shown, write

_VERSION = 1
Baseline = Counter[Identity]


class Compared(NamedTuple):
    """Findings beside a baseline: those that are new, those that it has, and what it has and is no longer found."""

    new: list[Diagnostic]
    old: list[Diagnostic]
    gone: Baseline


def load(path: Path) -> Baseline:
    """Read a baseline; ConfigError when it is none."""
    try:
        report = json.loads(read(path).decode("utf-8"))
        if report["version"] != _VERSION:
            raise ConfigError(
                f"{shown(path)} was written by another version of tei; write it again with --write-baseline"
            )
        return Counter(
            {
                Identity(file, entry["code"], entry["message"], entry["text"]): int(entry["count"])
                for file, entries in report["findings"].items()
                for entry in entries
            }
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ConfigError(f"{shown(path)} is not a baseline; --write-baseline writes one") from None


def save(path: Path, baseline: Baseline) -> None:
    """Write a baseline, one entry on a line and in order, so that a change of it can be read."""
    files: dict[str, list[str]] = {}
    for identity, count in sorted(baseline.items()):
        entry: dict[str, Any] = {name: getattr(identity, name) for name in ("code", "message", "text")}
        files.setdefault(identity.file, []).append(json.dumps({**entry, "count": count}, ensure_ascii=False))
    lists = [
        f"  {json.dumps(file, ensure_ascii=False)}: [\n    " + ",\n    ".join(entries) + "\n  ]"
        for file, entries in files.items()
    ]
    body = "{\n" + ",\n".join(lists) + "\n}" if lists else "{}"
    text = f'{{"version": {_VERSION}, "findings": {body}}}\n'
    write(path, text.encode("utf-8", "backslashreplace"))


def of(findings: Sequence[Diagnostic], source: Source, path: Path) -> Baseline:
    """Make the baseline of findings that is to be kept at ``path``."""
    return Counter(_placed(findings, source, path))


def compare(
    baseline: Baseline, findings: Sequence[Diagnostic], source: Source, path: Path, files: Collection[str]
) -> Compared:
    """Hold findings against the baseline at ``path``; of ``files``, which were checked, something may be gone.

    Where there are more of a kind than the baseline has, the first ones are old.
    """
    left = baseline.copy()
    new, old = [], []
    for finding, identity in zip(findings, _placed(findings, source, path), strict=True):
        if left[identity] > 0:
            left[identity] -= 1
            old.append(finding)
        else:
            new.append(finding)
    checked = {_place(file, path) for file in files}
    gone = {one: count for one, count in left.items() if count > 0 and _is_gone(one.file, checked, path)}
    return Compared(new, old, Counter(gone))


def _is_gone(file: str, checked: Collection[str], path: Path) -> bool:
    """What was not checked may still be there; what is no longer a file is not."""
    return file in checked or not (path.parent / file).exists()


def _placed(findings: Sequence[Diagnostic], source: Source, path: Path) -> Iterable[Identity]:
    places = {file: _place(file, path) for file in {finding.span.file for finding in findings}}
    return [one._replace(file=places[one.file]) for one in identities(findings, source)]


def _place(file: str, baseline: Path) -> str:
    """Name a file from the folder of the baseline; standard input has no place."""
    if file == "-":
        return file
    try:
        return Path(os.path.relpath(file, baseline.parent)).as_posix()
    except ValueError:  # another drive
        return file
