"""Real transcriptions, from every format they are there in: encoded to valid TEI, no character lost, every time."""

from itertools import chain
from pathlib import Path

import pytest
from lxml import etree

from tei.encoder import Publication, Settings, encode
from tei.pipeline import shipped_schemas, validate
from tei.rooms import inhabitant
from tests.oracles import jing

pytestmark = pytest.mark.long

SETTINGS = Settings(publication=Publication(publisher="The publisher"))
READERS = {"text": (".txt",), "html": (".htm", ".html")}


def sources(shared: Path, reader: str) -> list[Path]:
    folders = [shared / "transcriptions" / name for name in ("seed", "dev/mia", "dev/other")]
    found = sorted(chain.from_iterable(folder.iterdir() for folder in folders))
    return [path for path in found if path.suffix in READERS[reader]]


@pytest.fixture(scope="module", params=READERS)
def encoded(request, shared, tmp_path_factory):
    """The files that came of each source, written to a folder, and their accounts."""
    folder = tmp_path_factory.mktemp(request.param)
    accounts = {}
    for source in sources(shared, request.param):
        transcription, _ = inhabitant("readers", request.param).read(source.read_bytes(), source.name)
        encoding = encode(transcription, SETTINGS)
        (folder / f"{source.stem}.xml").write_bytes(encoding.data)
        accounts[source.stem] = encoding.account
    assert accounts
    return folder, accounts


def test_every_account_balances(encoded):
    _, accounts = encoded

    assert [name for name, account in accounts.items() if not account.is_balanced] == []


def test_every_file_is_valid_in_the_edition_schema(encoded):
    folder, _ = encoded
    schemas = shipped_schemas()
    found = [
        f"{path.name}: {finding.message}"
        for path in sorted(folder.iterdir())
        for finding in validate(path.read_bytes(), path.name, schemas)[1]
        if finding.severity.value == "error"
    ]

    assert found == []


def test_every_file_is_valid_in_the_whole_tei(encoded, shared):
    folder, _ = encoded

    assert jing(shared / "tei" / "tei_all.rng", *sorted(folder.iterdir())) == ""


def test_every_reference_leads_to_an_element_of_its_file(encoded):
    folder, _ = encoded
    for path in sorted(folder.iterdir()):
        root = etree.parse(path).getroot()
        ids = set(root.xpath("//@xml:id"))
        pointers = chain.from_iterable(one.split() for one in root.xpath("//@target | //@ref | //@resp"))

        assert [one for one in pointers if one.startswith("#") and one[1:] not in ids] == []
