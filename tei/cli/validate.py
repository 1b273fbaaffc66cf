"""``tei validate``: are TEI files right, and if not, where?"""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from tei.cli.options import PATH, Inhabitant, findings
from tei.cli.output import report, status
from tei.diagnostics import Diagnostic


@click.command("validate", short_help="Check TEI files, or all of a folder.")
@click.argument("paths", metavar="PATH...", type=PATH, nargs=-1, required=True)
@click.option(
    "--check",
    "checks",
    type=Inhabitant("checks"),
    multiple=True,
    help="Which check to make; may be repeated.",
)
@click.option(
    "--schema", type=PATH, help="Another schema than the project's own: a .rng, .rnc, .sch or .xsd file."
)
@findings
def command(
    paths: tuple[Path, ...], checks: tuple[str, ...], schema: Path | None, form: str, *, quiet: bool
) -> int:
    """Check the TEI files PATH; of a folder, all files below it that are TEI; - is standard input.

    Without --check the files are checked against the RELAX NG schema, its Schematron rules and for dangling pointers;
    with --schema, against that schema and for dangling pointers. The findings go to standard output, the exit status is 1
    when there is an error among them.

    \b
    tei validate letter.xml
    tei validate letters/ --format json
    tei validate letter.xml --schema tei_all.rng
    """  # noqa: D301 -- click keeps the lines after \b as they are
    from tei import pipeline  # noqa: PLC0415 -- lxml
    from tei.files import read  # noqa: PLC0415 -- the same

    given = pipeline.schemas_with(schema, read(schema)) if schema else pipeline.shipped_schemas()
    chosen = checks or ((pipeline.kind_of_schema(schema), "pointers") if schema else pipeline.CHECKS)
    found: list[Diagnostic] = []
    texts: dict[str, bytes] = {}
    checked = 0
    for file, data in _files(paths):
        _, faults = pipeline.validate(data, file, given, chosen)
        found += faults
        checked += 1
        if faults:
            texts[file] = data
    report(found, form, texts=texts, checked=checked, is_quiet=quiet, is_answer=True)
    return status(found)


def _files(paths: tuple[Path, ...]) -> Iterator[tuple[str, bytes]]:
    """Give name and bytes of each file once; InputError for a path that is not there or has no TEI below it."""
    from tei.editions import to_check  # noqa: PLC0415 -- lxml
    from tei.errors import InputError  # noqa: PLC0415 -- the same
    from tei.files import read, shown  # noqa: PLC0415 -- the same

    chosen: dict[Path, None] = {}
    for path in paths:
        if not path.is_dir():
            chosen[path] = None
            continue
        below = list(to_check(path, _outputs(path)))
        if not below:
            raise InputError(
                f"{shown(path)}: there is no TEI file in this folder (build folders apart); tei build makes TEI of transcriptions"
            )
        chosen.update(dict.fromkeys(below))
    for path in chosen:
        if str(path) != "-" and not path.exists():
            raise InputError(f"{shown(path)}: there is no such file or folder")
    for path in chosen:
        yield ("-", sys.stdin.buffer.read()) if str(path) == "-" else (shown(path), read(path))


def _outputs(folder: Path) -> frozenset[Path]:
    """Give the folder of built files of the project, unless it is the one that is asked for."""
    from tei.project import find  # noqa: PLC0415 -- it brings the model and the encoder

    home = find(folder)
    return frozenset({(home.root / home.output).resolve()} - {folder.resolve()})
