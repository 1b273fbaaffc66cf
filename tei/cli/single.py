"""``tei encode`` of one transcription: to one file, or to standard output."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tei.cli.batch import Request
from tei.cli.decisions import Report, tell
from tei.cli.output import note, report, status

if TYPE_CHECKING:
    from tei.pipeline import Encoded
    from tei.project import Particulars


def is_single(asked: Request) -> bool:
    """Whether one text is to be encoded, and not a folder of them."""
    first = asked.paths[0]
    return asked.out_dir is None and len(asked.paths) == 1 and (str(first) == "-" or not first.is_dir())


def encode_one(  # noqa: PLR0913 -- what was asked for
    asked: Request,
    told: Report,
    form: str,
    *,
    output: Path | None,
    account: Path | None,
    verbose: bool,
    quiet: bool,
) -> int:
    """Encode one transcription, report what was found, and give the exit status."""
    from tei.files import read, shown  # noqa: PLC0415 -- lxml

    source = asked.paths[0]
    _refuse_overwriting(source, output, account, told.page)
    if told.form and str(output) == "-":
        raise click.UsageError("the report goes to standard output; name a file for the TEI")
    is_stdin = str(source) == "-"
    file = "-" if is_stdin else shown(source)
    data = sys.stdin.buffer.read() if is_stdin else read(source)
    about = _about(asked)
    encoded = _encoded(asked, data, file, about)
    report(
        encoded.findings,
        form,
        texts={file: data},
        is_quiet=quiet,
        hides_notes=told.form is not None and not verbose,
    )
    if told.is_asked:
        _tell(asked, told, encoded, about)
    if encoded.data is None or status(encoded.findings):
        return 1
    if asked.is_dry:
        size = f"{len(encoded.data)} bytes of TEI"
        note(f"would write {size} to {output or '-'}; nothing was written", is_quiet=quiet)
        return 0
    if account is not None and encoded.account is not None:
        _write(account, encoded.account.to_json().encode())
    if output is not None or not told.is_asked:
        _write(output or Path("-"), encoded.data)
    for written in (output, told.page):
        if written is not None and str(written) != "-":
            note(f"wrote {shown(written)}", is_quiet=quiet)
    return 0


def _about(asked: Request) -> "Particulars":
    """What is known of the text beside its words; standard input has no sidecar."""
    from tei import project  # noqa: PLC0415 -- lxml

    source = asked.paths[0]
    given = project.given_date(asked.date)
    if str(source) == "-":
        about = project.unaccompanied(project.find(Path()), given)
    else:
        about = project.particulars(source, project.find(source), given)
    return about.with_language(asked.language) if asked.language else about


def _encoded(asked: Request, data: bytes, file: str, about: "Particulars") -> "Encoded":
    from tei import pipeline  # noqa: PLC0415 -- lxml
    from tei.editions import name_of  # noqa: PLC0415 -- the same

    encoded = pipeline.encode(
        data,
        file,
        about,
        name=None if file == "-" else name_of(asked.paths[0]),
        reader=asked.reader,
        is_proposing=asked.is_proposing,
    )
    return pipeline.checked(encoded, file, pipeline.shipped_schemas()) if asked.is_validating else encoded


def _tell(asked: Request, told: Report, encoded: "Encoded", about: "Particulars") -> None:
    """Print the decisions, and write their page unless nothing is to be written."""
    from tei.decided import decided  # noqa: PLC0415 -- only a report needs it

    if encoded.transcription is not None:
        made = decided(encoded.transcription, about.settled, is_proposing=asked.is_proposing)
        tell(told if not asked.is_dry else Report(told.form), [made])


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
