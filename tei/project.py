"""What a project says about itself: ``tei.toml``, and the sidecars beside and above a source.

In comes a path, out come a :class:`Project` and, for each source, the :class:`Particulars` that its sidecars give.
Nothing else reads configuration. Which keys there are stands in ``configuration.py``.
"""

import os
import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from tei.configuration import CONFIG, FOLDER, SIDECAR, load, own, settled, w3c_date
from tei.encoder.settings import Publication, Revision
from tei.errors import ConfigError
from tei.files import read, shown
from tei.transcription.decisions import Settled

_BUILD: dict[str, Any] = {
    "output": "build",
    "formats": ("html",),
    "checks": ("rng", "sch", "pointers"),
    "sources": (),
}


class Project(NamedTuple):
    """The folder of a project and what its configuration says; ``config`` is the file, if there is one."""

    root: Path
    config: Path | None = None
    title: str | None = None
    publication: Mapping[str, str] = {}
    output: str = "build"
    formats: tuple[str, ...] = ("html",)
    checks: tuple[str, ...] = ("rng", "sch", "pointers")
    sources: tuple[str, ...] = ()
    catalog: str | None = None


class Particulars(NamedTuple):
    """What the sidecars of one source say.

    ``overrides`` are fields that describe the text and go before what is read in it, ``defaults`` those of the
    folders, nearest first, which only complete it; each with the file they are from. ``files`` are those files.
    ``settled`` is what the editor decided about places of the text.
    """

    id: str | None
    publication: Publication
    revision: Revision
    overrides: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    defaults: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    files: tuple[Path, ...] = ()
    settled: tuple[Settled, ...] = ()

    def with_language(self, tag: str) -> "Particulars":
        """The same, but for the language, which was given with the command."""
        return self._replace(overrides=(*self.overrides, ("--language", {"language": tag})))


def find(start: Path) -> Project:
    """Find the project that ``start`` (a file or folder) belongs to; without configuration its folder is the project."""
    folder = start if start.is_dir() else start.parent
    for candidate in _upwards(folder):
        if (candidate / CONFIG).is_file():
            return _project(candidate, candidate / CONFIG, load(candidate / CONFIG))
        if (candidate / "pyproject.toml").is_file():
            section = _tool_section(candidate / "pyproject.toml")
            if section is not None:
                return _project(candidate, candidate / "pyproject.toml", section)
    return Project(root=folder)


def particulars(source: Path, project: Project, date: str | None = None) -> Particulars:
    """Read the sidecars of ``source``; ``date`` goes before the date of revision that they give."""
    beside = source.with_suffix(".toml")
    sidecar = beside if beside.is_file() and beside.name not in {CONFIG, FOLDER, "pyproject.toml"} else None
    folders = [
        folder / FOLDER for folder in _within(source.parent, project.root) if (folder / FOLDER).is_file()
    ]
    values = load(sidecar) if sidecar else {}
    ours, fields = own(values, SIDECAR, shown(beside))
    above = [(shown(path), *own(load(path), FOLDER, shown(path))) for path in folders]
    publication = dict(project.publication)
    for _, tables, _ in reversed(above):
        publication |= tables.get("publication", {})
    publication |= ours.get("publication", {})
    revision = ours.get("revision", {})
    return Particulars(
        id=ours[""].get("id"),
        publication=Publication(**publication),
        revision=Revision(
            date=date or revision.get("date") or source_date(os.environ), note=revision.get("note")
        ),
        overrides=((shown(sidecar), fields),) if sidecar else (),
        defaults=tuple((name, described) for name, _, described in above),
        files=(*([sidecar] if sidecar else []), *folders),
        settled=settled(values, shown(beside)),
    )


def unaccompanied(project: Project, date: str | None = None) -> Particulars:
    """Give the particulars of a source that lies in no folder, such as standard input."""
    revision = Revision(date=date or source_date(os.environ))
    return Particulars(None, Publication(**project.publication), revision)


def source_date(environment: Mapping[str, str]) -> str | None:
    """Read the day that ``SOURCE_DATE_EPOCH`` names, the custom of reproducible builds."""
    seconds = environment.get("SOURCE_DATE_EPOCH", "").strip()
    if not seconds:
        return None
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        raise ConfigError(
            f"SOURCE_DATE_EPOCH must be a number of seconds since 1970, not {seconds!r}"
        ) from None


def given_date(value: str | None) -> str | None:
    """Check the date that a command was given."""
    return w3c_date(value, "--date") if value is not None else None


def user() -> str:
    """Name the person at the machine, in full where the system knows it."""
    import getpass  # noqa: PLC0415 -- only an edition without a publisher asks

    try:
        import pwd  # noqa: PLC0415 -- Windows has none

        full = pwd.getpwuid(os.getuid()).pw_gecos.split(",")[0].strip()
    except (ImportError, KeyError):
        full = ""
    try:
        return full or getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def _project(root: Path, config: Path, values: Mapping[str, Any]) -> Project:
    tables, _ = own(values, CONFIG, shown(config))
    build = _BUILD | tables.get("build", {})
    return Project(
        root=root,
        config=config,
        title=tables.get("project", {}).get("title"),
        publication=tables.get("publication", {}),
        output=build["output"],
        formats=tuple(build["formats"]),
        checks=tuple(build["checks"]),
        sources=tuple(build["sources"]),
        catalog=tables.get("validate", {}).get("catalog"),
    )


def _tool_section(path: Path) -> Mapping[str, Any] | None:
    """Take ``[tool.tei]`` out of a pyproject.toml; what else is wrong with that file is not our business."""
    try:
        tool = tomllib.loads(read(path).decode("utf-8-sig")).get("tool", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return None
    section = tool.get("tei") if isinstance(tool, dict) else None
    return section if isinstance(section, dict) else None


def _upwards(folder: Path) -> Iterator[Path]:
    absolute = folder.absolute()
    return iter((folder, *absolute.parents)) if folder.exists() else iter(absolute.parents)


def _within(folder: Path, root: Path) -> Iterator[Path]:
    """Give ``folder`` and those above it up to ``root``, or ``folder`` alone when it lies elsewhere."""
    yield folder
    if folder.resolve().is_relative_to(root.resolve()):
        for parent in folder.absolute().parents:
            if not parent.resolve().is_relative_to(root.resolve()):
                return
            yield parent
