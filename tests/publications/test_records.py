"""The record of an edition in three formats: cases as data, and what holds of every record."""

import json
import re

import bibtexparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei.document.namespaces import TEI
from tei.publications import bibtex, csl, ris
from tei.publications.record import Kind, Record, When, records, with_own_keys
from tei.publications.record_names import Name
from tests.cases import check, load
from tests.publications.conftest import DOCUMENTS, HERE, read

CASES = load(HERE / "records")
REGISTER = """<standOff><listPerson><person xml:id="anna"><persName><forename>Anna</forename> <surname>Author</surname></persName></person></listPerson></standOff>"""

# What csl-data.json allows an item, a name and a date to have, and of which type.
TEXTS = {"id", "type", "title", "container-title", "collection-title", "publisher", "publisher-place", "language", "DOI", "URL", "ISBN", "ISSN", "keyword", "note"}  # fmt: skip
TEXTS_OR_NUMBERS = {"volume", "issue", "page", "collection-number"}
PEOPLE = {"author", "editor", "translator", "recipient"}
TYPES = {"article-newspaper", "article-journal", "chapter", "book", "manuscript", "personal_communication", "webpage", "document"}  # fmt: skip
PARTS_OF_NAMES = {"family", "given", "non-dropping-particle", "suffix", "literal"}


def sample(header: str) -> bytes:
    return f'<TEI xmlns="{TEI}" xml:lang="en"><teiHeader>{header}</teiHeader>{REGISTER}<text><body><p/></body></text></TEI>'.encode()


@pytest.mark.parametrize("case", CASES)
def test_a_header_gives_the_records_that_the_case_says(case, accept):
    found = records(read(sample(case.given)))

    listings = {"bibtex": bibtex.listing(found), "csl": csl.listing(found), "ris": ris.listing(found)}
    check(case, {name: listing.replace("\r\n", "\n") for name, listing in listings.items()}, accept=accept)


@pytest.mark.parametrize("module", [bibtex, csl, ris])
def test_a_publication_is_one_file_named_for_its_format(document, module):
    published = module.publish(document)

    assert list(published) == [f"citation{module.SUFFIX}"]
    assert published == module.publish(document)


# ------------------------------------------------------------ laws

WORDS = st.text(st.sampled_from(" abzAZäßÉ{}\\%&$#_~^,;:'\"*/-–@=\u00a0") | st.characters(exclude_categories=["C", "Z"]), max_size=12)  # fmt: skip
STATED = WORDS.map(lambda text: " ".join(text.split())).filter(bool)
NAMES = st.builds(Name, STATED) | st.builds(
    Name, STATED, STATED, STATED | st.none(), STATED | st.none(), STATED | st.none()
)
DATES = st.sampled_from(
    [
        When("8 May 1941", "1941-05-08", "1941-05-08", "1941-05-08"),
        When("Spring 1970", "1970-21", "1970", "1970"),
        When("1918–20", "1918/1920", "1918", "1920"),
        When("c. 1923", "1923~", "1923", "1923"),
        When("1920s", "192X", "1920", "1929"),
        When("before 1900", "/1900", None, "1900"),
        When("some time", "", None, None),
    ]
)
PAGES = st.lists(st.tuples(STATED, STATED), max_size=2).map(tuple)
RECORDS = st.builds(
    Record,
    key=STATED,
    kind=st.sampled_from(Kind),
    title=STATED,
    authors=st.lists(NAMES, max_size=3).map(tuple),
    container=STATED | st.none(),
    volume=STATED | st.none(),
    pages=PAGES,
    date=DATES | st.none(),
    publisher=STATED | st.none(),
    language=STATED | st.none(),
    url=STATED | st.none(),
    keywords=st.lists(STATED, max_size=2).map(tuple),
)
LISTS = st.lists(RECORDS, min_size=1, max_size=3)


def is_date(date: dict) -> bool:
    parts = date.get("date-parts", [])
    return (
        set(date) <= {"date-parts", "season", "circa", "literal", "edtf"}
        and ("literal" in date or 1 <= len(parts) <= 2)
        and all(1 <= len(one) <= 3 and all(isinstance(number, int) for number in one) for one in parts)
        and date.get("season", 1) in range(1, 5)
        and date.get("circa", True) is True
    )


def is_item(item: dict) -> bool:
    """Whether the schema of CSL data allows ``item``."""
    people = [name for key in PEOPLE for name in item.get(key, ())]
    return (
        {"id", "type"} <= set(item) <= TEXTS | TEXTS_OR_NUMBERS | PEOPLE | {"issued"}
        and item["type"] in TYPES
        and all(isinstance(item[key], str) for key in set(item) & (TEXTS | TEXTS_OR_NUMBERS))
        and all(
            set(name) <= PARTS_OF_NAMES and all(isinstance(part, str) for part in name.values())
            for name in people
        )
        and is_date(item.get("issued", {"literal": ""}))
    )


@given(LISTS)
def test_csl_is_what_its_schema_allows_and_keeps_every_letter(found):
    items = json.loads(csl.listing(found))

    assert all(is_item(item) for item in items)
    assert [item["title"] for item in items] == [one.title for one in found]
    assert len({item["id"] for item in items}) == len(items)


@given(LISTS)
@settings(max_examples=50)  # the parser is slow
def test_bibtex_can_be_parsed_back(found):
    library = bibtexparser.parse_string(bibtex.listing(found))

    assert not library.failed_blocks
    assert len(library.entries) == len(found)
    for entry, one in zip(library.entries, found, strict=True):
        assert plain(entry["title"]) == one.title
        assert ("author" in entry) == bool(one.authors)
        assert ("year" in entry) == bool(one.date)


def plain(written: str) -> str:
    """What TeX shows: commands for signs are the signs, braces are gone."""
    names = {"backslash": "\\", "braceleft": "{", "braceright": "}", "asciitilde": "~", "asciicircum": "^"}
    return re.sub(
        r"\\text(\w+?)\{\}|\\([&%$#_])|[{}]",
        lambda sign: names[sign[1]] if sign[1] else sign[2] or "",
        written,
    )


@given(LISTS)
def test_ris_is_lines_of_a_tag_and_its_value(found):
    lines = ris.listing(found).split("\r\n")

    assert all(line == "" or re.fullmatch(r"[A-Z][A-Z0-9]  - [^\r\n]*", line) for line in lines)
    assert [line for line in lines if line.startswith("ER")] == ["ER  - "] * len(found)
    starts = [at for at, line in enumerate(lines) if line.startswith("TY")]
    assert starts[0] == 0
    assert all(lines[at - 2 : at] == ["ER  - ", ""] for at in starts[1:])
    assert not any("*" in line[6:] for line in lines if line[:2] in {"AU", "KW"})


# ------------------------------------------------------------ keys


@pytest.mark.parametrize(
    ("own", "key"),
    [("xml:id='walk'", "walk"), ("", "author-1911-walk"), ("xml:id='größe'", "author-1911-walk")],
)
def test_a_key_is_the_id_of_the_edition_else_made_of_author_year_and_title(own, key):
    header = """<fileDesc><titleStmt><title>A Walk</title><author><persName><forename>Ann</forename> <surname>Author</surname></persName></author>
    </titleStmt></fileDesc><profileDesc><creation><date when="1911-05-03"/></creation></profileDesc>"""
    data = sample(header).replace(b"<TEI ", f"<TEI {own} ".encode(), 1)

    assert [one.key for one in records(read(data))] == [key]


def test_keys_in_one_list_differ():
    same = Record("walk", Kind.BOOK, "A Walk")

    assert [one.key for one in with_own_keys([same, same, same])] == ["walk", "walk-2", "walk-3"]


def test_a_corpus_has_a_record_for_each_text():
    one = sample("<fileDesc><titleStmt><title>A Walk</title></titleStmt></fileDesc>").decode()
    corpus = f'<teiCorpus xmlns="{TEI}"><teiHeader/>{one}{one}</teiCorpus>'.encode()

    assert len(json.loads(csl.publish(read(corpus))["citation.json"])) == 2


def test_every_edition_has_a_title_and_a_key():
    for path in DOCUMENTS.values():
        for one in records(read(path.read_bytes(), path.name)):
            assert one.title
            assert one.key
