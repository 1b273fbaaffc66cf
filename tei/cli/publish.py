"""``tei publish``: TEI files become pages to read."""

from pathlib import Path

import click

from tei.cli.options import PATH, Inhabitant, findings
from tei.cli.output import note, report, status
from tei.diagnostics import Diagnostic


@click.command("publish", short_help="Publish TEI files, for example as HTML.")
@click.argument("sources", metavar="FILE...", type=PATH, nargs=-1, required=True)
@click.option(
    "--to", "form_of_publication", type=Inhabitant("publications"), default="html", show_default=True
)
@click.option(
    "-o", "--output", type=PATH, default=Path("build"), show_default=True, help="The folder to write to."
)
@click.option("--original", is_flag=True, help="Read what the source has where an editor corrected it.")
@findings
def command(  # noqa: PLR0913 -- one for each option
    sources: tuple[Path, ...],
    form_of_publication: str,
    output: Path,
    form: str,
    *,
    original: bool,
    quiet: bool,
) -> int:
    """Publish the TEI files FILE into a folder; each of several into a folder of its own name.

    The files are read, not checked: run tei validate first, or let tei build do both.

    \b
    tei publish letter.xml --to html -o public
    """  # noqa: D301 -- click keeps the lines after \b as they are
    from tei import files, pipeline  # noqa: PLC0415 -- lxml
    from tei.document.parse import parse  # noqa: PLC0415 -- the same
    from tei.editions import name_of  # noqa: PLC0415 -- the same
    from tei.pictures import pictures  # noqa: PLC0415 -- the same

    if original and form_of_publication not in ("text", "markdown"):
        raise click.UsageError("--original is for `text` and `markdown`; a page shows both readings")
    options = {"original": True} if original else {}
    found: list[Diagnostic] = []
    names = [name_of(source) for source in sources]
    if len(set(names)) < len(names):
        raise click.UsageError("two of the files have the same name; publish them one at a time")
    for source, name in zip(sources, names, strict=True):
        document, findings_of_file = parse(files.read(source), files.shown(source))
        found += findings_of_file
        if document is not None:
            folder = files.inside(output, name) if len(sources) > 1 else output
            beside, missing = pictures(document, source.parent)
            found += missing
            published = {**beside, **pipeline.publish(document, form_of_publication, **options)}
            files.write_all(folder, published)
            for written in published:
                note(f"wrote {files.shown(folder / written)}", is_quiet=quiet)
    report(found, form, is_quiet=quiet)
    return status(found)
