"""``tei encode``: a transcription becomes a TEI file, or a folder of them a folder of TEI files."""

import sys
from pathlib import Path

import click

from tei.cli.batch import Request, encode_folder
from tei.cli.decisions import FORMS, Report, WithReport, tell
from tei.cli.options import PATH, Inhabitant, findings
from tei.cli.output import note, report, status
from tei.cli.progress import jobs


@click.command("encode", short_help="Encode transcriptions as TEI.", cls=WithReport)
@click.argument("sources", metavar="FILE|DIR...", type=PATH, nargs=-1, required=True)
@click.option("-o", "--output", type=PATH, help="Where to write the TEI of one file (- is standard output).")
@click.option(
    "--out-dir", type=PATH, help="The folder to write to: NAME.xml for each file, only what changed."
)
@click.option(
    "--from", "reader", type=Inhabitant("readers"), help="What the files are, instead of finding out."
)
@click.option("--date", help="The date of revision of the encoded file: 1941-11-08, 1941-11 or 1941.")
@click.option("--language", help="The language of the text, such as en or de-AT.")
@click.option("--account", type=PATH, help="Write down here where each character of the source went.")
@click.option(
    "--report",
    "told",
    type=click.Choice(FORMS),
    help="Show each decision, its confidence and its reasons (alone: as a table).",
)
@click.option(
    "--report-html", "page", type=PATH, help="Write a page that shows the decisions beside the text."
)
@click.option("--no-validate", is_flag=True, help="Write the TEI without checking it first.")
@click.option("--no-proposals", is_flag=True, help="Do not look for probable slips to correct.")
@click.option("--force", is_flag=True, help="With --out-dir: encode everything, changed or not.")
@jobs
@click.option("--dry-run", is_flag=True, help="Encode and report, but write nothing.")
@click.option(
    "-v", "--verbose", is_flag=True, help="With --out-dir: show also the notes about what was guessed."
)
@findings
def command(  # noqa: PLR0913 -- one parameter for each option
    *,
    sources: tuple[Path, ...],
    output: Path | None,
    out_dir: Path | None,
    reader: str | None,
    date: str | None,
    language: str | None,
    account: Path | None,
    told: str | None,
    page: Path | None,
    form: str,
    jobs: int | None,
    no_validate: bool,
    no_proposals: bool,
    force: bool,
    dry_run: bool,
    verbose: bool,
    quiet: bool,
) -> int:
    """Encode transcriptions as TEI; - reads standard input.

    What a transcription does not say stands in its sidecar (letter.toml beside letter.txt), in metadata.toml of its
    folder, and in tei.toml of the project. What the encoder guesses, it says (--report shows all of it), and a sidecar
    overrules. Nothing is written that would lose a character of the text or is not valid. In a folder one bad file does
    not stop the others, and a second run does only what changed.

    \b
    tei encode letter.txt -o letter.xml
    tei encode letter.txt --report
    tei encode letters/ --out-dir tei/
    tei encode - < letter.txt | tei validate -
    """  # noqa: D301 -- click keeps the lines after \b as they are
    asked = Report(told, page)
    is_batch = out_dir is not None or len(sources) > 1 or (sources[0].is_dir() and str(sources[0]) != "-")
    if not is_batch:
        _refuse_overwriting(sources[0], output, account, page)
        if told and str(output) == "-":
            raise click.UsageError("the report goes to standard output; name a file for the TEI")
        return _encode_one(
            sources[0],
            asked,
            form,
            output=output,
            reader=reader,
            date=date,
            language=language,
            account=account,
            is_validating=not no_validate,
            is_proposing=not no_proposals,
            dry_run=dry_run,
            quiet=quiet,
        )
    for name, value in (("--output", output), ("--account", account), ("--report-html", page)):
        if value is not None:
            raise click.UsageError(f"{name} is for one file; --out-dir names the folder for several")
    if out_dir is None and not asked.is_asked:
        what = "several files" if len(sources) > 1 else f"{sources[0]} is a folder; several files"
        raise click.UsageError(f"{what} need --out-dir, the folder to write to")
    request = Request(
        sources,
        out_dir,
        reader,
        date,
        language,
        jobs,
        force,
        dry_run,
        is_validating=not no_validate,
        is_proposing=not no_proposals,
    )
    return encode_folder(request, asked, form, verbose=verbose, quiet=quiet)


def _encode_one(  # noqa: PLR0913 -- what was asked for
    source: Path,
    asked: Report,
    form: str,
    *,
    output: Path | None,
    reader: str | None,
    date: str | None,
    language: str | None,
    account: Path | None,
    is_validating: bool,
    is_proposing: bool,
    dry_run: bool,
    quiet: bool,
) -> int:
    from tei import pipeline, project  # noqa: PLC0415 -- lxml
    from tei.editions import name_of  # noqa: PLC0415 -- the same
    from tei.files import read, shown  # noqa: PLC0415 -- the same

    is_stdin = str(source) == "-"
    file = "-" if is_stdin else shown(source)
    data = sys.stdin.buffer.read() if is_stdin else read(source)
    home = project.find(Path() if is_stdin else source)
    given = project.given_date(date)
    about = project.unaccompanied(home, given) if is_stdin else project.particulars(source, home, given)
    if language:
        about = about.with_language(language)
    encoded = pipeline.encode(
        data,
        file,
        about,
        name=None if is_stdin else name_of(source),
        reader=reader,
        is_proposing=is_proposing,
    )
    if is_validating:
        encoded = pipeline.checked(encoded, file, pipeline.shipped_schemas())
    report(encoded.findings, form, texts={file: data}, is_quiet=quiet, hides_notes=asked.form is not None)
    if asked.is_asked and encoded.transcription is not None:
        from tei.decided import decided  # noqa: PLC0415 -- only a report needs it

        tell(
            asked if not dry_run else Report(asked.form),
            [decided(encoded.transcription, about.settled, is_proposing=is_proposing)],
        )
    if encoded.data is None or status(encoded.findings):
        return 1
    if dry_run:
        size = f"{len(encoded.data)} bytes of TEI"
        note(f"would write {size} to {output or '-'}; nothing was written", is_quiet=quiet)
        return 0
    if account is not None and encoded.account is not None:
        _write(account, encoded.account.to_json().encode())
    if output is not None or not asked.is_asked:
        _write(output or Path("-"), encoded.data)
    for written in (output, asked.page):
        if written is not None and str(written) != "-":
            note(f"wrote {shown(written)}", is_quiet=quiet)
    return 0


def _write(path: Path, data: bytes) -> None:
    from tei.files import write  # noqa: PLC0415 -- only what is written needs it

    if str(path) == "-":
        _print(data)
    else:
        write(path, data)


def _print(data: bytes) -> None:
    from tei.errors import OutputError  # noqa: PLC0415 -- only a fault needs it

    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(
            f"standard output cannot be written: {(error.strerror or str(error)).lower()}"
        ) from None


def _refuse_overwriting(source: Path, *outputs: Path | None) -> None:
    from tei.configuration import CONFIG, FOLDER  # noqa: PLC0415 -- only a command that writes needs it

    names = (source.with_suffix(".toml").name, CONFIG, FOLDER, "pyproject.toml")
    configuration = {source.with_name(name).resolve() for name in names}
    taken: set[Path] = set()
    for place in filter(None, outputs):
        if str(place) != "-" and place.resolve() == source.resolve():
            raise click.UsageError(f"{place} is the transcription itself; name another file to write to")
        if place.resolve() in configuration:
            raise click.UsageError(
                f"{place} says what is known of the transcription; name another file to write to"
            )
        if place.resolve() in taken:
            raise click.UsageError(f"{place} cannot hold two things at once; name another file")
        taken.add(place.resolve())
