"""XML catalogs: which address stands for another."""

import tomllib
from pathlib import Path

import pytest

from tei.catalogs import Catalogs, NotACatalog
from tei.errors import ConfigError

CASES = tomllib.loads((Path(__file__).parent / "catalogs.toml").read_text("utf-8"))["case"]
DOCTYPE = '<!DOCTYPE catalog PUBLIC "-//OASIS//DTD XML Catalogs V1.1//EN" "http://example.org/catalog.dtd">'


def catalogs(files):
    """The first of some catalogs, which are the contents of elements ``catalog``."""
    written = {
        f"file:///c/{name}": f'<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">{content}</catalog>'
        for name, content in files.items()
    }
    first, *_ = written

    def read(address):
        if address not in written:
            raise FileNotFoundError(2, "no such file")
        return (DOCTYPE + written[address]).encode()

    return Catalogs(first, read)


@pytest.mark.parametrize("case", CASES, ids=[case["fact"] for case in CASES])
def test_a_catalog_says_what_stands_for_a_uri(case):
    asked = catalogs(case["catalogs"])
    assert {uri: asked.resolve(uri) or "" for uri in case["asked"]} == case["asked"]


@pytest.mark.parametrize(
    "data", [b"<TEI xmlns='http://www.tei-c.org/ns/1.0'/>", b"<catalog/>", b"no XML", b""]
)
def test_another_file_of_that_name_is_no_catalog(data):
    with pytest.raises(NotACatalog):
        Catalogs("file:///c/catalog.xml", lambda _: data)


def test_a_catalog_that_is_cut_off_is_an_error():
    with pytest.raises(ConfigError, match="not well-formed: no element found in line 1"):
        Catalogs(
            "file:///c/a.xml", lambda _: b'<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">'
        )


def test_a_catalog_that_is_not_there_is_an_error_when_it_is_needed():
    asked = catalogs({"a.xml": '<uri name="urn:1" uri="x"/><nextCatalog catalog="gone.xml"/>'})
    assert asked.resolve("urn:1") == "file:///c/x"
    with pytest.raises(ConfigError, match=r"gone\.xml, a catalog, cannot be read: no such file"):
        asked.resolve("urn:2")
