"""``tei new``: a new project, ready to build."""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from tei.cli.options import PATH
from tei.cli.output import note


@click.command("new", short_help="Begin a new edition project, ready to build.")
@click.argument("folder", metavar="DIR", type=PATH)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def command(folder: Path, *, quiet: bool) -> None:
    """Make the folder DIR with an example text, its configuration and a README.

    \b
    tei new letters
    cd letters
    tei build
    """  # noqa: D301 -- click keeps the lines after \b as they are
    from tei.errors import OutputError  # noqa: PLC0415 -- start-up cost
    from tei.files import shown, write_all  # noqa: PLC0415 -- the same

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputError(f"{shown(folder)} is there already and not empty; name a new folder")
    example = dict(_files(files("tei") / "cli" / "project", ""))
    write_all(folder, example)
    for name in example:
        note(f"wrote {shown(folder / name)}", is_quiet=quiet)
    note(f"now: cd {shown(folder)} && tei build", is_quiet=quiet)


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files(entry, f"{path}{entry.name}/")
        else:
            # A file called .gitignore would change what is shipped.
            yield f"{path}{'.gitignore' if entry.name == 'gitignore' else entry.name}", entry.read_bytes()
