"""Where the schema lies that a file names: beside it, where a catalog says, in a store, or within the program.

In come an address as it is written in a file and the folder of that file, out come the schema's own address and what
reads it and the files it includes. Nothing is fetched.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from tei.catalogs import Catalogs, NotACatalog
from tei.errors import ConfigError
from tei.files import shown
from tei.pipeline import SCHEMA, beside, shipped_schemas
from tei.store.shelf import Shelf, read_kept, shelf, user_folder

if TYPE_CHECKING:
    from tei.project import Project

CATALOG = "catalog.xml"
_NETWORK = re.compile(r"https?:", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")  # two letters at least: `C:` is a drive
_OWN = frozenset(f"{SCHEMA}.{suffix}" for suffix in ("rng", "sch", "xsd"))


class Found(NamedTuple):
    """A schema that can be had: its address and what reads addresses; ``is_own`` is the one within the program.

    ``among`` tells surroundings apart: an address may mean one thing here and another there.
    ``folder`` is where it lies, if that is a folder of the user.
    """

    uri: str
    read: Callable[[str], bytes]
    is_own: bool = False
    among: tuple[str, ...] = ()
    folder: str | None = None


class Surroundings:
    """The catalogs and stores that count for files of one place."""

    def __init__(self, catalogs: tuple[Catalogs, ...], shelves: tuple[Shelf, ...]) -> None:
        self.catalogs, self.shelves = catalogs, shelves
        self.places = (*(one.address for one in catalogs), *(str(one.root) for one in shelves))

    def resolve(self, *uris: str) -> str | None:
        """Give what the first catalog that knows one of ``uris`` says."""
        for catalogs in self.catalogs:
            for uri in uris:
                found = catalogs.resolve(uri)
                if found is not None:
                    return found
        return None

    def kept(self, uri: str) -> Found | None:
        """Find what is kept for an address."""
        for one in self.shelves:
            file = one.file(uri)
            if file is not None:
                return self._found(file.url, lambda _uri: None)
        return None

    def named(self, name: str) -> Found | None:
        """Find a schema that is kept by its name."""
        for one in self.shelves:
            kept = one.named(name)
            if kept is not None:
                return self._found(kept.files[0].url, lambda _uri: None)
        return None

    def local(self, path: Path) -> Found:
        """Give a schema in a file."""
        reads_beside = beside(path)
        given = shown(path)

        def read(uri: str) -> bytes | None:
            return path.read_bytes() if uri == given else reads_beside(uri)

        return self._found(given, read)._replace(folder=str(path.resolve().parent))

    def _found(self, uri: str, read: Callable[[str], bytes | None]) -> Found:
        return Found(uri, self._reading(read), among=self.places)

    def _reading(self, read: Callable[[str], bytes | None]) -> Callable[[str], bytes]:
        """Give what reads addresses: those of the network from the stores or where a catalog says, others by ``read``."""

        def all_of(uri: str) -> bytes:
            if _NETWORK.match(uri):
                return self._remote(uri)
            data = read_kept(self.shelves, uri) if not _SCHEME.match(uri) else None
            data = read(uri) if data is None else data
            if data is None:
                raise OSError("there is no such file in the store")
            return data

        return all_of

    def _remote(self, uri: str) -> bytes:
        mapped = self.resolve(uri) or uri
        if not _NETWORK.match(mapped):
            return path_of(mapped, Path.cwd()).read_bytes()
        data = read_kept(self.shelves, mapped)
        if data is None:
            raise OSError(
                f"nothing is fetched from the network here; `tei schema add {advised(mapped)}` keeps it"
            )
        return data


def locate(href: str, folder: Path, surroundings: Callable[[], Surroundings]) -> Found | None:
    """Find the schema that a file in ``folder`` names; None where it cannot be had.

    ``surroundings`` is called only for what is not beside the file and not the program's own.
    """
    is_remote = bool(_NETWORK.match(href))
    path = None if is_remote else path_of(href, folder)
    if path is not None and path.name in _OWN and not _is_another(path):
        return own(path.name)
    around = surroundings()
    absolute = href if is_remote or path is None else path.absolute().as_uri()
    mapped = around.resolve(absolute, *([href] if absolute != href else []))
    if mapped is not None:
        href, is_remote = mapped, bool(_NETWORK.match(mapped))
        path = None if is_remote else path_of(mapped, folder)
    if path is None:
        return around.kept(href)
    return around.local(path) if _is_file(path) else None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def own(name: str) -> Found:
    """Give the schema within the program, in the form that ``name`` ends in."""
    return Found(name, shipped_schemas().read, is_own=True)


def path_of(href: str, folder: Path) -> Path:
    """Give the path that a relative reference or a ``file:`` address means."""
    if href[:5].casefold() == "file:":
        path = unquote(re.sub("^file:(//[^/]*)?", "", href.partition("#")[0], flags=re.IGNORECASE))
        return Path(re.sub("^/([A-Za-z]:)", r"\1", path))
    return Path(os.path.normpath(folder / unquote(href.partition("#")[0])))


def advised(url: str) -> str:
    """Give what `tei schema add` takes for an address: its name where it has one."""
    from tei.store.addresses import known  # noqa: PLC0415 -- only what is missing pays for it

    found = known(url)
    return found.called if found else re.sub("^http:", "https:", url, flags=re.IGNORECASE)


def surroundings_of(folder: Path, catalog: Path | None) -> Surroundings:
    """Look for catalogs and stores from ``folder`` upwards, to the root of its project; then the user's store.

    ``catalog`` was given with the command and goes before those that are found.
    """
    from tei.project import find  # noqa: PLC0415 -- it brings the model and the encoder

    project = find(folder)
    folders = list(_upwards(folder.absolute(), _root(folder, project)))
    shelves = [shelf(one) for one in folders] + [shelf(user_folder())]
    return Surroundings(
        tuple(_catalogs(folders, project, catalog)), tuple(one for one in shelves if one.schemas)
    )


def _root(folder: Path, project: "Project") -> Path:
    """The root of the project; without one, where the user stands if that is above, else the folder itself."""
    if project.config is not None:
        return project.root.absolute()
    return Path.cwd() if folder.absolute().is_relative_to(Path.cwd()) else folder.absolute()


def _catalogs(folders: list[Path], project: "Project", given: Path | None) -> Iterator[Catalogs]:
    named = given or (project.root / project.catalog if project.catalog else None)
    if named is not None:
        yield _named(named, project.config if given is None else None)
    for folder in folders:
        place = folder / CATALOG
        if place.is_file():
            with suppress(NotACatalog):
                yield Catalogs(place.absolute().as_uri(), _read)


def _named(path: Path, config: Path | None) -> Catalogs:
    who = f"{shown(path)}" + (f", which {shown(config)} names," if config else "")
    try:
        return Catalogs(path.absolute().as_uri(), _read)
    except NotACatalog:
        raise ConfigError(f"{who} is not an XML catalog") from None
    except OSError as error:
        raise ConfigError(f"{who} cannot be read: {(error.strerror or str(error)).lower()}") from None


def _read(address: str) -> bytes:
    if _NETWORK.match(address):
        raise OSError("nothing is fetched from the network; keep a copy of that catalog")
    return path_of(address, Path.cwd()).read_bytes()


def _upwards(folder: Path, root: Path) -> Iterator[Path]:
    yield folder
    if folder != root and folder.is_relative_to(root):
        for parent in folder.parents:
            yield parent
            if parent == root:
                return


def _is_another(path: Path) -> bool:
    """Whether the file beside an edition is another schema than the program's, of the same name."""
    try:
        return path.read_bytes() != shipped_schemas().read(path.name)
    except (OSError, ValueError):  # ValueError: no system has such a name
        return False


def absolute_href(href: str, folder: Path) -> str:
    """Name a schema for people: an address as it is, a file from where the user stands."""
    return href if _NETWORK.match(href) else shown(path_of(href, folder))
