"""Types by the tables: what they allow, what is equal, what they say. The tables stand alone."""

import tomllib
from pathlib import Path

import pytest

from tei.relaxng.datatypes import COMPATIBILITY, XSD, datatype
from tei.relaxng.datatypes.datatype import DatatypeError
from tei.relaxng.datatypes.regular_expressions import automaton

FOLDER = Path(__file__).parent


class Context:
    """Prefixes and unparsed entities of a document."""

    unparsed_entities = frozenset({"picture", "map"})
    namespaces = {"x": "http://example.org/", "z": "http://example.org/"}  # noqa: RUF012 -- never changed

    def __call__(self, prefix):
        return self.namespaces.get(prefix)


CONTEXT = Context()


def table(name, key):
    return tomllib.loads((FOLDER / name).read_text("utf-8"))[key]


def made(row):
    return datatype(XSD, row["name"], tuple(map(tuple, row.get("parameters", ()))))


def title(row):
    return (
        " ".join([row.get("name", ""), *(" ".join(pair) for pair in row.get("parameters", ()))])
        or row["text"]
    )


ROWS = table("types.toml", "type") + table("facets.toml", "type")


@pytest.mark.parametrize("row", ROWS, ids=title)
def test_texts_are_allowed_or_not(row):
    allowed = {
        text: made(row).allows(text, CONTEXT) for text in [*row.get("valid", ()), *row.get("invalid", ())]
    }
    assert allowed == dict.fromkeys(row.get("valid", ()), True) | dict.fromkeys(row.get("invalid", ()), False)


@pytest.mark.parametrize("row", [row for row in ROWS if "equal" in row], ids=title)
def test_texts_are_equal(row):
    for texts in row["equal"]:
        values = {made(row).value(text, CONTEXT) for text in texts}
        assert len(values) == 1
        assert None not in values


@pytest.mark.parametrize("row", [row for row in ROWS if "different" in row], ids=title)
def test_texts_are_different(row):
    values = {made(row).value(text, CONTEXT) for text in row["different"]}
    assert len(values - {None}) == len(row["different"])


@pytest.mark.parametrize("row", [row for row in ROWS if "faults" in row], ids=title)
def test_faults_are_said_in_plain_words(row):
    assert {text: made(row).fault(text, CONTEXT) for text in row["faults"]} == row["faults"]


@pytest.mark.parametrize("row", [row for row in ROWS if "description" in row], ids=title)
def test_types_with_parameters_are_described(row):
    assert made(row).description() == row["description"]


@pytest.mark.parametrize("row", table("facets.toml", "refused"), ids=title)
def test_parameters_without_sense_are_refused(row):
    with pytest.raises(DatatypeError, match=row["words"]):
        made(row)


@pytest.mark.parametrize("row", table("patterns.toml", "pattern"), ids=title)
def test_patterns_match(row):
    texts = [*row.get("matches", ()), *row.get("refuses", ())]
    matched = [text for text in texts if automaton(row["text"]).matches(text)]
    assert matched == row.get("matches", [])


@pytest.mark.parametrize("row", table("patterns.toml", "wrong"), ids=title)
def test_what_is_no_pattern_is_refused(row):
    with pytest.raises(DatatypeError, match=row["words"]):
        automaton(row["text"])


@pytest.mark.parametrize("library", ["", COMPATIBILITY])
def test_small_libraries_take_no_parameters(library):
    name = "ID" if library else "token"
    assert datatype(library, name).allows("a1", CONTEXT)
    with pytest.raises(DatatypeError, match="takes no parameters"):
        datatype(library, name, (("length", "2"),))


def test_types_of_another_library_are_pointed_to():
    with pytest.raises(DatatypeError, match="set datatypeLibrary to"):
        datatype("", "integer")
    with pytest.raises(DatatypeError, match="no datatype library “urn:x”"):
        datatype("urn:x", "integer")


def test_identifiers_are_known_as_such():
    known = {name: datatype(XSD, name).id_type for name in ("ID", "IDREF", "IDREFS", "NCName", "ENTITIES")}
    assert known == {"ID": "ID", "IDREF": "IDREF", "IDREFS": "IDREFS", "NCName": "", "ENTITIES": ""}
    assert datatype(XSD, "ID", (("pattern", "a.*"),)).id_type == "ID"


def test_types_that_look_around_them_say_so():
    names = ("QName", "NOTATION", "ENTITY", "ENTITIES", "NCName")
    assert [name for name in names if datatype(XSD, name).needs_context] == list(names[:-1])
