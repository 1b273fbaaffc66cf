"""``tei encode --out-dir``: many transcriptions into a folder."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

from tei.cli.decisions import Report, tell
from tei.cli.output import note, report, status
from tei.cli.progress import progress, summary


class Request(NamedTuple):
    """What was asked for on the command line; without ``out_dir`` nothing is written."""

    paths: Sequence[Path]
    out_dir: Path | None
    reader: str | None
    date: str | None
    language: str | None
    jobs: int | None
    is_forced: bool
    is_dry: bool
    is_validating: bool
    is_proposing: bool


def encode_folder(asked: Request, told: Report, form: str, *, verbose: bool, quiet: bool) -> int:
    """Encode many files, report what was found, and give the exit status."""
    from tei import batch, project  # noqa: PLC0415 -- lxml
    from tei.files import shown  # noqa: PLC0415 -- the same
    from tei.making import Making  # noqa: PLC0415 -- the same
    from tei.pool import cores  # noqa: PLC0415 -- processes

    if any(str(path) == "-" for path in asked.paths):
        raise click.UsageError("standard input is one text; write it to one file with --output")
    place = asked.out_dir or Path()
    making = Making(place, asked.jobs or cores(), asked.is_forced, asked.is_dry or asked.out_dir is None)
    run = batch.Batch(
        making,
        asked.reader,
        project.given_date(asked.date),
        asked.language,
        is_validating=asked.is_validating,
        # Proposals are notes, which are only counted unless someone wants to see them: then they are not worth their time.
        is_proposing=asked.is_proposing and (verbose or told.is_asked or form != "text"),
        has_decisions=told.is_asked,
    )
    found = batch.sources(asked.paths, place, asked.reader)
    with progress(len(found), "encoding", is_quiet=quiet or form != "text", has_lines=verbose) as follow:
        outcomes = list(follow(batch.encode_all(run, found)))
    said = [finding for outcome in outcomes for finding in outcome.findings]
    report(said, form, checked=len(outcomes), is_quiet=quiet, hides_notes=not verbose)
    tell(told, [outcome.decided for outcome in outcomes if outcome.decided])
    note(summary(outcomes, "encode", "file", shown(place)), is_quiet=quiet)
    return int(bool(status(said)) or any(outcome.result == "failed" for outcome in outcomes))
