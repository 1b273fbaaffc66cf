"""``tei build``: what is built, what is left alone, and that nothing is ever half there."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import everything, write

ROOT = Path(__file__).parents[2]
NAMES = [f"letter-{number}" for number in range(10)]
LETTER = "Ada Winter\n\nA Walk to the Mill\n\n(3 May 1911)\n\nThe road leaves the village by the old bridge ({}).\n"
CONFIG = "[publication]\npublisher = 'The Mill'\nlicence = 'CC0'\n\n[build]\nchecks = ['pointers']\n"
BROKEN = "<TEI>\n<ref target='#a'/></TEI>"


@pytest.fixture
def project(folder):
    """A project of ten letters; pointers are enough of a check here."""
    write(folder, {f"letters/{name}/transcription.txt": LETTER.format(name) for name in NAMES})
    write(folder, {"tei.toml": CONFIG})
    return folder


def stamps(folder):
    return {path: path.stat().st_mtime_ns for path in sorted(folder.rglob("*")) if path.is_file()}


def summary(result):
    return result.stderr.splitlines()[-1]


def test_every_edition_has_a_folder_with_its_files(project, tei):
    result = tei("build")
    assert result.exit_code == 0, result.output
    assert summary(result) == "10 editions: 10 built (in build)"
    built = everything(project / "build")
    assert {name.split("/")[0] for name in built} == {*NAMES, ".tei-state.json"}
    assert {"edition.xml", "index.html"} <= {
        name.split("/")[1] for name in built if name.startswith("letter-3/")
    }
    assert b'xml:id="letter-3"' in built["letter-3/edition.xml"]


def test_only_what_changed_is_built_again(project, tei):
    tei("build")
    before = stamps(project / "build")
    write(project, {"letters/letter-4/transcription.txt": LETTER.format("changed")})
    result = tei("build")

    assert summary(result) == "10 editions: 1 built, 9 unchanged (in build)"
    changed = {
        path.parent.name for path, stamp in stamps(project / "build").items() if before.get(path) != stamp
    }
    assert changed == {"letter-4", "build"}
    assert summary(tei("build")) == "10 editions: 10 unchanged (in build)"


@pytest.mark.parametrize(
    ("change", "rebuilt"),
    [
        ({"letters/letter-4/transcription.toml": "id = 'four'"}, 1),
        ({"letters/metadata.toml": "language = 'en'"}, 10),
        ({"tei.toml": CONFIG.replace("The Mill", "The Bakery")}, 10),
        ({"tei.toml": "# a word\n" + CONFIG}, 0),
        ({"letters/README.txt": "Read me."}, 0),
        ({"build/letter-4/index.html": "spoilt"}, 1),
        ({"build/.tei-state.json": "{"}, 10),
        (
            {
                "build/.tei-state.json": '{"version": 1, "editions": {"letter-1": {"inputs": 1, "outputs": []}}}'
            },
            10,
        ),
        ({"build/.tei-state.json": "[" * 100_000}, 10),
    ],
)
def test_whatever_an_edition_depends_on_is_seen(project, tei, change, rebuilt):
    tei("build")
    clean = everything(project / "build")
    write(project, change)
    result = tei("build")

    assert result.exit_code == 0
    unchanged = ", ".join(
        f"{number} {word}" for number, word in ((rebuilt, "built"), (10 - rebuilt, "unchanged")) if number
    )
    assert summary(result) == f"10 editions: {unchanged} (in build)"
    if next(iter(change)).startswith("build"):
        assert everything(project / "build") == clean


def test_a_file_that_is_missing_is_built_again(project, tei):
    tei("build")
    (project / "build/letter-4/edition.xml").unlink()
    assert summary(tei("build")) == "10 editions: 1 built, 9 unchanged (in build)"


def test_a_record_that_leads_out_of_the_folder_is_not_followed(project, tei):
    tei("build")
    state = json.loads((project / "build/.tei-state.json").read_text())
    state["editions"]["letter-4"]["outputs"] = {"../../tei.toml": "0"}
    (project / "build/.tei-state.json").write_text(json.dumps(state))
    assert summary(tei("build")) == "10 editions: 1 built, 9 unchanged (in build)"


def test_the_same_project_gives_the_same_bytes(project, tei):
    tei("build")
    first = everything(project / "build")
    tei("build", "--force", "-o", "again")
    again = everything(project / "again")
    assert again == first


def test_what_is_not_valid_is_not_published_and_stops_nobody_else(project, tei):
    write(project, {"letters/hand-made/edition.xml": "<TEI><teiHeader/><text><body><p/></body></text></TEI>"})
    assert tei("build").exit_code == 0
    old = everything(project / "build/hand-made")
    write(
        project,
        {"letters/hand-made/edition.xml": BROKEN, "letters/letter-1/transcription.txt": LETTER.format("x")},
    )
    result = tei("build")

    assert result.exit_code == 1
    assert summary(result) == "11 editions: 1 built, 1 failed, 9 unchanged (in build)"
    assert "check.pointers.dangling-target" in result.stderr
    assert "letters/hand-made/edition.xml:2:14" in result.stderr
    assert everything(project / "build/hand-made") == old
    assert tei("build").exit_code == 1


def test_a_sidecar_that_cannot_be_understood_stops_its_edition_only(project, tei):
    write(project, {"letters/letter-4/transcription.toml": "titel = 'A'"})
    result = tei("build")
    assert result.exit_code == 2
    assert (
        "tei: letters/letter-4/transcription.toml: there is no key called `titel`; did you mean `title`?"
        in result.stderr
    )
    assert summary(result) == "10 editions: 9 built, 1 failed (in build)"


def test_a_dry_run_writes_nothing(project, tei):
    before = everything(project)
    result = tei("build", "--dry-run")
    assert summary(result) == "10 editions: 10 to build (in build)"
    assert everything(project) == before


@pytest.mark.usefixtures("project")
def test_built_files_are_no_editions(tei):
    tei("build", "-o", "site")
    assert summary(tei("build", "-o", "site")) == "10 editions: 10 unchanged (in site)"


def test_an_edition_that_is_tei_already_is_published_as_it_is(folder, tei):
    source = "<TEI><teiHeader/><text><body><p>Hand-made.</p></body></text></TEI>"
    write(
        folder,
        {"tei.toml": CONFIG, "a/edition.xml": source, "b/catalogue.xml": source, "c/page.html": "<html/>"},
    )
    assert summary(tei("build")) == "2 editions: 2 built (in build)"
    assert (folder / "build/a/edition.xml").read_bytes() == (folder / "a/edition.xml").read_bytes()
    assert (folder / "build/catalogue/index.html").is_file()


def test_patterns_say_which_files_are_editions(folder, tei):
    sources = CONFIG + "sources = ['texts/*.txt', 'tei/**/*.xml']\n"
    write(
        folder,
        {
            "tei.toml": sources,
            "texts/one.txt": LETTER,
            "texts/two.txt": LETTER,
            "other/transcription.txt": "A",
        },
    )
    assert summary(tei("build")) == "2 editions: 2 built (in build)"
    assert (folder / "build/one/index.html").is_file()


def test_the_folder_may_be_named_from_elsewhere(project, tei, monkeypatch):
    monkeypatch.chdir(project.parent)
    result = tei("build", project.name)
    assert summary(result) == f"10 editions: 10 built (in {project.name}/build)"
    assert (project / "build/letter-1/index.html").is_file()


@pytest.mark.parametrize("fails_at", [1, 2, 3, 4])
def test_a_write_that_fails_leaves_the_old_file_or_the_new_one(project, tei, monkeypatch, fails_at):
    tei("build")
    old = everything(project / "build")
    for name in NAMES:
        write(project, {f"letters/{name}/transcription.txt": LETTER.format("new")})
    tei("build", "-o", "../new")
    new = everything(project.parent / "new")

    real, calls = os.replace, []

    def failing(source, target):
        calls.append(target)
        if len(calls) == fails_at:
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr("tei.files.os.replace", failing)
    result = tei("build")

    assert result.exit_code == 2
    assert "cannot be written: no space left on device" in result.stderr
    left = everything(project / "build")
    assert left.keys() == old.keys()
    for name, data in left.items():
        assert name.startswith(".") or data in (old[name], new[name])
    monkeypatch.setattr("tei.files.os.replace", real)
    assert tei("build").exit_code == 0
    assert {name: data for name, data in everything(project / "build").items() if "/" in name} == {
        name: data for name, data in new.items() if "/" in name
    }


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_a_build_that_is_killed_leaves_whole_files_only(project, tei):
    tei("build")
    old = everything(project / "build")
    for name in NAMES:
        write(project, {f"letters/{name}/transcription.txt": LETTER.format("new")})
    tei("build", "-o", "../new")
    new = everything(project.parent / "new")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, "-m", "tei", "build", "-q"], env=environment) as process:
        deadline = time.monotonic() + 20
        while everything(project / "build") == old and time.monotonic() < deadline:
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
    for name, data in everything(project / "build").items():
        if not name.rsplit("/")[-1].startswith("."):
            assert data in (old[name], new[name]), name


def test_an_output_in_a_link_that_leads_elsewhere_is_refused(project, tei):
    outside = project.parent / "outside"
    outside.mkdir(exist_ok=True)
    (project / "build").mkdir()
    try:
        (project / "build/letter-0").symlink_to(outside, target_is_directory=True)
    except OSError:
        pytest.skip("links need a privilege here")
    assert tei("build").exit_code == 2
    assert list(outside.iterdir()) == []


def test_the_report_may_be_json(project, tei):
    write(project, {"letters/hand-made/edition.xml": BROKEN})
    result = tei("build", "--format", "json")
    report = json.loads(result.stderr[: result.stderr.rindex("}") + 1])
    assert report["summary"]["errors"] == 1


def test_notes_are_counted_and_shown_when_they_are_asked_for(project, tei):
    write(project, {"tei.toml": CONFIG.replace("licence = 'CC0'", "")})
    assert "notes (--verbose shows them)" in tei("build").stderr
    assert "encode.licence-unknown" in tei("build", "--force", "--verbose").stderr
    assert tei("build", "--force", "--quiet").stderr == ""


def test_pages_of_an_edition_that_is_gone_are_named_and_left(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "transcription.txt").write_text("A Title\n\n(1941)\n\nThe text.\n", "utf-8")
    (tmp_path / "tei.toml").write_text('[publication]\npublisher = "P"\n', "utf-8")
    command = [sys.executable, "-m", "tei", "build", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    (tmp_path / "two" / "transcription.txt").unlink()
    result = subprocess.run(command, check=True, capture_output=True, text=True)

    assert "two is of an edition that is no longer there" in result.stderr
    assert (tmp_path / "build" / "two" / "index.html").exists()


def test_how_many_build_changes_no_byte_and_no_finding(project, tei):
    write(project, {f"notes/{number}/transcription.txt": LETTER.format(number) for number in range(10)})
    write(project, {"notes/3/transcription.txt": "", "letters/hand-made/edition.xml": BROKEN})
    one, two = (
        tei("build", "--jobs", jobs, "-o", f"../out{jobs}", "--format", "json").stderr for jobs in (1, 2)
    )
    assert one.replace("out1", "") == two.replace("out2", "")
    assert "21 editions: 19 built, 2 failed" in one
    first, second = (everything(project.parent / f"out{jobs}") for jobs in (1, 2))
    assert first.pop(".tei-state.json")
    assert second.pop(".tei-state.json")
    assert first == second


def test_the_findings_of_a_build_are_written_to_a_file(project, tei):
    write(project, {"letters/broken/edition.xml": BROKEN})
    result = tei("build", "--format", "junit", "--report", "found/report.xml")
    report = (project / "found/report.xml").read_text("utf-8")
    assert result.exit_code == 1
    assert "check.pointers" not in result.stderr
    assert 'failures="1"' in report
    assert report.count("<testcase ") == len(NAMES) + 1


def test_the_findings_of_a_build_are_counted_by_rule(project, tei):
    write(project, {"letters/broken/edition.xml": BROKEN})
    result = tei("build", "--statistics")
    assert re.search(
        r" 1  error +check\.pointers\.dangling-target +A pointer leads to nothing\.\n", result.stderr
    )
    assert "-->" not in result.stderr
