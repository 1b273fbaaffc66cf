"""Reading and writing files so that nothing is ever half written, and naming them for people.

Everything that is wrong with a place becomes one InputError or OutputError that names it.
"""

import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from tei.errors import InputError, OutputError

# Folders that hold what programs made or fetched, never an edition.
IGNORED = frozenset({"build", "dist", "public", "node_modules", "venv", "__pycache__"})
# A backslash parts folders on some systems; the others are signs in a path or refused on Windows, and plain elsewhere:
# "What is to be done?.txt".
_REFUSED = frozenset('\\\0:*?"<>|' if os.name == "nt" else "\\\0")


def shown(path: Path) -> str:
    """Name a path as findings do: from where the user stands, with forward slashes."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 -- resolve() would show where a link leads
    with suppress(ValueError):
        return absolute.relative_to(Path.cwd()).as_posix()
    return path.as_posix()


def read(path: Path) -> bytes:
    """Read a file; InputError says why it cannot be done."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{shown(path)}: there is no such file") from None
    except IsADirectoryError:
        raise InputError(f"{shown(path)}: this is a folder, not a file") from None
    except OSError as error:
        raise InputError(f"{shown(path)} cannot be read: {_reason(error)}") from None


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: readers see the old bytes until the new ones are there."""
    try:
        _replace(path, data)
    except OSError as error:
        raise OutputError(f"{shown(path)} cannot be written: {_reason(error)}") from None


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write ``files`` below ``folder``; OutputError, before anything is written, for a name that leads out of it."""
    places = {inside(folder, name): data for name, data in files.items()}
    for place, data in places.items():
        write(place, data)


def inside(folder: Path, name: str) -> Path:
    """Find the place of ``name`` below ``folder``; OutputError when it is not below it."""
    parts = PurePosixPath(name).parts
    is_plain = (
        parts and not name.startswith("/") and not {"..", "."} & set(parts) and not _REFUSED & set(name)
    )
    place = folder.joinpath(*parts)
    if not is_plain or not place.resolve().is_relative_to(folder.resolve()):
        raise OutputError(f"{name!r} is not a name for a file inside {shown(folder)}")
    return place


def below(
    folder: Path, suffixes: frozenset[str], *, besides: frozenset[Path] = frozenset()
) -> Iterator[Path]:
    """Give the files below ``folder`` with one of ``suffixes``, sorted, build folders and hidden ones left out."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise InputError(f"{shown(folder)} cannot be read: {_reason(error)}") from None
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            if entry.name not in IGNORED and entry.resolve() not in besides:
                yield from below(entry, suffixes, besides=besides)
        elif entry.is_file() and entry.suffix.lower() in suffixes:
            yield entry


def _replace(path: Path, data: bytes) -> None:
    path = path.resolve()  # a link stays a link: what it points to is replaced
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        raise IsADirectoryError(21, "this is a folder")
    if path.exists() and not path.is_file():
        path.write_bytes(data)  # a device or a pipe takes what it is given and stays what it is
        return
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        # "x" refuses a file or link that is there already; a part that a killed run left behind is in nobody's way
        # but that of a process with the same number.
        with suppress(FileNotFoundError):
            part.unlink()
        with part.open("xb") as file:
            file.write(data)
        if (mode := _mode(path)) is not None:
            part.chmod(mode)
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def _mode(path: Path) -> int | None:
    """The permissions of the file that is replaced, to be kept; None for a new file."""
    with suppress(OSError):
        return stat.S_IMODE(path.stat().st_mode)
    return None


def _reason(error: OSError) -> str:
    reason = error.strerror or str(error)
    return reason[:1].lower() + reason[1:]
