"""A folder to work in, and the command."""

import pytest
from click.testing import CliRunner

from tei.cli import commands


@pytest.fixture
def folder(tmp_path, tmp_path_factory, monkeypatch):
    """An empty folder, with the program standing in it and nothing else in its surroundings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TEI_DATA", str(tmp_path_factory.mktemp("store")))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


@pytest.fixture
def tei(folder):  # noqa: ARG001 -- it stands in the folder
    """Run the command: ``tei("validate", "a.xml")``."""

    def run(*args, **options):
        return CliRunner().invoke(commands, list(map(str, args)), **options)

    return run


def write(folder, files):
    """Write files by name; see ``bad_input.toml`` for what the values mean."""
    for name, content in files.items():
        path = folder / name
        if name.endswith("/"):
            path.mkdir(parents=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, list):
            path.write_bytes(bytes(content))
        else:
            root = '<TEI xmlns="http://www.tei-c.org/ns/1.0">'
            path.write_text(content.replace("<TEI>", root), "utf-8", newline="")


def everything(folder):
    """All files below a folder with their bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
