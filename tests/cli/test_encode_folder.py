"""``tei encode --out-dir``: many files, of which some are bad, on several cores, and only what changed."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from lxml import etree

from tei import pipeline
from tei.errors import LossError
from tests.cli.conftest import everything, write

ROOT = Path(__file__).parents[2]
TEXT = (
    "Ada Winter\n\nA Walk to the Mill, Part {}\n\n(3 May 1911)\n\nThe road leaves the village by the old bridge.\n\n"
    "The Mill\n\nIt has stood still since spring, and nobody has asked the miller why he went away.\n"
)
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
NAMES = [f"letters/{number // 10}/{number % 10}.txt" for number in range(40)]
PNG = [137, 80, 78, 71, 13, 10, 26, 10, 0, 0]


@pytest.fixture
def letters(folder):
    """Forty letters in four folders: enough for two workers."""
    write(folder, {"tei.toml": "[publication]\npublisher = 'The Mill'\n"})
    write(folder, {name: TEXT.format(number) for number, name in enumerate(NAMES)})
    return folder


def made(folder):
    """The TEI below a folder."""
    return {name: data for name, data in everything(folder).items() if name.endswith(".xml")}


def summary(result):
    return result.stderr.splitlines()[-1]


def test_every_transcription_below_a_folder_is_encoded_and_keeps_its_name(letters, tei):
    result = tei("encode", "letters", "--out-dir", "out")
    assert (result.exit_code, summary(result)) == (0, "40 files: 40 encoded (in out)")
    assert made(letters / "out").keys() == {name[8:].replace(".txt", ".xml") for name in NAMES}
    assert result.stdout == ""


def test_how_many_work_on_it_changes_no_byte_and_no_finding(letters, tei):
    write(letters, {"letters/2/5.txt": PNG, "letters/0/1.txt": ""})
    one, two = (
        tei("encode", "letters", "--out-dir", f"out{jobs}", "--jobs", jobs, "--format", "json")
        for jobs in (1, 2)
    )
    assert one.exit_code == two.exit_code == 1
    assert one.stderr.replace("out1", "") == two.stderr.replace("out2", "")
    assert made(letters / "out1") == made(letters / "out2")


def test_a_second_call_does_only_what_changed(letters, tei):
    tei("encode", "letters", "--out-dir", "out")
    before = {path: path.stat().st_mtime_ns for path in (letters / "out").rglob("*.xml")}
    write(letters, {"letters/1/4.txt": TEXT.format("changed")})
    assert (
        summary(tei("encode", "letters", "--out-dir", "out")) == "40 files: 1 encoded, 39 unchanged (in out)"
    )
    after = {path: path.stat().st_mtime_ns for path in (letters / "out").rglob("*.xml")}
    assert [path.name for path in after if before[path] != after[path]] == ["4.xml"]
    assert summary(tei("encode", "letters", "--out-dir", "out")) == "40 files: 40 unchanged (in out)"
    assert summary(tei("encode", "letters", "--out-dir", "out", "--force")) == "40 files: 40 encoded (in out)"


@pytest.mark.parametrize(
    ("change", "again"),
    [
        ({"letters/1/4.toml": "id = 'four'"}, 1),
        ({"letters/1/metadata.toml": "language = 'en'"}, 10),
        ({"tei.toml": "[publication]\npublisher = 'The Bakery'"}, 40),
        ({"tei.toml": "# a word\n[publication]\npublisher = 'The Mill'"}, 0),
        ({"out/1/4.xml": "spoilt"}, 1),
        ({"out/.tei-state.json": "{"}, 40),
    ],
)
def test_whatever_a_file_depends_on_is_seen(letters, tei, change, again):
    tei("encode", "letters", "--out-dir", "out")
    write(letters, change)
    counted = [
        f"{number} {word}" for number, word in ((again, "encoded"), (40 - again, "unchanged")) if number
    ]
    assert summary(tei("encode", "letters", "--out-dir", "out")) == f"40 files: {', '.join(counted)} (in out)"


@pytest.mark.parametrize("options", [["--date", "2001"], ["--language", "de"], ["--no-validate"]])
@pytest.mark.usefixtures("letters")
def test_another_option_is_a_change(tei, options):
    tei("encode", "letters", "--out-dir", "out")
    assert "40 encoded" in summary(tei("encode", "letters", "--out-dir", "out", *options))


def test_a_dry_run_says_what_would_be_encoded_and_writes_nothing(letters, tei):
    before = everything(letters)
    assert (
        summary(tei("encode", "letters", "--out-dir", "out", "--dry-run"))
        == "40 files: 40 to encode (in out)"
    )
    assert everything(letters) == before


def test_files_that_are_named_lie_side_by_side(letters, tei):
    write(letters, {"notes/a.md.txt": TEXT})
    result = tei("encode", "letters/0/1.txt", "notes/a.md.txt", "letters/0/1.txt", "--out-dir", "out")
    assert result.exit_code == 0
    assert made(letters / "out").keys() == {"1.xml", "a.md.xml"}


def test_a_folder_that_is_written_to_is_not_read_from(letters, tei):
    write(letters, {"letters/tei/old.txt": TEXT, "letters/README.txt": "Read me."})
    assert summary(tei("encode", "letters", "--out-dir", "letters/tei")).startswith("40 files: 40 encoded")


def test_an_edition_in_a_folder_of_its_own_is_called_after_it(letters, tei):
    write(letters, {"letters/a-walk/transcription.txt": TEXT})
    tei("encode", "letters", "--out-dir", "out")
    assert b'xml:id="a-walk"' in made(letters / "out")["a-walk/transcription.xml"]


def test_five_hundred_files_of_which_three_are_bad_give_the_others(folder, tei):
    write(folder, {f"in/{number:03}.txt": TEXT.format(number) for number in range(500)})
    write(folder, {"in/123.txt": PNG, "in/234.txt": " \n", "in/345.toml": "titel = 'A'"})
    result = tei("encode", "in", "--out-dir", "out", "--format", "json")
    assert result.exit_code == 1
    assert summary(result) == "500 files: 497 encoded, 3 failed (in out)"
    assert len(made(folder / "out")) == 497
    report = json.loads(result.stderr[: result.stderr.rindex("}") + 1])
    errors = [finding for finding in report["findings"] if finding["severity"] == "error"]
    assert [finding["span"]["file"] for finding in errors] == ["in/123.txt", "in/234.txt", "in/345.txt"]
    assert [finding["message"].split(";")[0] for finding in errors] == [
        "it is not a text file",
        "it is empty",
        "in/345.toml: there is no key called `titel`",
    ]


@pytest.mark.parametrize(
    "fault", [LossError("a.txt: a character is lost"), RecursionError(), ValueError("a\n b")]
)
@pytest.mark.parametrize("where", [["a.txt", "-o", "a.xml"], ["a.txt", "--out-dir", "out"]])
def test_an_encoder_that_fails_is_one_finding(folder, tei, monkeypatch, fault, where):
    def failing(*_args):
        raise fault

    monkeypatch.setattr("tei.encoder.encode", failing)
    write(folder, {"a.txt": TEXT})
    result = tei("encode", *where, "--format", "json")
    assert result.exit_code == 1
    report = json.loads(result.stderr[: result.stderr.rindex("}") + 1])
    (finding,) = [one for one in report["findings"] if one["severity"] == "error"]
    assert finding["code"] == "build.encoding-failed"
    assert "report" in finding["hint"]
    assert "\n" not in finding["message"]
    assert list(everything(folder)) == ["a.txt"]


@pytest.mark.parametrize("where", [["a.txt", "-o", "a.xml"], ["a.txt", "--out-dir", "out"], ["a.txt"]])
def test_what_is_not_valid_is_not_written_and_its_place_is_named(folder, tei, monkeypatch, where):
    encode = pipeline.encode

    def encode_wrongly(*args, **options):
        encoded = encode(*args, **options)
        return encoded._replace(data=encoded.data.replace(b"<p xml:id", b"<p wrong='a' xml:id"))

    monkeypatch.setattr("tei.pipeline.encode", encode_wrongly)
    monkeypatch.setattr("tei.batch.encode", encode_wrongly)
    write(folder, {"a.txt": TEXT})
    result = tei("encode", *where, "--format", "json")
    assert (result.exit_code, result.stdout) == (1, "")
    report = json.loads(result.stderr[: result.stderr.rindex("}") + 1])
    (finding,) = [one for one in report["findings"] if one["severity"] == "error"]
    assert finding["code"] == "build.tei-invalid"
    fault = "attribute `wrong` is not allowed on `p` (and 1 more)"
    assert finding["message"] == f"the TEI that was made of this is not valid: {fault}"
    assert finding["span"]["line"] == 7
    assert "report" in finding["hint"]
    assert list(everything(folder)) == ["a.txt"]
    assert tei("encode", *where, "--no-validate").exit_code == 0


@pytest.mark.usefixtures("letters")
def test_everything_that_is_written_is_valid(tei):
    tei("encode", "letters/1/2.txt", "--out-dir", "out", "--no-validate")
    result = tei("validate", "out")
    assert (result.exit_code, result.stdout) == (0, "1 file checked, nothing found\n")


def _interrupted(letters, kind, *, when):
    """Begin a long run in a group of its own, stop it after ``when`` files are there, and give what stands there."""
    arguments = [sys.executable, "-m", "tei", "encode", "letters", "--out-dir", "out", "--jobs", "2"]
    with subprocess.Popen(
        arguments, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        deadline = time.monotonic() + 30
        while len(made(letters / "out")) < when and time.monotonic() < deadline and process.poll() is None:
            time.sleep(0.01)
        if kind == signal.SIGKILL:
            process.kill()
        else:
            os.killpg(process.pid, kind)
        said = process.stderr.read()
    return process.returncode, said


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_stopped_leaves_whole_files_and_can_go_on(letters, tei, kind):
    for number in range(4, 30):
        write(letters, {f"letters/{number}/{one}.txt": TEXT.format(one) for one in range(10)})
    status, said = _interrupted(letters, kind, when=20)
    assert "Traceback" not in said
    if kind == signal.SIGINT:
        assert status == 130
    left = made(letters / "out")
    assert 20 <= len(left) < 300
    for data in left.values():
        etree.fromstring(data)
    assert not [path for path in (letters / "out").rglob("*.part") if kind == signal.SIGINT]
    result = tei("encode", "letters", "--out-dir", "out")
    assert result.exit_code == 0
    assert len(made(letters / "out")) == 300
    if kind == signal.SIGINT:
        assert "unchanged" in summary(result)
