"""Add schemas to a store: fetch one with all that it includes, look at it, write it, and write the lock file last.

In come what the user calls the schema and a way to fetch, out comes what is kept now. What is no schema is never written.
"""

import posixpath
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

from tei.errors import ConfigError, SchemaError
from tei.files import inside, read, shown, write
from tei.store.addresses import address, known
from tei.store.lock import Kept, KeptFile, checksum
from tei.store.shelf import FOLDER, Shelf

Fetch = Callable[[str], bytes]
_MOST = 200  # files of one schema
_SUFFIXES = ("rng", "rnc", "sch", "xsd")
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_SCHEMATRON = ("http://purl.oclc.org/dsdl/schematron", "http://www.ascc.net/xml/schematron")


class Wanted(NamedTuple):
    """A schema to be added: its name in the store, its address, and the local file that it is taken from, if any."""

    name: str
    url: str
    file: Path | None = None


def wanted(called: str, name: str | None = None, source: Path | None = None) -> Wanted:
    """Understand what a user calls a schema: a name of the table, an address, or a file.

    ``source`` is a file that holds what is at the address. ConfigError for what is none of these.
    """
    found = address(called)
    if found is not None:
        return Wanted(name or found.called, found.url, source)
    if _URL.match(called):
        url = called.partition("#")[0]
        of = known(url)
        url = of.url if of else re.sub("^http:", "https:", url, flags=re.IGNORECASE)
        return Wanted(_name(name or (of.called if of else _stem(urlsplit(url).path))), url, source)
    file = Path(called)
    if not file.is_file():
        from tei.diagnostics.nearest import did_you_mean  # noqa: PLC0415 -- only a slip pays for it
        from tei.store.addresses import published  # noqa: PLC0415 -- the same

        advice = did_you_mean(called, [one.name for one in published()])
        raise ConfigError(
            f"`{called}` is no known schema, no address and no file; {advice or '`tei schema list` shows those that are known'}"
        )
    name = _name(name or _stem(file.name))
    # No scheme: references from it are joined as those of any relative address.
    return Wanted(name, f"{name}/{quote(file.name)}", source or file)


def gather(asked: Wanted, fetch: Fetch) -> dict[str, bytes]:
    """Fetch a schema and the files that it includes, by address, itself first; SchemaError when it is none."""
    got: dict[str, bytes] = {}
    take = _taking(asked, fetch)

    def resolve(url: str) -> bytes:
        url = url.partition("#")[0]
        if url not in got:
            if len(got) >= _MOST:
                raise SchemaError(f"{asked.url} includes more than {_MOST} files")
            got[url] = take(url)
        return got[url]

    kind = _kind(asked.url)
    data = resolve(asked.url)
    if kind == "sch":
        _gather_schematron(asked.url, data, resolve)
    elif kind == "xsd":
        _gather_xsd(asked.url, data)
    else:
        _gather_relaxng(asked.url, resolve)
    return got


def put(shelf: Shelf, asked: Wanted, got: dict[str, bytes], date: str, *, is_dry: bool = False) -> Kept:
    """Write the files of a schema and the lock file, unless ``is_dry``; give what the lock file then says of it."""
    kept = Kept(asked.name, asked.url, date, tuple(_placed(asked, got)))
    other = shelf.named(asked.name)
    if other is not None and other.url != asked.url:
        raise ConfigError(
            f"{shown(shelf.lock)} has `{asked.name}` from {other.url}; give this one another name with --name"
        )
    if other is not None and other.files == kept.files:
        kept = other
    if not is_dry:
        for file, data in zip(kept.files, got.values(), strict=True):
            write(inside(shelf.root, file.path), data)
        shelf.with_schema(kept).save()
        if other is not None:
            _clear(shelf, [file for file in other.files if file.path not in {one.path for one in kept.files}])
    return kept


def is_published(kept: Kept) -> bool:
    """Whether a schema has an address, or was added from a file."""
    return bool(_URL.match(kept.url))


def again(kept: Kept) -> Wanted:
    """Ask for a schema that is kept once more; ConfigError for one that came from a file."""
    if not is_published(kept):
        raise ConfigError(f"`{kept.name}` was added from a file; tei schema add takes the file again")
    return Wanted(kept.name, kept.url)


def restore(shelf: Shelf, kept: Kept, network: Callable[[], Fetch], *, is_dry: bool = False) -> bool:
    """Bring back what the lock file names and is not there; SchemaError where the address has another schema now.

    True says that something was missing.
    """
    try:
        for file in kept.files:
            shelf.read(file)
    except SchemaError:
        asked = again(kept)
        got = gather(asked, network())
        if tuple(_placed(asked, got)) != kept.files:
            raise SchemaError(
                f"{kept.url} is not what {shown(shelf.lock)} names any more; `tei schema update {kept.name} --project` takes the new one"
            ) from None
        put(shelf, asked, got, kept.date, is_dry=is_dry)
        return True
    return False


def remove(shelf: Shelf, kept: Kept, *, is_dry: bool = False) -> None:
    """Take a schema from a shelf: the lock file first, then the files that it alone has."""
    if is_dry:
        return
    rest = shelf.without(kept)
    rest.save()
    used = {file.path for one in rest.schemas for file in one.files}
    _clear(shelf, [file for file in kept.files if file.path not in used])


def _clear(shelf: Shelf, files: list[KeptFile]) -> None:
    """Remove files, and the folders below the shelf that are empty then."""
    for file in files:
        place = shelf.place(file)
        place.unlink(missing_ok=True)
        for folder in place.parents:
            if folder == shelf.root or folder.name == FOLDER or any(folder.iterdir()):
                break
            folder.rmdir()


def _taking(asked: Wanted, fetch: Fetch) -> Fetch:
    """Give what takes the files of a schema: from its host, or from the folder of the local file."""
    host, source = urlsplit(asked.url).netloc, asked.file

    def take(url: str) -> bytes:
        if source is not None:
            return _taken(asked, source, url)
        parts = urlsplit(url)
        if parts.scheme != urlsplit(asked.url).scheme or parts.netloc != host:
            raise OSError(f"it lies elsewhere than on {host}, and only what is there is fetched with it")
        return fetch(url)

    return take


def _taken(asked: Wanted, source: Path, url: str) -> bytes:
    """Read what stands for ``url``: the source, or a file in its folder or below."""
    if url == asked.url:
        return read(source)
    folder = posixpath.dirname(asked.url) + "/"
    if not url.startswith(folder):
        raise OSError(f"it lies outside the folder of {shown(source)}")
    place = source.resolve().parent.joinpath(unquote(url.removeprefix(folder))).resolve()
    if not place.is_relative_to(source.resolve().parent):
        raise OSError(f"it lies outside the folder of {shown(source)}")
    return read(place)


def _gather_relaxng(url: str, resolve: Fetch) -> None:
    """Read a schema and what it includes as the engine will, so that it is known to be one."""
    from tei.relaxng import errors  # noqa: PLC0415 -- what only this needs
    from tei.relaxng.simplification.files import Files  # noqa: PLC0415 -- the same
    from tei.relaxng.sources.source import SourceElement  # noqa: PLC0415 -- the same

    try:
        files = Files(resolve)
        pending: list[tuple[SourceElement, tuple[str, ...]]] = [(files.root(url), (url,))]
        seen = {url}
        while pending:
            root, opened = pending.pop()
            elements = [root]
            while elements:
                element = elements.pop()
                elements += element.children
                if element.name in {"include", "externalRef"}:
                    included, uri = files.open(element, opened)
                    if uri not in seen:
                        seen.add(uri)
                        pending.append((included, (*opened, uri)))
    except errors.SchemaError as error:
        raise SchemaError(f"this is no RELAX NG schema that can be used: {error}") from None


def _gather_schematron(url: str, data: bytes, resolve: Fetch) -> None:
    pending, seen = [(url, data)], {url}
    while pending:
        base, content = pending.pop()
        root = _xml(content, base)
        if base == url and root.tag not in {f"{{{namespace}}}schema" for namespace in _SCHEMATRON}:
            raise SchemaError(f"{url} is no Schematron schema")
        for element in root.iter(
            *(f"{{{ns}}}{name}" for ns in _SCHEMATRON for name in ("include", "extends"))
        ):
            href = urljoin(base, element.get("href", "")).partition("#")[0]
            if element.get("href") and href not in seen:
                seen.add(href)
                try:
                    pending.append((href, resolve(href)))
                except OSError as error:
                    raise SchemaError(f"`{href}`, which {base} includes, cannot be had: {error}") from None


def _gather_xsd(url: str, data: bytes) -> None:
    if _xml(data, url).tag != "{http://www.w3.org/2001/XMLSchema}schema":
        raise SchemaError(f"{url} is no XML Schema")


def _xml(data: bytes, url: str):  # type: ignore[no-untyped-def] # noqa: ANN202 -- an element of lxml, imported when needed
    from lxml import etree  # noqa: PLC0415 -- a quarter of the start-up of other commands

    try:
        return etree.fromstring(
            data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        )
    except etree.XMLSyntaxError as error:
        raise SchemaError(f"{url} is no schema: it is not well-formed XML ({error.msg})") from None


def _placed(asked: Wanted, got: dict[str, bytes]) -> list[KeptFile]:
    """Give each file its place below the folder of the schema, as its address lies below what all have in common."""
    paths = {url: unquote(urlsplit(url).path).lstrip("/") for url in got}
    common = (
        posixpath.commonpath([posixpath.dirname(path) for path in paths.values()]) if len(paths) > 1 else ""
    )
    files = []
    for url, data in got.items():
        path = posixpath.relpath(paths[url], common) if common else paths[url]
        path = path if len(paths) > 1 else posixpath.basename(path)
        files.append(KeptFile(f"{FOLDER}/{asked.name}/{path}", url, checksum(data)))
    if len({file.path.casefold() for file in files}) < len(files):
        raise SchemaError(
            f"{asked.url} includes files whose addresses differ in no more than case or what follows `?`"
        )
    return files


def _kind(url: str) -> str:
    suffix = posixpath.splitext(urlsplit(url).path)[1].lstrip(".").casefold()
    if suffix not in _SUFFIXES:
        raise ConfigError(f"{url}: the address of a schema ends in one of .rng, .rnc, .sch, .xsd")
    return suffix


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(unquote(path)))[0]


def _name(name: str) -> str:
    if not re.fullmatch(r"\w[\w.@+-]*", name):
        raise ConfigError(
            f"`{name}` is no name for a schema: letters, digits, `.`, `-`, `_`, `+` and `@` make one"
        )
    return name
