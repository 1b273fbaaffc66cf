"""The project's own editions: encoded to the byte as by hand, valid everywhere, scored."""

import json
import subprocess
import sys

import pytest
from lxml import etree

from tests.conftest import ROOT
from tests.oracles import jing

EDITIONS = ROOT / "editions"
SEED = EDITIONS / "stalin-interview"
TEI_FILES = [SEED / "expected.xml", *sorted(EDITIONS.glob("*/edition.xml"))]


def tei(*arguments: object, **options) -> subprocess.CompletedProcess:
    """Run the command as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "tei", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        **options,
    )


@pytest.fixture(scope="module")
def encoded(tmp_path_factory):
    """The first edition, encoded by the command."""
    target = tmp_path_factory.mktemp("encoded") / "seed.xml"
    result = tei("encode", "-q", SEED / "transcription.txt", "-o", target)
    assert result.returncode == 0, result.stderr
    return target


def test_the_first_edition_is_encoded_to_the_byte_as_it_was_by_hand(encoded):
    assert encoded.read_bytes() == (SEED / "expected.xml").read_bytes()


def test_the_transcription_is_the_one_that_was_published(shared):
    assert (SEED / "transcription.txt").read_bytes() == (shared / "transcriptions/seed/seed.txt").read_bytes()


@pytest.mark.parametrize("file", TEI_FILES, ids=lambda f: f.parent.name)
@pytest.mark.parametrize("check", ["rng", "sch", "pointers", "xsd"])
def test_every_edition_passes_every_check(file, check):
    result = tei("validate", file, "--check", check, "--format", "json")

    assert result.returncode == 0, result.stdout
    assert json.loads(result.stdout)["findings"] == []


def test_every_edition_is_valid_tei(shared):
    assert jing(shared / "tei" / "tei_all.rng", *TEI_FILES) == ""


def test_the_first_edition_scores_in_full(shared, encoded):
    """Blocks and header fields against the hand-made gold: nothing missed, nothing said that is not there."""
    score = [
        sys.executable,
        shared / "transcriptions/score.py",
        "--json",
        shared / "transcriptions/seed",
        encoded.parent,
    ]
    result = json.loads(subprocess.run(score, capture_output=True, text=True, check=True).stdout)
    blocks = {kind: counts for kind, counts in result["blocks"].items() if any(counts)}

    assert blocks == {
        "p": [38, 38, 38],
        "heading": [9, 9, 9],
        "quote": [10, 10, 10],
        "emphasisnote": [2, 2, 2],
        "nav": [2, 2, 2],
    }
    assert len(result["fields"]) == 13
    assert all(found == wanted for found, wanted in result["fields"].values())


def test_no_edition_mentions_another_host():
    """A page may name an address; the files of the project need none."""
    for file in TEI_FILES:
        root = etree.parse(str(file)).getroot()
        assert all(not url.startswith("http") for url in root.xpath("//@url"))


@pytest.mark.long
@pytest.mark.parametrize("half", ["mia", "other"])
def test_every_transcription_at_hand_is_encoded_without_loss_and_is_valid(half, shared, tmp_path):
    """Accuracy is measured elsewhere; here each must balance and be TEI."""
    sources = sorted((shared / "transcriptions/dev" / half).glob("*.txt"))
    for source in sources:
        result = tei("encode", "-q", source, "-o", tmp_path / f"{source.stem}.xml")
        assert result.returncode == 0, f"{source.name}: {result.stderr}"
    files = sorted(tmp_path.glob("*.xml"))

    assert len(files) == len(sources)
    assert jing(shared / "tei" / "tei_all.rng", *files) == ""
    assert jing(ROOT / "schemas" / "tei-edition.rng", *files) == ""
