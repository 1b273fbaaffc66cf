"""``tei schema``: the schema itself, for other editors and from an ODD."""

from pathlib import Path

import click

from tei.cli.options import PATH
from tei.cli.output import note


@click.group("schema", short_help="Export the schema, or compile one from an ODD.")
def command() -> None:
    """The schema: give it to other editors, or compile a customization of the TEI."""


@command.command("export", short_help="Write the project's schema files for other programs.")
@click.argument("folder", metavar="DIR", type=PATH)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def export(folder: Path, *, quiet: bool) -> None:
    """Write the schema files that come with tei into DIR.

    An encoded file names tei-edition.rng and tei-edition.sch in its first lines. An editor such as oXygen or VS Code
    checks the file while you type when they lie beside it.
    """
    from tei.files import shown, write_all  # noqa: PLC0415 -- start-up cost
    from tei.resources import resource, resources  # noqa: PLC0415 -- the same

    wanted = [name for name in resources("schemas") if name.startswith("tei-edition.")]
    write_all(folder, {name: resource("schemas", name).read_bytes() for name in wanted})
    for name in wanted:
        note(f"wrote {shown(folder / name)}", is_quiet=quiet)


@command.command("compile", short_help="Compile an ODD to RELAX NG, Schematron and more.")
@click.argument("odd", metavar="ODD", type=PATH)
@click.option("--p5subset", type=PATH, required=True, help="The p5subset.xml of a release of the TEI.")
@click.option(
    "-o", "--output", type=PATH, default=Path("build"), show_default=True, help="The folder to write to."
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def compile_odd(odd: Path, p5subset: Path, output: Path, *, quiet: bool) -> None:
    """Compile the customization ODD against a release of the TEI.

    \b
    tei schema compile letters.odd --p5subset p5subset.xml -o schemas
    """  # noqa: D301 -- click keeps the lines after \b as they are
    from tei import odd as compiler  # noqa: PLC0415 -- lxml
    from tei.files import read, shown, write_all  # noqa: PLC0415 -- the same

    schema = compiler.compile(read(p5subset), read(odd))
    files = {
        f"{schema.ident}.rng": compiler.relaxng(schema),
        f"{schema.ident}.sch": compiler.schematron(schema),
        f"{schema.ident}.html": compiler.manual(schema),
        **compiler.xmlschema(schema),
    }
    write_all(output, files)
    for name in files:
        note(f"wrote {shown(output / name)}", is_quiet=quiet)
