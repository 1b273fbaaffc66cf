"""``tei build``: encode, validate and publish every edition of a project, only what changed."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from tei.cli.options import PATH, findings
from tei.cli.output import note, report, run_of
from tei.cli.progress import jobs, progress, summary

if TYPE_CHECKING:
    from tei.editions import Edition
    from tei.making import Outcome


@click.command("build", short_help="Build every edition of a project, only what changed.")
@click.argument("folder", metavar="[DIR]", type=PATH, default=Path())
@click.option("-o", "--output", type=PATH, help="The folder to write to (`build`, or what tei.toml says).")
@click.option("--date", help="The date of revision of the encoded files: 1941-11-08, 1941-11 or 1941.")
@click.option("--force", is_flag=True, help="Build everything, changed or not.")
@click.option("--dry-run", is_flag=True, help="Say what would be built, and write nothing.")
@click.option("--report", "place", type=PATH, help="The file to write the findings to.")
@click.option("--statistics", is_flag=True, help="Count the findings by rule, in place of showing them.")
@click.option("-v", "--verbose", is_flag=True, help="Show also the notes about what was guessed.")
@jobs
@findings
def command(  # noqa: PLR0913 -- one parameter for each option
    folder: Path,
    output: Path | None,
    date: str | None,
    form: str,
    *,
    jobs: int | None,
    force: bool,
    dry_run: bool,
    place: Path | None,
    statistics: bool,
    verbose: bool,
    quiet: bool,
) -> int:
    """Build the editions below DIR (here, when it is left out).

    An edition is a folder with a file transcription.txt, or a TEI file. Each is encoded, validated and, if it has no
    errors, published to its own folder of the output; what is not valid leaves the old pages as they are.

    \b
    tei build
    tei build editions -o public
    tei build --format html --report findings.html     one page of findings to send to a colleague
    """  # noqa: D301 -- click keeps the lines after \b as they are
    from tei import build, project  # noqa: PLC0415 -- lxml
    from tei.editions import editions  # noqa: PLC0415 -- the same
    from tei.errors import InputError  # noqa: PLC0415 -- the same
    from tei.files import shown  # noqa: PLC0415 -- the same
    from tei.making import Making  # noqa: PLC0415 -- the same
    from tei.pool import cores  # noqa: PLC0415 -- processes

    if not folder.is_dir():
        raise InputError(f"{shown(folder)}: there is no such folder")
    home = project.find(folder)
    to = output or home.root / home.output
    making = Making(to, jobs or cores(), force, dry_run)
    run = build.Build(home, making, project.given_date(date), is_proposing=verbose or form != "text")
    found = editions(folder, home, to)
    with progress(len(found), "building", is_quiet=quiet or form != "text", has_lines=True) as follow:
        outcomes = list(follow(build.build(run, found)))
    _tell(outcomes, _Printing(form, place, statistics, verbose, quiet))
    for old in build.gone(run, found) if folder.resolve() == home.root.resolve() else ():
        note(
            f"{shown(old)} is of an edition that is no longer there; remove it when you like", is_quiet=quiet
        )
    note(summary(outcomes, "build", "edition", shown(to)), is_quiet=quiet)
    return _status(outcomes)


class _Printing(NamedTuple):
    """How findings are shown, and where; how often each rule was broken when ``has_statistics``."""

    form: str
    place: Path | None
    has_statistics: bool
    is_verbose: bool
    is_quiet: bool


def _tell(outcomes: "list[Outcome[Edition]]", printing: _Printing) -> None:
    """Report what was found in the editions, and what kept some from being tried."""
    from tei.cli.statistics import statistics  # noqa: PLC0415 -- only an option needs it
    from tei.files import shown  # noqa: PLC0415 -- lxml

    said = [finding for outcome in outcomes for finding in outcome.findings]
    if printing.has_statistics:
        click.echo(statistics(said, run_of(len(outcomes))), nl=False, err=True)
    if not printing.has_statistics or printing.place or printing.form != "text":
        report(
            said,
            printing.form,
            texts={file: data for outcome in outcomes for file, data in outcome.texts.items()},
            checked=len(outcomes),
            files=[shown(outcome.task.source) for outcome in outcomes],
            place=printing.place,
            is_quiet=printing.is_quiet,
            hides_notes=not printing.is_verbose,
        )
    for outcome in outcomes:
        if outcome.error:
            click.echo(f"tei: {outcome.error}", err=True)


def _status(outcomes: "list[Outcome[Edition]]") -> int:
    if any(outcome.error for outcome in outcomes):
        return 2
    return int(any(outcome.result == "failed" for outcome in outcomes))
