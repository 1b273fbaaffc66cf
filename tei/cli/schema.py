"""``tei schema``: the schema itself, for other editors and from an ODD, and held against another."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from tei.cli import store
from tei.cli.options import PATH
from tei.cli.output import is_terminal, note


@click.group("schema", short_help="Keep, export, compile and compare schemas.")
def command() -> None:
    """Schemas: keep those of the TEI and its projects, give tei's own to other editors, compile a customization, compare two."""


for one in (store.add, store.listing, store.show, store.remove, store.update):
    command.add_command(one)


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


@command.command("compare", short_help="Is every document of one schema one of another?")
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option("--p5subset", type=PATH, help="The p5subset.xml of a release of the TEI, if A or B is an ODD.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the verdict is shown.",
)
@click.option(
    "--most", type=click.IntRange(min=0), default=20, show_default=True, help="How many differences to show."
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors: the exit status tells.")
def compare(  # noqa: PLR0913 -- one for each option
    first: str, second: str, p5subset: Path | None, form: str, most: int, *, quiet: bool
) -> int:
    """Decide whether every document that is valid against A is valid against B.

    A and B are RELAX NG files (.rng, .rnc), customizations (.odd) or a schema that is shipped (tei-edition). Where the
    answer is no, a smallest document shows it, and the differences follow, each once. The exit status is 0 when all
    documents are, 1 when not or when it could not be decided, which is then said by name, 2 when a schema cannot be read.
    Schematron rules are not compared.

    \b
    tei schema compare tei-edition tei_all.rng
    tei schema compare letters.odd tei_all.rng --p5subset p5subset.xml --format json
    """  # noqa: D301 -- click keeps the lines after \b as they are
    from tei.cli import verdicts  # noqa: PLC0415 -- start-up cost
    from tei.comparing_schemas import compare_schemas  # noqa: PLC0415 -- the same

    with _compared(is_quiet=quiet) as progress:
        verdict = compare_schemas(first, second, p5subset, most=most, progress=progress)
    if not quiet:
        show = verdicts.as_json if form == "json" else verdicts.words
        click.echo(show(verdict, first, second), nl=False)
    return int(not verdict.is_included)


@contextmanager
def _compared(*, is_quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Show how many elements are compared, when someone is looking."""
    if is_quiet or not is_terminal(sys.stderr):
        yield lambda done, known: None  # noqa: ARG005 -- nobody looks
        return
    from rich.console import Console  # noqa: PLC0415 -- only a bar needs it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress  # noqa: PLC0415 -- the same

    columns = ("comparing elements", BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("")
        yield lambda done, known: bar.update(task, completed=done, total=known)
