"""The places where schemas are kept: the user's, for all projects, and a project's own.

In comes a name or an address, out come the bytes of a file, if they are those that the lock file speaks of.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tei.errors import OutputError, SchemaError
from tei.files import inside, shown
from tei.store.addresses import known, without_scheme
from tei.store.lock import LOCK, Kept, KeptFile, checksum, read_lock, write_lock

VARIABLE = "TEI_DATA"
FOLDER = "schemas"


def user_folder() -> Path:
    """Give the place of the user's store: `TEI_DATA`, or where the system keeps the data of programs."""
    given = os.environ.get(VARIABLE)
    if given:
        return Path(given)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "tei" / "data"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "tei"
    named = os.environ.get("XDG_DATA_HOME", "")
    return Path(named) / "tei" if named.startswith("/") else Path.home() / ".local" / "share" / "tei"


class Shelf(NamedTuple):
    """One place, and what its lock file says is kept there."""

    root: Path
    schemas: tuple[Kept, ...]

    @property
    def lock(self) -> Path:
        return self.root / LOCK

    def named(self, name: str) -> Kept | None:
        return next((kept for kept in self.schemas if kept.name == name), None)

    def at(self, url: str) -> Kept | None:
        """Find a schema by its address, or by another that is known to mean the same."""
        bare, address = without_scheme(url), known(url)
        bares = {bare, without_scheme(address.url)} if address else {bare}
        return next((kept for kept in self.schemas if without_scheme(kept.url) in bares), None)

    def file(self, url: str) -> KeptFile | None:
        """Find a file by its address: a schema, or what a schema includes."""
        bare = without_scheme(url)
        for kept in self.schemas:
            for file in kept.files:
                if without_scheme(file.url) == bare:
                    return file
        kept_at = self.at(url)
        return kept_at.files[0] if kept_at else None

    def read(self, file: KeptFile) -> bytes:
        """Give the bytes of a file that is kept; SchemaError when it is gone or is another than was fetched."""
        place = self.place(file)
        name = next((kept.name for kept in self.schemas if file in kept.files), file.url)
        advice = f"`tei schema update {name}` fetches it again"
        try:
            data = place.read_bytes()
        except OSError as error:
            raise SchemaError(
                f"{shown(place)}, which {shown(self.lock)} names, cannot be read ({(error.strerror or '').lower()}); {advice}"
            ) from None
        if checksum(data) != file.sha256:
            raise SchemaError(
                f"{shown(place)} is not the file that {shown(self.lock)} names: its checksum is another; {advice}"
            )
        return data

    def place(self, file: KeptFile) -> Path:
        """Find the place of a file; SchemaError for one that a link leads out of the store."""
        try:
            return inside(self.root, file.path)
        except OutputError as error:
            raise SchemaError(f"{shown(self.lock)}: {error}") from None

    def with_schema(self, kept: Kept) -> "Shelf":
        return self._replace(schemas=(*(one for one in self.schemas if one.name != kept.name), kept))

    def without(self, kept: Kept) -> "Shelf":
        return self._replace(schemas=tuple(one for one in self.schemas if one != kept))

    def save(self) -> None:
        write_lock(self.lock, self.schemas)


def shelf(root: Path) -> Shelf:
    """Read what is kept below a folder."""
    return Shelf(root, read_lock(root / LOCK))


def read_kept(shelves: Sequence[Shelf], url: str) -> bytes | None:
    """Give the bytes that are kept for an address on the first shelf that has it; None where none has."""
    for one in shelves:
        file = one.file(url)
        if file is not None:
            return one.read(file)
    return None
