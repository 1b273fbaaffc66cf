"""``tei cite``: what a bibliography says of editions."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tei.cli.options import PATH, findings
from tei.cli.output import note, report, status
from tei.diagnostics import Diagnostic

if TYPE_CHECKING:
    from tei.document.parse import Document

# What a format is called and the publication that writes it.
FORMATS = {"bibtex": "bibtex", "csl-json": "csl", "ris": "ris"}
_SUFFIXES = {".bib": "bibtex", ".json": "csl-json", ".ris": "ris"}


@click.command("cite", short_help="Print the bibliographic record of editions.")
@click.argument("sources", metavar="FILE...", type=PATH, nargs=-1, required=True)
@click.option(
    "--to",
    "style",
    type=click.Choice(tuple(FORMATS)),
    help="The format of the record; else the suffix of the output says it, else bibtex.",
)
@click.option(
    "-o", "--output", type=PATH, default=Path("-"), help="Where to write the records; - is standard output."
)
@findings
def command(sources: tuple[Path, ...], style: str | None, output: Path, form: str, *, quiet: bool) -> int:
    """Print the bibliographic records of FILE, several as one list; - reads a TEI file from standard input.

    FILE is TEI, or a transcription, which is encoded as tei encode does, but not written.

    \b
    tei cite letter.xml
    tei cite letters/*.xml --to csl-json -o letters.json
    """  # noqa: D301 -- click keeps the lines after \b as they are
    from tei import files, rooms  # noqa: PLC0415 -- lxml
    from tei.publications.record import Record, records  # noqa: PLC0415 -- the same

    if str(output) != "-" and output.resolve() in {source.resolve() for source in sources}:
        raise click.UsageError(f"{output} is one of the editions; name another file to write to")
    found: list[Diagnostic] = []
    entries: list[Record] = []
    texts: dict[str, bytes] = {}
    for source in sources:
        document, findings_of_file, data = _document(source)
        found += findings_of_file
        texts["-" if str(source) == "-" else files.shown(source)] = data
        entries += records(document) if document is not None else []
    report(found, form, texts=texts, is_quiet=quiet)
    if not entries:
        return 1
    chosen = FORMATS[style or _SUFFIXES.get(output.suffix.lower(), "bibtex")]
    listing = rooms.inhabitant("publications", chosen).listing(entries).encode("utf-8")
    if str(output) == "-":
        click.echo(listing, nl=False)
    else:
        files.write(output, listing)
        note(f"wrote {files.shown(output)}", is_quiet=quiet)
    return status(found)


def _document(source: Path) -> tuple["Document | None", list[Diagnostic], bytes]:
    """The TEI of a file, with what is to be said of it: as it is, or as it would be encoded."""
    from tei import files, pipeline, project  # noqa: PLC0415 -- lxml
    from tei.document.parse import parse  # noqa: PLC0415 -- the same
    from tei.editions import name_of  # noqa: PLC0415 -- the same

    if str(source) == "-":
        data = sys.stdin.buffer.read()
        return *parse(data, "-"), data
    file, data = files.shown(source), files.read(source)
    if source.suffix.lower() in {".xml", ".tei"}:
        return *parse(data, file), data
    about = project.particulars(source, project.find(source))
    encoded = pipeline.encode(data, file, about, name=name_of(source))
    if encoded.data is None:
        return None, encoded.findings, data
    # What was guessed is for tei encode to say; here only what is wrong counts.
    serious = [finding for finding in encoded.findings if finding.severity.rank == 0]
    return parse(encoded.data, file)[0], serious, data
