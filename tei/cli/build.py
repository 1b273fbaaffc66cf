"""``tei build``: encode, validate and publish every edition of a project, only what changed."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tei.cli.options import PATH, findings
from tei.cli.output import note, report
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
    verbose: bool,
    quiet: bool,
) -> int:
    """Build the editions below DIR (here, when it is left out).

    An edition is a folder with a file transcription.txt, or a TEI file. Each is encoded, validated and, if it has no
    errors, published to its own folder of the output; what is not valid leaves the old pages as they are.

    \b
    tei build
    tei build editions -o public
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
    place = output or home.root / home.output
    making = Making(place, jobs or cores(), force, dry_run)
    run = build.Build(home, making, project.given_date(date), is_proposing=verbose or form != "text")
    found = editions(folder, home, place)
    with progress(len(found), "building", is_quiet=quiet or form != "text", has_lines=True) as follow:
        outcomes = list(follow(build.build(run, found)))
    _tell(outcomes, form, verbose=verbose, quiet=quiet)
    for old in build.gone(run, found) if folder.resolve() == home.root.resolve() else ():
        note(
            f"{shown(old)} is of an edition that is no longer there; remove it when you like", is_quiet=quiet
        )
    note(summary(outcomes, "build", "edition", shown(place)), is_quiet=quiet)
    return _status(outcomes)


def _tell(outcomes: "list[Outcome[Edition]]", form: str, *, verbose: bool, quiet: bool) -> None:
    """Report what was found in the editions, and what kept some from being tried."""
    texts = {file: data for outcome in outcomes for file, data in outcome.texts.items()}
    said = [finding for outcome in outcomes for finding in outcome.findings]
    report(said, form, texts=texts, checked=len(outcomes), is_quiet=quiet, hides_notes=not verbose)
    for outcome in outcomes:
        if outcome.error:
            click.echo(f"tei: {outcome.error}", err=True)


def _status(outcomes: "list[Outcome[Edition]]") -> int:
    if any(outcome.error for outcome in outcomes):
        return 2
    return int(any(outcome.result == "failed" for outcome in outcomes))
