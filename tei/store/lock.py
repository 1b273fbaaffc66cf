"""The lock file ``tei.lock``: which schemas are kept, from where, since when, and the checksum of each file.

A project's stands beside its ``tei.toml`` and belongs under version control; the user's own store has one too.
"""

import hashlib
import re
import tomllib
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from tei.errors import ConfigError
from tei.files import read, shown, write

LOCK = "tei.lock"
_HEAD = """\
# Schemas that were fetched, made by `tei schema add`. Keep it with the folder `schemas` under version control;
# a file that is not the one with its checksum is not used.
version = 1
"""
_SHA256 = re.compile("[0-9a-f]{64}")


class KeptFile(NamedTuple):
    """A file of a schema: its place from the lock file, its address, its checksum."""

    path: str
    url: str
    sha256: str


class Kept(NamedTuple):
    """A schema that is kept; the first of ``files`` is the schema, the others are what it includes."""

    name: str
    url: str
    date: str
    files: tuple[KeptFile, ...]


def checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def read_lock(path: Path) -> tuple[Kept, ...]:
    """Read a lock file; nothing where there is none, ConfigError where it cannot be understood."""
    if not path.is_file():
        return ()
    try:
        values = tomllib.loads(read(path).decode("utf-8-sig"))
        if values.get("version") != 1:
            raise ConfigError(
                f"{shown(path)} was written by another version of tei; `tei schema add` writes it anew"
            )
        return tuple(_kept(table) for table in values.get("schema", []))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, LookupError, TypeError, ValueError) as error:
        raise ConfigError(
            f"{shown(path)} is damaged ({error}); bring it back from version control or remove it"
        ) from None


def write_lock(path: Path, schemas: tuple[Kept, ...]) -> None:
    """Write a lock file, sorted by names, so that a change shows as what it is."""
    lines = [_HEAD]
    for kept in sorted(schemas):
        lines += ["[[schema]]", *(_line(name, getattr(kept, name)) for name in ("name", "url", "date"))]
        for file in kept.files:
            lines += ["", "[[schema.file]]", *(_line(name, getattr(file, name)) for name in file._fields)]
        lines.append("")
    write(path, "\n".join(lines).encode())


def _line(key: str, value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    escaped = re.sub("[\x00-\x1f\x7f]", lambda match: f"\\u{ord(match[0]):04X}", escaped)
    return f'{key} = "{escaped}"'


def _kept(table: dict[str, Any]) -> Kept:
    files = tuple(
        KeptFile(_path(file["path"]), _text(file["url"]), _sum(file["sha256"])) for file in table["file"]
    )
    if not files:
        raise ValueError("a schema without files")
    return Kept(_text(table["name"]), _text(table["url"]), _text(table["date"]), files)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _path(value: object) -> str:
    path = _text(value)
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts or "\\" in path or ":" in path:
        raise ValueError(f"{path!r} leads out of the store")
    return path


def _sum(value: object) -> str:
    if not isinstance(value, str) or not _SHA256.fullmatch(value):
        raise ValueError(f"{value!r} is no sha256")
    return value
