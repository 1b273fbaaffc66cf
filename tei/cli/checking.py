"""The work of ``tei validate``: find the files, check them, hold the findings against what was asked for, report."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from tei.cli.output import note, report, run_of, source_of
from tei.cli.progress import progress
from tei.diagnostics import Diagnostic, Severity
from tei.selection import Selection

if TYPE_CHECKING:
    from tei.baseline import Baseline, Compared
    from tei.validating import Against

STDIN = Path("-")


class Files(NamedTuple):
    """Which files are to be checked: paths, only what has changed since a state, only what is TEI."""

    paths: tuple[Path, ...]
    changed: str | None = None
    is_tei_only: bool = False


class Baselines(NamedTuple):
    """The baseline that findings are held against, and the one that is to be written."""

    given: Path | None = None
    written: Path | None = None


class Printing(NamedTuple):
    """How findings are shown, and where; how often each rule was broken when ``has_statistics``."""

    form: str
    output: Path | None = None
    has_statistics: bool = False
    is_quiet: bool = False


class Request(NamedTuple):
    """What was asked for on the command line; findings as severe as ``failing`` or worse make the command fail."""

    files: Files
    against: "Against"
    jobs: int
    selection: Selection
    baselines: Baselines
    printing: Printing
    failing: Severity = Severity.ERROR


def check(asked: Request) -> int:
    """Check files and report; the exit status."""
    from tei import baseline  # noqa: PLC0415 -- what only this command needs

    files, printing = chosen(asked.files), asked.printing
    known = baseline.load(asked.baselines.given) if asked.baselines.given else None
    found, texts = _found(asked, files)
    found = asked.selection.apply(found)
    compared = _compared(asked, known, found, texts, files)
    if asked.baselines.written:
        return _written(asked, asked.baselines.written, found if compared is None else compared.old, texts)
    new = found if compared is None else compared.new
    if printing.has_statistics:
        _count(printing, new, len(files), compared)
    if not printing.has_statistics or printing.output or printing.form != "text":
        report(
            new,
            printing.form,
            texts=texts,
            checked=len(files),
            files=list(map(_named, files)),
            place=printing.output,
            is_quiet=printing.is_quiet,
            is_answer=True,
        )
    return int(any(finding.severity.rank <= asked.failing.rank for finding in new))


def _found(asked: Request, files: Sequence[Path]) -> tuple[list[Diagnostic], dict[str, bytes]]:
    """Check the files; what was found, and the text of standard input."""
    from tei import validating  # noqa: PLC0415 -- lxml

    quiet = asked.printing.is_quiet or asked.printing.form != "text"
    named = [file for file in files if file != STDIN]
    found: list[Diagnostic] = []
    with progress(len(named), "validating", is_quiet=quiet, has_lines=False) as follow:
        for validated in follow(validating.validate_all(asked.against, named, asked.jobs)):
            found += validated.findings
    texts = {"-": sys.stdin.buffer.read()} if STDIN in files else {}
    for name, data in texts.items():
        found += validating.validate_one(asked.against, data, name, Path())
    return found, texts


def _compared(
    asked: Request,
    known: "Baseline | None",
    found: Sequence[Diagnostic],
    texts: dict[str, bytes],
    files: Sequence[Path],
) -> "Compared | None":
    from tei.baseline import compare  # noqa: PLC0415 -- what only this command needs

    if known is None or asked.baselines.given is None:
        return None
    return compare(known, found, source_of(texts), asked.baselines.given, list(map(_named, files)))


def _written(asked: Request, place: Path, kept: Sequence[Diagnostic], texts: dict[str, bytes]) -> int:
    """Write a baseline and say so: nothing fails of which it is written that it passes."""
    from tei import baseline  # noqa: PLC0415 -- what only this command needs
    from tei.files import shown  # noqa: PLC0415 -- the same
    from tei.reports.summary import number  # noqa: PLC0415 -- the same

    baseline.save(place, baseline.of(kept, source_of(texts), place))
    note(f"wrote {number(len(kept), 'finding')} to {shown(place)}", is_quiet=asked.printing.is_quiet)
    return 0


def _count(
    printing: Printing, findings: Sequence[Diagnostic], checked: int, compared: "Compared | None"
) -> None:
    """Print the counts, in the place of the findings or, where those are printed too, on standard error."""
    from tei.cli.statistics import statistics  # noqa: PLC0415 -- only this option needs it

    old, gone = (compared.old, compared.gone) if compared else ([], None)
    text = statistics(findings, run_of(checked), old, gone)
    click.echo(text, nl=False, err=bool(printing.output) or printing.form != "text")


def chosen(asked: Files) -> list[Path]:
    """Find each file once; InputError for a path that is not there or has no TEI below it."""
    from tei.changed import changed  # noqa: PLC0415 -- processes
    from tei.editions import should_be_tei  # noqa: PLC0415 -- lxml

    files = _below(asked.paths)
    if asked.is_tei_only:
        files = [file for file in files if file == STDIN or should_be_tei(file)]
    if asked.changed is not None:
        files = changed([file for file in files if file != STDIN], asked.changed)
    return files


def _below(paths: Sequence[Path]) -> list[Path]:
    from tei.editions import to_check  # noqa: PLC0415 -- lxml
    from tei.errors import InputError  # noqa: PLC0415 -- the same
    from tei.files import shown  # noqa: PLC0415 -- the same

    found: dict[Path, None] = {}
    for path in paths:
        if not path.is_dir():
            found[path] = None
            continue
        below = list(to_check(path, _outputs(path)))
        if not below:
            raise InputError(
                f"{shown(path)}: there is no TEI file in this folder (build folders apart); tei build makes TEI of transcriptions"
            )
        found.update(dict.fromkeys(below))
    for path in found:
        if path != STDIN and not path.exists():
            raise InputError(f"{shown(path)}: there is no such file or folder")
    return list(found)


def _outputs(folder: Path) -> frozenset[Path]:
    """Give the folder of built files of the project, unless it is the one that is asked for."""
    from tei.project import find  # noqa: PLC0415 -- it brings the model and the encoder

    home = find(folder)
    return frozenset({(home.root / home.output).resolve()} - {folder.resolve()})


def _named(file: Path) -> str:
    from tei.files import shown  # noqa: PLC0415 -- lxml

    return str(file) if file == STDIN else shown(file)
