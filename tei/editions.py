"""Which editions a folder holds: one for each transcription, and one for each TEI file that has none.

    letters/1801-04-12/transcription.txt      the edition `1801-04-12`, encoded from its transcription
    letters/1801-04-13/edition.xml            the edition `1801-04-13`, already TEI
    letters/catalogue.xml                     the edition `catalogue`, already TEI

In come a folder and its project, out come :class:`Edition` values, sorted by name.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tei.errors import ConfigError, InputError
from tei.files import below, inside, shown
from tei.recognition import beginning, root_of, suffixes

if TYPE_CHECKING:
    from tei.project import Project

_XML = frozenset({".xml", ".tei"})
_ROOTS = {"TEI", "teiCorpus"}
# Files of these names are called after the folder they lie in.
_UNNAMED = {"transcription", "edition", "tei", "index"}
_SNIFFED = 65536


class Edition(NamedTuple):
    """One edition: what it is called, the file it is made from, and whether that is TEI already."""

    name: str
    source: Path
    is_tei: bool

    @property
    def folder(self) -> str:
        """The folder of its built files, below the output."""
        return self.name


def editions(folder: Path, project: "Project", output: Path) -> list[Edition]:
    """Find the editions below ``folder``; InputError when there is none, ConfigError when two have one name."""
    found = list(_named(folder, project) if project.sources else _found(folder, output))
    if not found:
        advice = "an edition is a folder with a `transcription.txt`, or a TEI file"
        raise InputError(f"{shown(folder)}: there is no edition here; {advice}")
    return _distinct(sorted(found, key=lambda edition: edition.name))


def tei_files(folder: Path, besides: frozenset[Path] = frozenset()) -> Iterator[Path]:
    """Give the files below ``folder`` that are TEI by their root element."""
    return (path for path in below(folder, _XML, besides=besides) if is_tei(path))


def to_check(folder: Path, besides: frozenset[Path] = frozenset()) -> Iterator[Path]:
    """Give the files below ``folder`` that are TEI or should be: also an empty one, or one that misspells its root."""
    return (path for path in below(folder, _XML, besides=besides) if should_be_tei(path))


def should_be_tei(path: Path) -> bool:
    """Whether a file is TEI or should be, told from its beginning alone."""
    root = _root(path)
    return root == "" or (root is not None and root.lower().startswith("tei"))


def is_tei(path: Path) -> bool:
    """Whether the first element of a file is TEI's, told from its beginning alone."""
    return _root(path) in _ROOTS


def _root(path: Path) -> str | None:
    """The name of the first element of a file; empty for a file without content, None where there is none."""
    try:
        with path.open("rb") as file:
            head = file.read(_SNIFFED)
    except OSError:
        return None
    text = beginning(head)
    return root_of(text) or (None if text.strip() else "")


def name_of(source: Path) -> str:
    """Say what the edition made from ``source`` is called."""
    return source.absolute().parent.name if source.stem.lower() in _UNNAMED else source.stem


def _found(folder: Path, output: Path) -> Iterator[Edition]:
    besides = frozenset({output.resolve()})
    readable = suffixes()
    taken = set()
    for path in below(folder, readable, besides=besides):
        if path.stem == "transcription":
            taken.add(path.parent)
            yield Edition(name_of(path), path, is_tei=False)
    for path in tei_files(folder, besides):
        if path.parent not in taken:
            yield Edition(name_of(path), path, is_tei=True)


def _named(folder: Path, project: "Project") -> Iterator[Edition]:
    """Give the files that the patterns of ``[build] sources`` name."""
    matched: dict[Path, None] = {}
    for pattern in project.sources:
        matched.update(dict.fromkeys(_matching(project.root, pattern)))
    for path in matched:
        if path.resolve().is_relative_to(folder.resolve()):
            yield Edition(name_of(path), path, is_tei=path.suffix.lower() in _XML)


def _matching(root: Path, pattern: str) -> Iterable[Path]:
    try:
        return [path for path in sorted(root.glob(pattern)) if path.is_file()]
    except (ValueError, NotImplementedError, IndexError):
        raise ConfigError(
            f"[build] sources: {pattern!r} is not a pattern for files below the project"
        ) from None


def _distinct(found: list[Edition]) -> list[Edition]:
    for one, next_one in pairwise(found):
        if one.name.casefold() == next_one.name.casefold():
            places = f"{shown(one.source)} and {shown(next_one.source)}"
            raise ConfigError(f"two editions are called {one.name!r}: {places}; rename a folder or a file")
    for edition in found:
        inside(Path(), edition.name)
    return found
