"""What the tests of the project's own schema start from: its ODD, compiled, and the documents that cover it."""

import pytest
from lxml import etree

from tei.odd import compile as compile_odd
from tei.odd import relaxng, schematron
from tests.conftest import ROOT, SHARED
from tests.schemas.generator import Covering, Generator

SCHEMAS = ROOT / "schemas"
ODD = SCHEMAS / "tei-edition.odd"


@pytest.fixture(scope="session")
def schema(shared):
    """The project's schema, compiled from its ODD."""
    return compile_odd((shared / "tei" / "p5subset.xml").read_bytes(), ODD.read_bytes())


@pytest.fixture(scope="session")
def grammar(request):
    """The RELAX NG: compiled where the TEI's source is there, else as it is committed."""
    return _output(request, relaxng, "rng")


@pytest.fixture(scope="session")
def rules(request):
    """The Schematron, likewise."""
    return _output(request, schematron, "sch")


@pytest.fixture(scope="session")
def generator(schema):
    return Generator(schema)


@pytest.fixture(scope="session")
def documents(schema):
    """The documents that cover the schema, by name."""
    return Covering(schema).documents()


@pytest.fixture(scope="session")
def folder(documents, tmp_path_factory):
    """The same documents as files."""
    folder = tmp_path_factory.mktemp("generated")
    for name, data in documents.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture(scope="session")
def libxml_xsd():
    """The committed XML Schema, as libxml2 reads it."""
    return etree.XMLSchema(file=SCHEMAS / "tei-edition.xsd")


def _output(request, write, suffix):
    if not SHARED.exists():
        return (SCHEMAS / f"tei-edition.{suffix}").read_bytes()
    return write(request.getfixturevalue("schema"))
