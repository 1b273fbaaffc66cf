"""The user's cache folder: what was computed once and may be computed again, as files of bytes by name.

Nothing in it is needed and nothing in it is believed: a folder that cannot be read or written costs time and no more.
Files are read only where nobody but the user could have written them, written whole or not at all, and the oldest go
when there are too many.
"""

import os
import stat
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import suppress
from pathlib import Path

VARIABLE = "TEI_CACHE"
_MOST = 32
_LARGEST = 64 << 20


def folder() -> Path:
    """Give the place of the cache: `TEI_CACHE`, or where the system keeps such things."""
    given = os.environ.get(VARIABLE)
    if given:
        return Path(given)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "tei" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "tei"
    named = os.environ.get("XDG_CACHE_HOME", "")
    return Path(named) / "tei" if named.startswith("/") else Path.home() / ".cache" / "tei"


class Cache(MutableMapping[str, bytes]):
    """The files of one folder below the cache, by name. KeyError for what is not there or not the user's own."""

    def __init__(self, name: str, place: Path | None = None) -> None:
        self._folder = (folder() if place is None else place) / name

    def __getitem__(self, name: str) -> bytes:
        try:
            with (self._folder / name).open("rb") as file:
                if not _is_own(os.fstat(file.fileno())):
                    raise KeyError(name)
                return file.read(_LARGEST)
        except (OSError, ValueError):
            raise KeyError(name) from None

    def __setitem__(self, name: str, data: bytes) -> None:
        """Write a file; OSError when it cannot be done."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        import tempfile  # noqa: PLC0415 -- reading is the rule, and must start at once

        handle, written = tempfile.mkstemp(dir=self._folder, prefix=".", suffix=".new")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(written).replace(self._folder / name)
        except BaseException:
            with suppress(OSError):
                Path(written).unlink()
            raise
        self._tidy()

    def __delitem__(self, name: str) -> None:
        with suppress(OSError):
            (self._folder / name).unlink()

    def __iter__(self) -> Iterator[str]:
        with suppress(OSError):
            yield from sorted(os.listdir(self._folder))  # noqa: PTH208 -- names are all that is asked for

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _tidy(self) -> None:
        """Take out the oldest files, and what an interrupted process has left, when there are too many."""
        with suppress(OSError):
            found = sorted(self._folder.iterdir(), key=lambda file: file.stat().st_mtime, reverse=True)
            for file in found[_MOST:]:
                file.unlink()


def _is_own(status: os.stat_result) -> bool:
    """Say whether only the user could have written the file; systems without such rights keep folders apart."""
    if not hasattr(os, "getuid"):
        return True
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
