"""Which files have changed since a state that git knows: for checks that are made before each commit or push.

In come paths and the name of a state (a branch, a tag, a commit, or anything else that ``git diff`` takes), out come the files
that differ from it, and those that git does not know yet. Git is called as a process of its own, without a shell.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from tei.errors import ConfigError
from tei.files import shown


def changed(paths: Iterable[Path], state: str) -> list[Path]:
    """Keep the files that have changed since ``state``; ConfigError where git cannot say."""
    if not state or state.startswith("-"):
        raise ConfigError(f"--changed takes a branch, a tag or a commit, not `{state}`")
    folders = {path: path.absolute().parent for path in paths}
    roots = {folder: _repository(folder) for folder in set(folders.values())}
    found = {root: _changed(root, state) for root in set(roots.values())}
    return [path for path, folder in folders.items() if path.resolve() in found[roots[folder]]]


def _repository(folder: Path) -> Path:
    """Give the root of the working tree that a folder lies in."""
    found = _git(folder, "rev-parse", "--show-toplevel")
    if found.refusal:
        raise ConfigError(
            f"{shown(folder)} is in no git repository that can be read, so --changed cannot say what has changed "
            f"(git: {found.refusal})"
        )
    return Path(found.text.removesuffix("\n"))


def _changed(root: Path, state: str) -> frozenset[Path]:
    """The files of a working tree that are not as they were, and are still there."""
    names = ("--name-only", "-z", "--no-renames", "--no-ext-diff", "--diff-filter=d")
    differing = _git(root, "diff", *names, state, "--")
    if differing.refusal:
        raise ConfigError(
            f"git knows no `{state}` in {shown(root)}; name a branch, a tag or a commit, and fetch it first where the "
            f"history was fetched in part (git: {differing.refusal})"
        )
    untracked = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset(
        (root / name).resolve() for name in (differing.text + untracked.text).split("\0") if name
    )


class _Answer(NamedTuple):
    """What git printed, or why it did not do what it was asked."""

    text: str
    refusal: str = ""


def _git(folder: Path, *arguments: str) -> _Answer:
    program = shutil.which("git")
    if program is None:
        raise ConfigError("--changed asks git what has changed, and git is not installed")
    command = [program, "-C", str(folder), *arguments]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 -- no shell, and no option from outside
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0].removeprefix("fatal: ")
        return _Answer("", said.rstrip(".") or f"status {done.returncode}")
    return _Answer(os.fsdecode(done.stdout))
