"""Configuration: where it is found, what goes before what, and that the table of keys is the truth."""

import os
from pathlib import Path

import pytest

from tei.configuration import CONFIG, FOLDER, KEYS, SIDECAR
from tei.editions import editions, is_tei, name_of
from tei.errors import ConfigError, OutputError
from tei.files import inside, write
from tei.pipeline import identifier
from tei.project import find, given_date, particulars, source_date, user


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_the_configuration_is_found_upwards(tmp_path):
    put(tmp_path / "tei.toml", "[project]\ntitle = 'Letters'")
    source = put(tmp_path / "a/b/c.txt", "")
    assert find(source).title == "Letters"
    assert find(source.parent).root.resolve() == tmp_path.resolve()


def test_the_nearest_configuration_is_the_project(tmp_path):
    put(tmp_path / "tei.toml", "[project]\ntitle = 'All'")
    put(tmp_path / "a/tei.toml", "[project]\ntitle = 'Letters'")
    assert find(tmp_path / "a").title == "Letters"


def test_a_python_project_may_hold_the_configuration(tmp_path):
    put(tmp_path / "pyproject.toml", "[project]\nname = 'a'\n[tool.tei.project]\ntitle = 'Letters'")
    assert find(tmp_path).title == "Letters"


@pytest.mark.parametrize("text", ["[project]\nname = 'a'", "not toml", "tool = 3"])
def test_another_python_project_is_none_of_our_business(tmp_path, text):
    put(tmp_path / "a/pyproject.toml", text)
    assert find(tmp_path / "a").config is None


def test_the_nearest_folder_goes_before_those_above_it_and_the_sidecar_before_all(tmp_path):
    put(
        tmp_path / "tei.toml",
        "[publication]\npublisher = 'root'\nplace = 'root'\nlicence = 'root'\ndate = 2001-01-01",
    )
    put(
        tmp_path / "a/metadata.toml",
        "language = 'de'\n[publication]\nplace = 'a'\nlicence = 'a'\ndate = '2002-01'",
    )
    put(tmp_path / "a/b/metadata.toml", "[publication]\nlicence = 'b'\ndate = '2003'")
    put(tmp_path / "a/b/c.toml", "id = 'c'\ntitle = 'C'\n[publication]\ndate = 2004-05-06")
    source = put(tmp_path / "a/b/c.txt", "")
    about = particulars(source, find(source))

    publication = about.publication
    assert (publication.publisher, publication.place, publication.licence, publication.date) == (
        "root",
        "a",
        "b",
        "2004-05-06",
    )
    assert about.id == "c"
    assert [fields for _, fields in about.overrides] == [{"title": "C"}]
    assert [fields for _, fields in about.defaults] == [{}, {"language": "de"}]
    assert [path.name for path in about.files] == ["c.toml", "metadata.toml", "metadata.toml"]


def test_metadata_above_the_project_does_not_count(tmp_path):
    put(tmp_path / "metadata.toml", "language = 'de'")
    put(tmp_path / "a/tei.toml", "")
    source = put(tmp_path / "a/b.txt", "")
    assert particulars(source, find(source)).defaults == ()


@pytest.mark.parametrize("name", ["tei", "metadata", "pyproject"])
def test_a_configuration_is_nobody_s_sidecar(tmp_path, name):
    put(tmp_path / f"{name}.toml", "")
    source = put(tmp_path / f"{name}.txt", "")
    assert particulars(source, find(source)).overrides == ()


def examples():
    values = {"text": "'a'", "date": "1941-11-08", "texts": "['a']"}
    for key in KEYS:
        for place in (CONFIG, FOLDER, SIDECAR):
            table = f"[{key.table}]\n" if key.table else ""
            yield pytest.param(
                place,
                f"{table}{key.name} = {values[key.takes]}",
                place in key.places,
                id=f"{place} {key.table} {key.name}",
            )


@pytest.mark.parametrize(("place", "text", "is_allowed"), list(examples()))
def test_a_key_may_stand_where_the_table_of_keys_says(tmp_path, place, text, is_allowed):
    put(tmp_path / "tei.toml", "")
    put(tmp_path / place.replace("STEM", "letter"), text)
    source = put(tmp_path / "letter.txt", "")
    if is_allowed:
        particulars(source, find(source))
    else:
        with pytest.raises(ConfigError, match="there is no"):
            particulars(source, find(source))


@pytest.mark.parametrize("key", KEYS, ids=lambda key: f"{key.table}.{key.name}")
def test_a_key_of_the_wrong_kind_is_refused(tmp_path, key):
    table = f"[{key.table}]\n" if key.table else ""
    put(tmp_path / "tei.toml", "")
    put(tmp_path / key.places[-1].replace("STEM", "letter"), f"{table}{key.name} = true")
    source = put(tmp_path / "letter.txt", "")
    with pytest.raises(ConfigError, match=r"must be .*, not true or false"):
        particulars(source, find(source))


@pytest.mark.parametrize(("given", "shown"), [("86400", "1970-01-02"), ("", None), (" 0 ", "1970-01-01")])
def test_the_source_date_is_a_day(given, shown):
    assert source_date({"SOURCE_DATE_EPOCH": given}) == shown


@pytest.mark.parametrize("value", ["1941", "1941-11", "1941-11-08", "2024-02-29"])
def test_a_date_may_be_a_year_a_month_or_a_day(value):
    assert given_date(value) == value


@pytest.mark.parametrize(
    "value", ["41", "1941-13", "1941-02-29", "8.11.1941", "1941-11-08T10:00", "", "١٩٤١"]
)
def test_other_dates_are_refused(value):
    with pytest.raises(ConfigError):
        given_date(value)


def test_the_user_has_a_name():
    assert user()


@pytest.mark.parametrize(
    ("name", "identified"),
    [
        ("stalin-interview", "stalin-interview"),
        ("1801-04-12", "edition-1801-04-12"),
        ("An Ölberg", "an-olberg"),
        ("--", None),
    ],
)
def test_the_name_of_an_edition_becomes_an_id(name, identified):
    assert (identifier(name) or None) == identified


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("letters/a/transcription.txt", "a"),
        ("letters/a/edition.xml", "a"),
        ("letters/a.xml", "a"),
        ("a/TEI.xml", "a"),
    ],
)
def test_an_edition_is_called_after_its_folder_or_its_file(path, name):
    assert name_of(Path(path)) == name


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("<TEI>", True),
        ("\ufeff<?xml version='1.0'?>\n<!-- <html> --><tei:teiCorpus xmlns:tei='a'>", True),
        ("<!DOCTYPE TEI SYSTEM 'a' [<!ENTITY b '<html>'>]><TEI/>", True),
        ("<html><TEI/></html>", False),
        ("", False),
    ],
)
def test_tei_is_told_by_its_root(tmp_path, text, is_one):
    assert is_tei(put(tmp_path / "a.xml", text)) == is_one


def test_a_transcription_goes_before_the_tei_beside_it(tmp_path):
    put(tmp_path / "a/transcription.txt", "A")
    put(tmp_path / "a/expected.xml", "<TEI/>")
    put(tmp_path / "b/edition.xml", "<TEI/>")
    found = editions(tmp_path, find(tmp_path), tmp_path / "build")
    assert [(edition.name, edition.is_tei) for edition in found] == [("a", False), ("b", True)]


@pytest.mark.parametrize("name", ["../a", "/a", "a/../../b", "", "C:\\a", "a\\b", "."])
def test_nothing_is_written_outside_the_folder(tmp_path, name):
    with pytest.raises(OutputError):
        inside(tmp_path, name)


@pytest.mark.skipif(os.name == "nt", reason="no file can be called so there")
@pytest.mark.parametrize("name", ["What is to be done?.xml", 'On "freedom".xml', "Letter: 1801.xml"])
def test_a_name_may_hold_what_the_system_allows(tmp_path, name):
    write(inside(tmp_path, name), b"one")
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_file_is_written_whole_and_leaves_nothing_beside_it(tmp_path):
    write(tmp_path / "a/b.xml", b"one")
    write(tmp_path / "a/b.xml", b"two")
    assert [(path.name, path.read_bytes()) for path in (tmp_path / "a").iterdir()] == [("b.xml", b"two")]


def test_a_sidecar_of_lists_in_lists_is_refused(tmp_path):
    source = put(tmp_path / "a.txt", "")
    put(tmp_path / "a.toml", "id = " + "[" * 100_000)
    with pytest.raises(ConfigError, match="lists stand in lists"):
        particulars(source, find(source))
