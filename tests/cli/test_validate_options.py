"""The options of ``tei validate``: what counts, what is old, what has changed, and where the report goes."""

import json
import os
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from hypothesis import given
from hypothesis import strategies as st

from tei import baseline
from tei.cli import commands
from tei.diagnostics import Diagnostic, Severity, Span
from tei.selection import Selection
from tests.cli.conftest import everything, write

CASES = tomllib.loads(Path(__file__).with_name("validate_options.toml").read_text("utf-8"))["case"]
FILES = {
    "good.xml": "<TEI><p/></TEI>",
    "ids.xml": '<TEI><p xml:id="a"/><p xml:id="a"/></TEI>',
    "gone.xml": '<TEI>\n<sp who="#ada"/>\n<sp who="#bob"/></TEI>',
}
POINTERS = ("--check", "pointers")


@pytest.fixture
def texts(folder):
    write(folder, FILES)
    return folder


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["fact"])
def test_an_option_does_what_the_case_says(texts, tei, case):  # noqa: ARG001 -- the files
    result = tei("validate", ".", *POINTERS, *case["options"], env={"LC_ALL": "C"})
    assert result.exit_code == case.get("status", 0), result.output
    for name, stream in (("out", result.stdout), ("err", result.stderr)):
        if name in case:
            assert stream == case[name].removeprefix("\n")


def test_a_file_that_cannot_be_read_is_said_to_be_so_whatever_is_selected(folder, tei):
    write(folder, {"a.xml": "<TEI>", "b.xml": ""})
    result = tei("validate", "a.xml", "b.xml", "--select", "check.rng", "--format", "line")
    assert [line.split()[2] for line in result.stdout.splitlines()] == [
        "document.not-well-formed",
        "document.empty-file",
    ]
    write(folder, {"c.xml": '<?xml-model href="gone.rng"?><TEI></TEI>'})
    result = tei("validate", "c.xml", "--select", "check.rng", "--format", "line")
    assert "check.schema-file-missing" in result.stdout


def test_a_report_is_written_to_a_file_and_has_all_files(texts, tei):
    assert tei("validate", ".", *POINTERS, "--format", "sarif", "-o", "report.sarif").exit_code == 1
    log = json.loads((texts / "report.sarif").read_text("utf-8"))["runs"][0]
    names = [one["location"]["uri"] for one in log["artifacts"]]
    assert names == ["gone.xml", "good.xml", "ids.xml"]
    assert {rule["id"]: rule["shortDescription"]["text"] for rule in log["tool"]["driver"]["rules"]} == {
        "check.pointers.dangling-target": "A pointer leads to nothing.",
        "check.pointers.duplicate-id": "The same `xml:id` is given to two elements.",
    }


def test_what_is_not_tei_may_be_passed_over(texts, tei):
    write(texts, {"page.xml": "<html/>", "typo.xml": "<tei/>"})
    assert "document.foreign-root" in tei("validate", "page.xml", *POINTERS).stdout
    assert tei("validate", "page.xml", "good.xml", "--tei-only", *POINTERS).stdout.startswith("1 file")
    assert tei("validate", "page.xml", "--tei-only", *POINTERS).exit_code == 0
    assert tei("validate", "typo.xml", "--tei-only", *POINTERS).exit_code == 1


def validate(tei, *options):
    return tei("validate", ".", *POINTERS, "--format", "line", *options)


@pytest.fixture
def old(texts, tei):
    result = validate(tei, "--write-baseline", "old/faults.json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "wrote 3 findings to old/faults.json\n"
    return texts / "old/faults.json"


def test_old_findings_pass_and_new_ones_fail(old, texts, tei):
    assert (validate(tei, "--baseline", old).exit_code, validate(tei, "--baseline", old).stdout) == (0, "")
    write(texts, {"good.xml": '<TEI><sp who="#cleo"/></TEI>'})
    result = validate(tei, "--baseline", old)
    assert (result.exit_code, len(result.stdout.splitlines())) == (1, 1)
    assert "`cleo`" in result.stdout


def test_a_baseline_holds_when_lines_shift_and_are_indented(old, texts, tei):
    write(texts, {"gone.xml": '<TEI>\n\n<!-- new -->\n<p/>\n    <sp who="#ada"/>\n\t<sp who="#bob"/></TEI>'})
    assert validate(tei, "--baseline", old).exit_code == 0


def test_a_baseline_holds_in_every_folder(old, texts, tei, monkeypatch):
    monkeypatch.chdir(old.parent)
    result = tei("validate", texts, *POINTERS, "--baseline", "faults.json")
    assert (result.exit_code, result.stdout) == (0, "3 files checked, nothing found\n")


def test_the_same_fault_once_more_is_new(old, texts, tei):
    text = FILES["ids.xml"].replace("</TEI>", '<p xml:id="a"/></TEI>')
    write(texts, {"ids.xml": text})
    assert validate(tei, "--baseline", old).exit_code == 1


def test_what_was_mended_is_counted_as_gone_and_can_be_left_out_for_good(old, texts, tei):
    write(texts, {"gone.xml": '<TEI>\n<sp who="#ada"/>\n</TEI>'})
    (texts / "ids.xml").unlink()
    result = tei("validate", ".", *POINTERS, "--baseline", old, "--statistics")
    assert result.stdout.splitlines() == [
        "1  gone  check.pointers.dangling-target  A pointer leads to nothing.",
        "1  gone  check.pointers.duplicate-id     The same `xml:id` is given to two elements.",
        "2 files checked, nothing found",
        "1 finding of the baseline passed, 2 of it are gone",
    ]
    write(texts, {"good.xml": '<TEI><sp who="#cleo"/></TEI>'})
    assert validate(tei, "--baseline", old, "--write-baseline", old).exit_code == 0
    assert [entry.message for entry in baseline.load(old)] == [
        "no element has the id `ada` that `who` points to"
    ]
    assert validate(tei, "--baseline", old).exit_code == 1


def test_a_file_that_is_not_checked_is_not_gone(old, tei):
    result = tei("validate", "good.xml", *POINTERS, "--baseline", old, "--statistics")
    assert result.stdout.endswith("0 findings of the baseline passed, 0 of it are gone\n")


def test_a_baseline_has_an_entry_on_a_line(old):
    lines = old.read_text("utf-8").splitlines()
    assert sum(line.lstrip().startswith('{"code"') for line in lines) == 3
    assert [line for line in lines if ".xml" in line] == ['  "../gone.xml": [', '  "../ids.xml": [']


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 1}', '{"version": 1, "findings": {"a": [{}]}}', "[" * 100_000]
)
def test_what_is_no_baseline_is_said_in_one_sentence(texts, tei, text):
    write(texts, {"old.json": text})
    result = validate(tei, "--baseline", "old.json")
    assert (result.exit_code, result.stderr) == (
        2,
        "tei: old.json is not a baseline; --write-baseline writes one\n",
    )


def test_a_baseline_of_another_version_is_refused(texts, tei):
    write(texts, {"old.json": '{"version": 2}'})
    assert "was written by another version of tei" in validate(tei, "--baseline", "old.json").stderr


SOME = st.lists(
    st.builds(
        Diagnostic,
        st.sampled_from(["a.b", "a.c"]),
        st.just(Severity.ERROR),
        st.text(max_size=3),
        st.builds(Span, st.sampled_from(["a.xml", "b/ä.xml", "-"]), st.integers(1, 3), st.integers(1, 3)),
    ),
    max_size=8,
)


@given(SOME, SOME)
def test_what_is_new_and_what_is_gone_add_up(tmp_path_factory, before, after):
    place = tmp_path_factory.mktemp("baseline") / "old.json"
    known = baseline.of(before, lambda _: "a\nb\nc", place)
    baseline.save(place, known)
    assert baseline.load(place) == known
    files = {finding.span.file for finding in before}
    compared = baseline.compare(known, after, lambda _: "a\nb\nc", place, files)
    assert len(compared.new) + len(compared.old) == len(after)
    assert len(compared.old) + compared.gone.total() == len(before)
    assert baseline.compare(known, before, lambda _: "a\nb\nc", place, files).new == []


@given(SOME)
def test_what_is_selected_and_what_is_ignored_is_all(findings):
    wanted, rest = Selection(select=("a.b",)), Selection(ignore=("a.b",))
    both = [*wanted.apply(findings), *rest.apply(findings)]
    assert sorted(both, key=repr) == sorted(findings, key=repr)


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("--select check.pointers.d", {"check.pointers.dangling-target", "check.pointers.duplicate-id"}),
        ("--ignore check.xsd,check.sch.a", {"check.xsd,check.sch.assertion-failed"}),
        ("--severity document.empty-f", {"document.empty-file"}),
        ("--severity document.empty-file=w", {"document.empty-file=warning"}),
        ("--format s", {"sarif"}),
    ],
)
def test_the_tab_key_completes_codes(line, offered):
    option, incomplete = line.split()
    found = ShellComplete(commands, {}, "tei", "_TEI_COMPLETE").get_completions(
        ["validate", option], incomplete
    )
    assert {item.value for item in found} == offered


def git(folder, *arguments):
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", "-C", folder, *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(texts):
    if shutil.which("git") is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("needs git")
    git(texts, "init", "-q", "-b", "main")
    git(texts, "add", ".")
    git(texts, "commit", "-q", "-m", "first")
    return texts


def checked(result):
    return json.loads(result.stdout)["summary"]["files"]


def test_only_what_has_changed_is_checked(repository, tei):
    options = (*POINTERS, "--format", "json", "--changed", "main")
    assert checked(tei("validate", ".", *options)) == 0
    write(repository, {"good.xml": "<TEI><p>a</p></TEI>", "new ü.xml": "<TEI><p/></TEI>", "notes.txt": "a"})
    (repository / "gone.xml").unlink()
    assert checked(tei("validate", ".", *options)) == 2
    assert checked(tei("validate", "good.xml", "ids.xml", *options)) == 1
    git(repository, "add", ".")
    assert checked(tei("validate", ".", *options)) == 2
    git(repository, "commit", "-q", "-m", "second")
    assert checked(tei("validate", ".", *options)) == 0
    assert checked(tei("validate", ".", *options[:-1], "HEAD~1")) == 2


def test_what_has_changed_is_known_in_a_folder_below(repository, tei, monkeypatch):
    write(repository, {"below/a.xml": "<TEI><p/></TEI>"})
    monkeypatch.chdir(repository / "below")
    options = (*POINTERS, "--format", "json", "--changed", "main")
    assert checked(tei("validate", "a.xml", "../good.xml", *options)) == 1


def test_a_state_that_git_does_not_know_is_an_error(repository, tei):  # noqa: ARG001 -- the files
    result = validate(tei, "--changed", "no-such-branch")
    assert result.exit_code == 2
    assert result.stderr.startswith("tei: git knows no `no-such-branch` in .;")


def test_without_git_what_has_changed_cannot_be_said(texts, tei, monkeypatch):  # noqa: ARG001 -- the files
    monkeypatch.setenv("PATH", "")
    assert validate(tei, "--changed", "main").stderr == (
        "tei: --changed asks git what has changed, and git is not installed\n"
    )


def test_nothing_is_written_but_what_is_asked_for(texts, tei):
    before = everything(texts)
    for options in ([], ["--statistics"], ["--format", "html"], ["--select", "check"]):
        tei("validate", ".", *POINTERS, *options)
    assert everything(texts) == before
