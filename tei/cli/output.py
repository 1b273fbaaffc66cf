"""What commands print: findings as a report, and lines about what was done."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from tei import __version__
from tei.diagnostics import Diagnostic, Severity
from tei.diagnostics.lines import Source
from tei.reports.run import Run
from tei.rooms import inhabitant


def report(  # noqa: PLR0913 -- everything that shapes a report
    findings: Sequence[Diagnostic],
    form: str,
    *,
    texts: Mapping[str, bytes] | None = None,
    checked: int | None = None,
    files: Sequence[str] = (),
    place: Path | None = None,
    is_quiet: bool = False,
    is_answer: bool = False,
    hides_notes: bool = False,
) -> None:
    """Print findings; to standard output when they are what was asked for (``is_answer``), else to standard error.

    With ``place`` they are written to that file. ``texts`` are sources that cannot be read again: standard input, or a file
    that was not written. ``hides_notes`` counts the notes and shows the rest.
    """
    least = Severity.ERROR if is_quiet else Severity.WARNING if hides_notes else Severity.NOTE
    shown = [finding for finding in findings if form != "text" or finding.severity.rank <= least.rank]
    hidden = len(findings) - len(shown)
    if hidden and hides_notes:
        note(f"{hidden} {'note' if hidden == 1 else 'notes'} (--verbose shows them)", is_quiet=is_quiet)
    if form == "text" and not shown and not place and (is_quiet or not is_answer):
        return
    stream = sys.stdout if is_answer else sys.stderr
    run = run_of(checked, files, coloured=not place and has_colour(stream))
    text = inhabitant("reports", form).render(shown, source_of(texts or {}), run)
    if place:
        from tei.files import write  # noqa: PLC0415 -- only a report in a file needs it

        write(place, text.encode("utf-8", "replace"))
        return
    click.echo(text, nl=False, err=not is_answer, color=True)


def status(findings: Sequence[Diagnostic]) -> int:
    """Give the exit status of a command with these findings."""
    return int(any(finding.severity is Severity.ERROR for finding in findings))


def note(line: str, *, is_quiet: bool = False) -> None:
    """Tell on standard error what was done."""
    if not is_quiet:
        click.echo(line, err=True)


def is_terminal(stream: object) -> bool:
    """Whether someone is looking."""
    check = getattr(stream, "isatty", None)
    return bool(check and check())


def has_colour(stream: object) -> bool:
    """Whether colours are shown and wanted there."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def run_of(checked: int | None, files: Sequence[str] = (), *, coloured: bool = False) -> Run:
    """Give what a report is told of a run."""
    return Run(checked, tuple(files), coloured, __version__, _explain)


def source_of(texts: Mapping[str, bytes]) -> Source:
    """Give what reads the text of a file: one of ``texts`` by its name, or one that lies there."""
    given = dict(texts)
    return lambda file: _text(file, given)


def _explain(code: str) -> str | None:
    from tei.rules import explanation  # noqa: PLC0415 -- it imports every room

    return explanation(code)


def _text(file: str, given: Mapping[str, bytes]) -> str | None:
    from tei.document.parse import decode  # noqa: PLC0415 -- lxml, which a report without findings does not need

    try:
        data = given[file] if file in given else Path(file).read_bytes()
    except (OSError, ValueError):
        return None
    try:
        return decode(data)[0]
    except (UnicodeError, LookupError):
        return data.decode("cp1252", "replace")
