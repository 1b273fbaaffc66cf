"""``tei validate``: are TEI files right, and if not, where?"""

import sys
from pathlib import Path

import click

from tei.cli.options import PATH, Inhabitant, findings
from tei.cli.output import report, status
from tei.cli.progress import jobs as with_jobs
from tei.cli.progress import progress
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
@with_jobs
@findings
def command(  # noqa: PLR0913 -- the options of a command
    paths: tuple[Path, ...],
    checks: tuple[str, ...],
    schema: Path | None,
    jobs: int | None,
    form: str,
    *,
    quiet: bool,
) -> int:
    """Check the TEI files PATH; of a folder, all files below it that are TEI; - is standard input.

    Without --check the files are checked against the RELAX NG schema, its Schematron rules and for dangling pointers;
    with --schema, against that schema and for dangling pointers. The findings go to standard output, the exit status is 1
    when there is an error among them.

    What was computed of a schema is kept in a cache folder, which the variable TEI_CACHE may name; it may be deleted at any
    time.

    \b
    tei validate letter.xml
    tei validate letters/ --format json
    tei validate letter.xml --schema tei_all.rng
    """  # noqa: D301 -- click keeps the lines after \b as they are
    from tei import pipeline, validating  # noqa: PLC0415 -- what only this command needs
    from tei.pool import cores  # noqa: PLC0415 -- the same

    chosen = checks or ((pipeline.kind_of_schema(schema), "pointers") if schema else pipeline.CHECKS)
    against = validating.Against(chosen, schema)
    files = _files(paths)
    given = Path("-") in files
    found: list[Diagnostic] = []
    with progress(len(files), "validating", is_quiet=quiet or form != "text", has_lines=False) as follow:
        named = [file for file in files if str(file) != "-"]
        for validated in follow(validating.validate_all(against, named, jobs or cores())):
            found += validated.findings
    texts = {"-": sys.stdin.buffer.read()} if given else {}
    for name, data in texts.items():
        found += pipeline.validate(data, name, validating.schemas_of(against), chosen)[1]
    report(found, form, texts=texts, checked=len(files), is_quiet=quiet, is_answer=True)
    return status(found)


def _files(paths: tuple[Path, ...]) -> list[Path]:
    """Find each file once; InputError for a path that is not there or has no TEI below it."""
    from tei.editions import to_check  # noqa: PLC0415 -- lxml
    from tei.errors import InputError  # noqa: PLC0415 -- the same
    from tei.files import shown  # noqa: PLC0415 -- the same

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
    return list(chosen)


def _outputs(folder: Path) -> frozenset[Path]:
    """Give the folder of built files of the project, unless it is the one that is asked for."""
    from tei.project import find  # noqa: PLC0415 -- it brings the model and the encoder

    home = find(folder)
    return frozenset({(home.root / home.output).resolve()} - {folder.resolve()})
