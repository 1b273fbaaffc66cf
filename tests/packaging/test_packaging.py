"""What is installed: schemas and stylesheets are found in a wheel, an sdist and an editable install."""

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

# Prints what an installation finds, and that it publishes and validates with it.
PROBE = """
import tei, sys
from pathlib import Path
from tei.resources import resource
for name in ("tei-edition.rng", "tei-edition.sch", "tei-edition.xsd"):
    assert resource("schemas", name).read_bytes().startswith(b"<?xml"), name
from tei.document.parse import parse
from tei.publications import html
document, findings = parse(Path(sys.argv[1]).read_bytes(), "edition.xml")
assert b"<article" in html.publish(document)["index.html"]
print(Path(tei.__file__).parent.parent)
"""


def probe(python: Path | str, where: Path, *, path: Path | None = None) -> Path:
    """Where the ``tei`` that ``python`` imports lies, after it has found its files."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    if path is not None:
        environment["PYTHONPATH"] = str(path)
    edition = ROOT / "editions" / "stalin-interview" / "expected.xml"
    result = subprocess.run(
        [str(python), "-c", PROBE, str(edition)],
        capture_output=True,
        text=True,
        check=False,
        cwd=where,
        env=environment,
    )
    assert result.returncode == 0, result.stderr
    return Path(result.stdout.strip())


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The sdist, and the wheel made from it."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return folder


def test_a_wheel_finds_its_files(built, tmp_path):
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        wheel.extractall(tmp_path / "site")  # noqa: S202 - our own

    assert probe(sys.executable, tmp_path, path=tmp_path / "site") == tmp_path / "site"


def test_an_sdist_finds_its_files(built, tmp_path):
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        sdist.extractall(tmp_path)  # noqa: S202 - our own
    unpacked = next(tmp_path.iterdir())

    assert probe(sys.executable, tmp_path, path=unpacked) == unpacked


def test_an_editable_install_finds_its_files(tmp_path):
    assert probe(sys.executable, tmp_path) == ROOT


def test_a_wheel_holds_the_package_and_nothing_else(built):
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        tops = {name.split("/")[0] for name in wheel.namelist()}

    assert {top for top in tops if not top.endswith(".dist-info")} == {"tei"}


@pytest.mark.long
def test_the_lines_of_the_readme_work_in_a_fresh_environment(built, tmp_path):
    """As a new user: a new virtual environment, an empty home, the wheel with what it depends on."""
    venv.create(tmp_path / "venv", with_pip=True)
    binaries = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    environment = os.environ | {"HOME": str(tmp_path), "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}"}

    def run(*command: str) -> None:
        result = subprocess.run(
            command, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment
        )
        assert result.returncode == 0, f"{command}: {result.stdout}{result.stderr}"

    run("python", "-m", "pip", "install", "--quiet", str(next(built.glob("*.whl"))))
    run("tei", "new", "letters")
    run("tei", "build", "letters")
    run("tei", "validate", "letters/build", "--check", "xsd")
    assert list((tmp_path / "letters" / "build").rglob("index.html"))
    assert probe(binaries / "python", tmp_path).is_relative_to(tmp_path / "venv")
