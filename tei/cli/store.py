"""``tei schema add`` and its kin: the store of schemas, the only commands that ask the network."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tei.cli.options import PATH
from tei.cli.output import note

if TYPE_CHECKING:
    from tei.store.lock import Kept
    from tei.store.shelf import Shelf

F = TypeVar("F", bound=Callable[..., Any])


def _quiet(command: F) -> F:
    return click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")(command)


def _dry(command: F) -> F:
    return click.option("--dry-run", "is_dry", is_flag=True, help="Say what would be done; write nothing.")(
        command
    )


def _in_project(command: F) -> F:
    return click.option(
        "--project", "in_project", is_flag=True, help="The project's own store: schemas/ and tei.lock."
    )(command)


@click.command("add", short_help="Fetch schemas once, to be used offline.")
@click.argument("schemas", metavar="[NAME|URL|FILE]...", nargs=-1)
@click.option("--name", help="What the schema is called in the store.")
@click.option(
    "--from", "source", type=PATH, help="A file that holds what is at the address: nothing is fetched."
)
@_in_project
@_dry
@_quiet
def add(  # noqa: PLR0913 -- one for each option
    schemas: tuple[str, ...],
    *,
    name: str | None,
    source: Path | None,
    in_project: bool,
    is_dry: bool,
    quiet: bool,
) -> None:
    """Keep schemas: a NAME of tei schema list (tei_all, or tei_all@4.9.0 for a release), an https address, or a FILE.

    A schema is fetched with all that it includes from the same host, over https only, and kept with its checksums in the
    user's data folder (the variable TEI_DATA may name another), or with --project in the folder schemas of the project and its
    tei.lock, which belong under version control. Without arguments, what tei.lock names and is not there is fetched.

    \b
    tei schema add tei_all
    tei schema add epidoc@9.7 --project
    tei schema add https://example.org/letters.rng --name letters
    """  # noqa: D301 -- click keeps the lines after \b as they are
    from tei.errors import ConfigError  # noqa: PLC0415 -- start-up cost
    from tei.store import gathering  # noqa: PLC0415 -- the same

    if (name or source) and len(schemas) != 1:
        raise ConfigError("--name and --from go with one schema")
    if not schemas:
        _restore(is_dry=is_dry, is_quiet=quiet)
    for called in schemas:
        shelf = _shelf(in_project=in_project)
        wanted = gathering.wanted(called, name, source)
        got = gathering.gather(wanted, _fetch())
        kept = gathering.put(shelf, wanted, got, _today(), is_dry=is_dry)
        _tell("would keep" if is_dry else "keeps", shelf, kept, is_quiet=quiet)


@click.command("list", short_help="Show the schemas that are kept, and those known.")
def listing() -> None:
    """Show the schemas that are kept here, then the names of published ones that `tei schema add` knows."""
    from tei.files import shown  # noqa: PLC0415 -- start-up cost
    from tei.store.addresses import published  # noqa: PLC0415 -- the same

    for shelf in _shelves():
        if shelf.schemas:
            click.echo(f"in {shown(shelf.root)}:")
            for kept in sorted(shelf.schemas):
                click.echo(f"  {kept.name:18} {kept.date}  {kept.url}")
    click.echo("within tei:\n  tei-edition")
    click.echo("known, for `tei schema add`:")
    for one in published():
        click.echo(f"  {one.name:18} {one.title}{' (releases: NAME@VERSION)' if one.versions else ''}")


@click.command("show", short_help="Show where a schema is from and where it lies.")
@click.argument("name", metavar="NAME")
def show(name: str) -> None:
    """Show where the schema NAME is from, since when and where it is kept, and its files with their checksums."""
    from tei.errors import ConfigError  # noqa: PLC0415 -- start-up cost
    from tei.files import shown  # noqa: PLC0415 -- the same
    from tei.store.addresses import address, published  # noqa: PLC0415 -- the same

    known, is_kept = address(name), False
    if known:
        page = next(one.page for one in published() if one.name == known.name)
        click.echo(f"{known.called}\n  address   {known.url}\n  see       {page}")
    for shelf in _shelves():
        kept = shelf.named(name)
        if kept is not None:
            is_kept = True
            click.echo(f"{kept.name}, kept in {shown(shelf.root)} since {kept.date}\n  address   {kept.url}")
            for file in kept.files:
                shelf.read(file)  # says so when it is another file now
                click.echo(f"  file      {shown(shelf.place(file))}\n  sha256    {file.sha256}")
    if not is_kept and known is None:
        raise ConfigError(f"there is no schema `{name}`; tei schema list shows all")
    if not is_kept:
        click.echo(f"  not kept: `tei schema add {name}` fetches it")


@click.command("remove", short_help="Take schemas from the store.")
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@_in_project
@_dry
@_quiet
def remove(names: tuple[str, ...], *, in_project: bool, is_dry: bool, quiet: bool) -> None:
    """Take the schemas NAME and their files from the store."""
    from tei.store import gathering  # noqa: PLC0415 -- start-up cost

    for name in names:
        shelf = _shelf(in_project=in_project)
        kept = _named(shelf, name)
        gathering.remove(shelf, kept, is_dry=is_dry)
        _tell("would remove" if is_dry else "removed", shelf, kept, is_quiet=quiet)


@click.command("update", short_help="Fetch kept schemas again.")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@_in_project
@_dry
@_quiet
def update(names: tuple[str, ...], *, in_project: bool, is_dry: bool, quiet: bool) -> None:
    """Fetch the schemas NAME, or all that are kept, again from their addresses, and say which have changed."""
    from tei.store import gathering  # noqa: PLC0415 -- start-up cost

    shelf = _shelf(in_project=in_project)
    chosen = [_named(shelf, name) for name in names] or [
        kept for kept in shelf.schemas if gathering.is_published(kept)
    ]
    for old in chosen:
        wanted = gathering.again(old)
        shelf = _shelf(in_project=in_project)
        kept = gathering.put(shelf, wanted, gathering.gather(wanted, _fetch()), _today(), is_dry=is_dry)
        is_same = kept.files == old.files
        _tell("has not changed:" if is_same else "has changed:", shelf, kept, is_quiet=quiet)


def _restore(*, is_dry: bool, is_quiet: bool) -> None:
    from tei.store import gathering  # noqa: PLC0415 -- start-up cost

    shelf = _shelf(in_project=True)
    for kept in shelf.schemas:
        if gathering.restore(shelf, kept, _fetch, is_dry=is_dry):
            _tell("would keep" if is_dry else "keeps", shelf, kept, is_quiet=is_quiet)
    if not shelf.schemas:
        note("there is no tei.lock that names schemas; give a name, an address or a file", is_quiet=is_quiet)


def _fetch() -> Callable[[str], bytes]:
    from tei.store import network  # noqa: PLC0415 -- only what fetches needs ssl

    return network.Network().fetch


def _shelf(*, in_project: bool) -> "Shelf":
    from tei.store.shelf import shelf, user_folder  # noqa: PLC0415 -- start-up cost

    if not in_project:
        return shelf(user_folder())
    from tei.project import find  # noqa: PLC0415 -- it brings the model and the encoder

    return shelf(find(Path.cwd()).root)


def _shelves() -> "list[Shelf]":
    return [_shelf(in_project=True), _shelf(in_project=False)]


def _named(shelf: "Shelf", name: str) -> "Kept":
    from tei.errors import ConfigError  # noqa: PLC0415 -- start-up cost
    from tei.files import shown  # noqa: PLC0415 -- the same

    kept = shelf.named(name)
    if kept is None:
        raise ConfigError(f"{shown(shelf.root)} keeps no schema `{name}`; tei schema list shows all")
    return kept


def _today() -> str:
    from datetime import UTC, datetime  # noqa: PLC0415 -- start-up cost

    from tei.project import source_date  # noqa: PLC0415 -- the same

    return source_date(os.environ) or datetime.now(UTC).date().isoformat()


def _tell(did: str, shelf: "Shelf", kept: "Kept", *, is_quiet: bool) -> None:
    from tei.files import shown  # noqa: PLC0415 -- start-up cost

    files = f"{len(kept.files)} files" if len(kept.files) > 1 else "1 file"
    note(f"{did} {kept.name} ({files}, {kept.url}) in {shown(shelf.root)}", is_quiet=is_quiet)
