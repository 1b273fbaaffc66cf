"""Pictures lie beside the page that shows them."""

import pytest

from tei.document.parse import parse
from tei.pictures import pictures

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><figure><graphic url="{address}"/></figure></body></text></TEI>"""


def found(address, folder):
    document, _ = parse(TEI.format(address=address).encode("utf-8"), "edition.xml")
    return pictures(document, folder)


def test_a_picture_in_the_folder_is_taken_along(tmp_path):
    (tmp_path / "plates").mkdir()
    (tmp_path / "plates" / "a b.png").write_bytes(b"picture")

    assert found("plates/a%20b.png", tmp_path) == ({"plates/a b.png": b"picture"}, [])


def test_a_picture_elsewhere_stays_there(tmp_path):
    assert found("https://example.org/a.png", tmp_path) == ({}, [])


@pytest.mark.parametrize("address", ["missing.png", "../secret.png", "/etc/passwd", "a/../../b.png"])
def test_what_is_missing_or_outside_is_said_and_not_read(address, tmp_path):
    taken, (finding,) = found(address, tmp_path)

    assert taken == {}
    assert finding.code == "publish.picture-missing"
    assert address in finding.message
