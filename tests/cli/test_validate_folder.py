"""``tei validate`` on many files: both cores, one schema, findings in order, a cache that may be anything."""

import shutil
from pathlib import Path

import pytest

from tei import validating
from tei.cache import VARIABLE
from tests.cli.conftest import write

HEAD = (
    "<TEI><teiHeader><fileDesc><titleStmt><title>A</title></titleStmt><publicationStmt><p>B</p></publicationStmt>"
    "<sourceDesc><p>C</p></sourceDesc></fileDesc></teiHeader><text><body>"
)
TAIL = "</body></text></TEI>"
# What stands in the body, by the remainder of a file's number, and the rules whose findings it has.
BODIES = [
    ("<p>Dear Ada,</p>", []),
    ("<p>a <nme>b</nme></p>", ["check.rng.element-not-allowed-anywhere"]),
    ('<p xml:id="a"/><p xml:id="a"/>', ["check.pointers.duplicate-id"]),
    ("<p>", ["document.not-well-formed"]),
    ('<p><ref target="#gone">a</ref></p>', ["check.pointers.dangling-target"]),
]
COUNT = 200  # so many that there is work for two workers


@pytest.fixture(autouse=True)
def cache(tmp_path_factory, monkeypatch):
    """A cache of this test's own."""
    place = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv(VARIABLE, str(place))
    validating.shipped_schemas.cache_clear()
    yield place
    validating.shipped_schemas.cache_clear()


@pytest.fixture
def letters(folder):
    write(folder, {f"letters/{n:03}.xml": HEAD + BODIES[n % len(BODIES)][0] + TAIL for n in range(COUNT)})
    return folder / "letters"


def codes(found):
    return [finding.code for finding in found.findings]


@pytest.mark.parametrize("jobs", [1, 2])
def test_findings_are_those_of_each_file_in_the_order_of_the_files(letters, jobs):
    files = sorted(letters.iterdir())
    found = list(validating.validate_all(validating.Against(), files, jobs))
    assert [Path(one.file).name for one in found] == [file.name for file in files]
    for number, one in enumerate(found):
        assert codes(one) == BODIES[number % len(BODIES)][1], one.file


def test_two_processes_print_what_one_prints(letters, tei):  # noqa: ARG001 -- the files
    one, two = (tei("validate", "letters", "--jobs", jobs) for jobs in (1, 2))
    assert one.exit_code == two.exit_code == 1
    assert one.stdout == two.stdout
    assert f"in {COUNT} files" in one.stdout


def test_standard_input_stands_beside_files(letters, tei):  # noqa: ARG001 -- the files
    text = (HEAD + BODIES[0][0] + TAIL).replace("<TEI>", '<TEI xmlns="http://www.tei-c.org/ns/1.0">')
    result = tei("validate", "letters/000.xml", "-", input=text)
    assert (result.exit_code, result.stdout.strip()) == (0, "2 files checked, nothing found")


def test_a_file_that_cannot_be_read_is_a_finding_and_the_others_are_checked(letters):
    files = [letters / "000.xml", letters / "gone.xml", letters / "005.xml"]
    found = list(validating.validate_all(validating.Against(), files, 1))
    assert list(map(codes, found)) == [[], ["check.file-unreadable"], []]
    assert found[1].findings[0].message == "there is no such file"


def kept(cache):
    return [file for file in cache.rglob("*") if file.is_file()]


def test_what_a_schema_was_computed_to_is_kept_for_the_next_process(letters, tei, cache):  # noqa: ARG001 -- the files
    assert kept(cache) == []
    assert tei("validate", "letters/000.xml").exit_code == 0
    (entry,) = kept(cache)
    before = entry.stat().st_mtime_ns
    validating.shipped_schemas.cache_clear()
    assert tei("validate", "letters/000.xml").exit_code == 0
    assert entry.stat().st_mtime_ns == before


@pytest.mark.parametrize("damage", ["truncated", "foreign", "a folder", "no place"])
def test_a_cache_of_any_kind_changes_no_verdict(letters, tei, cache, damage):  # noqa: ARG001 -- the files
    expected = tei("validate", "letters").stdout
    (entry,) = kept(cache)
    if damage == "truncated":
        entry.write_bytes(entry.read_bytes()[:1000])
    elif damage == "foreign":
        entry.write_bytes(b"another program's")
    elif damage == "a folder":
        entry.unlink()
        entry.mkdir()
    else:
        shutil.rmtree(cache)
        cache.write_bytes(b"")
    validating.shipped_schemas.cache_clear()
    assert tei("validate", "letters").stdout == expected
