"""``tei formats``: what the program reads, checks, writes and prints."""

import ast
import re
from importlib.resources import files

import click

from tei.rooms import VERBS, inhabitants

_TITLES = {
    "readers": "reads (tei encode --from)",
    "checks": "checks (tei validate --check)",
    "publications": "publishes (tei publish --to)",
    "reports": "reports (--format)",
}


@click.command("formats", short_help="List readers, checks, publications and reports.")
def command() -> None:
    """List what tei reads, checks, publishes and how it prints findings."""
    for room in VERBS:
        click.echo(_TITLES[room])
        for name in inhabitants(room):
            click.echo(f"  {name:<10} {_about(room, name)}{_suffixes(name) if room == 'readers' else ''}")


def _suffixes(reader: str) -> str:
    """The suffixes of the files that a reader takes: `` (.txt, .text)``."""
    from tei.recognition import suffixes_of  # noqa: PLC0415 -- the help of this command needs none of it

    return f" ({', '.join(suffixes_of(reader))})"


def _about(room: str, name: str) -> str:
    """Give the first sentence of a module's docstring without importing it."""
    source = files("tei").joinpath(room, f"{name}.py").read_text("utf-8")
    words = ast.get_docstring(ast.parse(source)) or ""
    sentence = " ".join(words.partition("\n\n")[0].split()).replace("``", "`")
    return re.sub(rf"^The \w+ `{name}`: (\w)", lambda start: start[1].upper(), sentence)
