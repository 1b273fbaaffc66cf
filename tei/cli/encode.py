"""``tei encode``: a transcription becomes a TEI file."""

import sys
from pathlib import Path

import click

from tei.cli.options import PATH, Inhabitant, findings
from tei.cli.output import note, report, status


@click.command("encode", short_help="Encode a transcription as TEI.")
@click.argument("source", metavar="FILE", type=PATH)
@click.option(
    "-o", "--output", type=PATH, default=Path("-"), help="Where to write the TEI; - is standard output."
)
@click.option(
    "--from", "reader", type=Inhabitant("readers"), help="What the file is, when its suffix does not say."
)
@click.option("--date", help="The date of revision of the encoded file: 1941-11-08, 1941-11 or 1941.")
@click.option("--language", help="The language of the text, such as en or de-AT.")
@click.option("--account", type=PATH, help="Write down here where each character of the source went.")
@click.option("--dry-run", is_flag=True, help="Encode and report, but write nothing.")
@findings
def command(  # noqa: PLR0913 -- one parameter for each option
    *,
    source: Path,
    output: Path,
    reader: str | None,
    date: str | None,
    language: str | None,
    account: Path | None,
    form: str,
    dry_run: bool,
    quiet: bool,
) -> int:
    """Encode the transcription FILE as TEI; - reads standard input and needs --from.

    What the transcription does not say stands in FILE's sidecar (letter.toml beside letter.txt), in metadata.toml of its
    folder, and in tei.toml of the project. What the encoder guesses, it says; when a character of the text would be
    lost it refuses to write.

    \b
    tei encode letter.txt -o letter.xml
    tei encode - --from text < letter.txt | tei validate -
    """  # noqa: D301 -- click keeps the lines after \b as they are
    from tei import pipeline, project  # noqa: PLC0415 -- lxml
    from tei.editions import name_of  # noqa: PLC0415 -- the same
    from tei.files import read, shown  # noqa: PLC0415 -- the same

    is_stdin = str(source) == "-"
    if is_stdin and reader is None:
        raise click.UsageError("standard input has no suffix; say what it is with --from")
    file = "-" if is_stdin else shown(source)
    _refuse_overwriting(source, output, account)
    data = sys.stdin.buffer.read() if is_stdin else read(source)
    home = project.find(Path() if is_stdin else source)
    given = project.given_date(date)
    about = project.unaccompanied(home, given) if is_stdin else project.particulars(source, home, given)
    if language:
        about = about._replace(overrides=(*about.overrides, ("--language", {"language": language})))
    encoded = pipeline.encode(
        data,
        file,
        about,
        name=None if is_stdin else name_of(source),
        reader=reader or pipeline.reader_for(file),
    )
    report(encoded.findings, form, texts={file: data}, is_quiet=quiet)
    if encoded.data is None or status(encoded.findings):
        return 1
    if dry_run:
        note(f"would write {len(encoded.data)} bytes of TEI to {output}; nothing was written", is_quiet=quiet)
        return 0
    if account is not None and encoded.account is not None:
        _write(account, encoded.account.to_json().encode())
    _write(output, encoded.data)
    if str(output) != "-":
        note(f"wrote {shown(output)}", is_quiet=quiet)
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


def _refuse_overwriting(source: Path, output: Path, account: Path | None) -> None:
    for place in filter(None, (output, account)):
        if str(place) != "-" and place.resolve() == source.resolve():
            raise click.UsageError(f"{place} is the transcription itself; name another file to write to")
    if account is not None and account.resolve() == output.resolve():
        raise click.UsageError("the TEI and its account cannot be written to the same file")
