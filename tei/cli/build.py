"""``tei build``: encode, validate and publish every edition of a project, only what changed."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tei.cli.options import PATH, findings
from tei.cli.output import is_terminal, note, report

if TYPE_CHECKING:
    from tei.build import Outcome


@click.command("build", short_help="Build every edition of a project, only what changed.")
@click.argument("folder", metavar="[DIR]", type=PATH, default=Path())
@click.option("-o", "--output", type=PATH, help="The folder to write to (`build`, or what tei.toml says).")
@click.option("--date", help="The date of revision of the encoded files: 1941-11-08, 1941-11 or 1941.")
@click.option("--force", is_flag=True, help="Build everything, changed or not.")
@click.option("--dry-run", is_flag=True, help="Say what would be built, and write nothing.")
@click.option("-v", "--verbose", is_flag=True, help="Show also the notes about what was guessed.")
@findings
def command(  # noqa: PLR0913 -- one parameter for each option
    folder: Path,
    output: Path | None,
    date: str | None,
    form: str,
    *,
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

    if not folder.is_dir():
        raise InputError(f"{shown(folder)}: there is no such folder")
    home = project.find(folder)
    place = output or home.root / home.output
    run = build.Build(home, place, project.given_date(date), is_forced=force, is_dry=dry_run)
    found = editions(folder, home, place)
    with _progress(len(found), is_quiet=quiet or form != "text") as follow:
        outcomes = list(follow(build.build(run, found)))
    texts = {file: data for outcome in outcomes for file, data in outcome.texts.items()}
    said = [finding for outcome in outcomes for finding in outcome.findings]
    report(said, form, texts=texts, checked=len(outcomes), is_quiet=quiet, hides_notes=not verbose)
    for outcome in outcomes:
        if outcome.error:
            click.echo(f"tei: {outcome.error}", err=True)
    if folder.resolve() == home.root.resolve():
        for old in build.gone(run, found):
            note(
                f"{shown(old)} is of an edition that is no longer there; remove it when you like",
                is_quiet=quiet,
            )
    note(_summary(outcomes, shown(place)), is_quiet=quiet)
    return _status(outcomes)


def _summary(outcomes: "list[Outcome]", place: str) -> str:
    results = [str(outcome.result) for outcome in outcomes]
    counted = [f"{results.count(name)} {name}" for name in dict.fromkeys(results)]
    editions = "1 edition" if len(outcomes) == 1 else f"{len(outcomes)} editions"
    return f"{editions}: {', '.join(sorted(counted, key=lambda one: one.split(' ', 1)[1]))} (in {place})"


def _status(outcomes: "list[Outcome]") -> int:
    from tei.build import Result  # noqa: PLC0415 -- lxml

    if any(outcome.error for outcome in outcomes):
        return 2
    return int(any(outcome.result is Result.FAILED for outcome in outcomes))


@contextmanager
def _progress(total: int, *, is_quiet: bool) -> "Iterator[Callable[[Iterable[Outcome]], Iterable[Outcome]]]":
    """Show how far a long build is, when someone is looking; plain lines otherwise."""
    if is_quiet or total < 2:
        yield lambda outcomes: outcomes
    elif is_terminal(sys.stderr):
        from rich.console import Console  # noqa: PLC0415 -- only a bar needs it
        from rich.progress import Progress  # noqa: PLC0415 -- the same

        with Progress(console=Console(stderr=True), transient=True) as bar:
            yield lambda outcomes: bar.track(outcomes, total=total, description="building")
    else:
        yield _lines


def _lines(outcomes: "Iterable[Outcome]") -> "Iterator[Outcome]":
    for outcome in outcomes:
        if outcome.result != "unchanged":
            note(f"{outcome.result}: {outcome.edition.name}")
        yield outcome
