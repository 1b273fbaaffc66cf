"""The README and the docs are true: their commands run, their tables are the program's own."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tei.configuration import KEYS
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
CI = (ROOT / "docs" / "ci.md").read_text("utf-8")


def fenced(text: str, language: str) -> list[str]:
    """The fenced blocks of ``language`` in ``text``."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.fixture
def project(tmp_path):
    """A working copy of the editions, and ``tei`` on the path."""
    shutil.copytree(ROOT / "editions", tmp_path / "editions", ignore=shutil.ignore_patterns("build"))
    return tmp_path


def run(line: str, folder: Path) -> subprocess.CompletedProcess:
    binaries = Path(sys.executable).parent
    environment = os.environ | {"PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1"}
    return subprocess.run(
        shlex.split(line, comments=True),
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env=environment,
    )


def commands() -> list[str]:
    """The lines of the README that call ``tei``."""
    lines = [line.strip() for block in fenced(README, "sh") for line in block.splitlines()]
    return [line for line in lines if line.startswith("tei ")]


def test_the_readme_shows_the_commands():
    assert {shlex.split(line)[1] for line in commands()} >= {
        "encode",
        "validate",
        "publish",
        "build",
        "new",
        "explain",
    }


def test_every_command_of_the_readme_runs(project):
    for line in commands():
        result = run(line, project)
        assert result.returncode == 0, f"{line}: {result.stdout}{result.stderr}"


def test_what_the_readme_points_at_is_there():
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target


def test_the_table_of_keys_is_the_programs_own():
    rows = re.findall(r"^\| `(?:\[(\w+)\] )?(\w+)` \| (\w+) \| (.+?) \| (.+?) \|$", README, re.MULTILINE)
    shown = {(table, name): (takes, meaning) for table, name, takes, _, meaning in rows}

    assert shown == {(key.table, key.name): (key.takes, key.meaning) for key in KEYS}


def workflow() -> dict:
    return yaml.safe_load(fenced(CI, "yaml")[0])


def test_the_workflow_has_ten_lines_and_validates_on_every_push():
    assert len(fenced(CI, "yaml")[0].strip().splitlines()) <= 10
    assert "push" in str(workflow()[True])  # YAML 1.1 reads the key `on` as true


def test_a_new_project_follows_the_workflow_with_tei_build(tmp_path):
    assert "`- run: tei build`" in CI
    assert run("tei new letters", tmp_path).returncode == 0
    result = run("tei build", tmp_path / "letters")

    assert result.returncode == 0, result.stdout + result.stderr


def test_the_steps_of_the_workflow_run(project):
    """Each ``run`` line, the installation apart, which the packaging tests do."""
    (job,) = workflow()["jobs"].values()
    lines = [step["run"] for step in job["steps"] if "run" in step]
    assert "pip install tei-edition" in lines
    for line in lines:
        if not line.startswith("pip install"):
            result = run(line, project)
            assert result.returncode == 0, f"{line}: {result.stdout}{result.stderr}"
