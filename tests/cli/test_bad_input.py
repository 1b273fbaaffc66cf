"""Whatever is wrong, there is one sentence, the right exit status, no traceback and nothing half-written."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.conftest import everything, write

CASES = tomllib.loads((Path(__file__).parent / "bad_input.toml").read_text("utf-8"))["case"]
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("case", CASES, ids=[case["fact"] for case in CASES])
def test_bad_input_gives_one_sentence_and_a_status(case, folder, tei):
    write(folder, case.get("files", {}))
    before = everything(folder)
    result = tei(*case["args"], env=case.get("environment"))

    assert result.exit_code == case["status"], result.output
    assert "Traceback" not in result.output
    assert everything(folder) == before
    if "said" in case:
        assert result.stderr.splitlines() == case["said"]
        assert result.stdout == ""
    for line, expected in zip(result.output.splitlines(), case.get("found", []), strict=False):
        assert line.strip().startswith(expected.strip())


def test_the_table_has_at_least_twenty_five_cases():
    assert len(CASES) >= 25


@pytest.mark.parametrize(
    "fact", ["an XML file that is not well-formed", "a path that is not there", "a date that is none"]
)
def test_the_process_says_what_the_runner_says(fact, folder):
    (case,) = [case for case in CASES if case["fact"] == fact]
    write(folder, case.get("files", {}))
    done = subprocess.run(
        [sys.executable, "-m", "tei", *case["args"]],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert done.returncode == case["status"]
    assert done.stderr.splitlines() == case.get("said", [])
    assert done.stdout.splitlines()[: len(case.get("found", []))] == case.get("found", [])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=120))
def test_no_bytes_end_in_anything_but_a_status(folder, tei, data):
    (folder / "a.xml").write_bytes(data)
    (folder / "a.txt").write_bytes(data)
    assert tei("validate", "a.xml", "--check", "pointers").exit_code in {0, 1}
    assert tei("encode", "a.txt", "-q").exit_code in {0, 1}


def test_a_fault_of_the_program_is_one_sentence_unless_it_is_looked_for(tei, monkeypatch):
    monkeypatch.setattr("tei.cli.formats.inhabitants", lambda _room: 1 / 0)
    result = tei("formats")
    assert result.exit_code == 2
    assert result.stderr.startswith("tei: a fault of the program (ZeroDivisionError: division by zero)")
    assert isinstance(tei("formats", env={"TEI_DEBUG": "1"}).exception, ZeroDivisionError)


def test_an_interruption_is_quiet(tei, monkeypatch):
    def interrupt(_room):
        raise KeyboardInterrupt

    monkeypatch.setattr("tei.cli.formats.inhabitants", interrupt)
    result = tei("formats")
    assert result.exit_code == 130
    assert "Traceback" not in result.output


@pytest.mark.skipif(os.name == "nt", reason="Windows has no head")
@pytest.mark.usefixtures("folder")
def test_a_reader_that_goes_away_is_no_trouble():
    done = subprocess.run(  # noqa: S602 -- a pipe is what is tested
        f'"{sys.executable}" -m tei explain | head -1',
        shell=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
@pytest.mark.parametrize("command", [("explain",), ("formats",), ("encode", "a.txt", "--report")])
def test_a_full_disk_under_standard_output_is_one_sentence(folder, command):
    write(folder, {"a.txt": "A Title\n\nIt has stood still since spring.\n\nThe Mill\n\nIt goes again.\n"})
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tei", *command],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "tei: standard output cannot be written: no space left on device"
