"""Which reader takes a file: by its name, by its content, and what is said where they differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.errors import ConfigError, InputError
from tei.recognition import reader_of, suffixes, suffixes_of
from tei.rooms import inhabitant, inhabitants

PAGE = b"<!DOCTYPE html>\n<html><head><title>A</title></head><body><h1>A</h1><p>A text.</p></body></html>"


@pytest.mark.parametrize(
    ("file", "data", "reader", "misleads"),
    [
        ("a.txt", b"A text.", "text", False),
        ("a.TXT", b"A text.", "text", False),
        ("a.html", PAGE, "html", False),
        ("a.html", b"A text.", "html", False),
        ("a.txt", PAGE, "html", True),
        ("a.txt", b"\xef\xbb\xbf\n  " + PAGE, "html", True),
        ("a.txt", b"<?xml version='1.0'?>\n" + PAGE, "html", True),
        ("a.txt", b"<Beginning of the text> A text.", "text", False),
        ("a.txt", b"A text about <html> pages.", "text", False),
        ("a.1911", b"A text.", "text", False),
        ("a", PAGE, "html", False),
        ("-", b"A text.", "text", False),
        ("-", PAGE, "html", False),
        ("-", b"", "text", False),
    ],
)
def test_name_and_content_say_which_reader_it_is(file, data, reader, misleads):
    found, findings = reader_of(file, data)
    assert found == reader
    assert [finding.code for finding in findings] == ["read.suffix-misleads"] * misleads


def test_the_reader_that_is_asked_for_is_taken_unseen():
    assert reader_of("a.html", PAGE, "text") == ("text", [])
    with pytest.raises(ConfigError, match="there is no 'txt' among the readers"):
        reader_of("a.txt", b"", "txt")


@pytest.mark.parametrize(
    "data",
    [
        b"<TEI xmlns='http://www.tei-c.org/ns/1.0'/>",
        b"<?xml version='1.0'?><!-- a --><teiCorpus/>",
        b"<?xml version='1.0'?>\n<book/>",
        "<?xml version='1.0'?><TEI/>".encode("utf-16"),
    ],
)
@pytest.mark.parametrize("file", ["a.txt", "a.xml", "-"])
def test_what_is_xml_already_is_no_transcription(file, data):
    with pytest.raises(InputError, match=r"this is (TEI already|XML with the root `book`)"):
        reader_of(file, data)


@given(st.binary(max_size=200), st.sampled_from(["a.txt", "-", "a.bin"]))
def test_any_bytes_have_a_reader_or_are_refused(data, file):
    try:
        reader, _ = reader_of(file, data)
    except InputError:
        return
    assert reader in inhabitants("readers")


@pytest.mark.parametrize("reader", inhabitants("readers"))
def test_the_suffixes_read_in_the_source_are_those_of_the_module(reader):
    assert suffixes_of(reader) == inhabitant("readers", reader).SUFFIXES
    assert set(suffixes_of(reader)) <= suffixes()


def test_every_suffix_is_claimed_once():
    claimed = [suffix for reader in inhabitants("readers") for suffix in suffixes_of(reader)]
    assert len(claimed) == len(set(claimed))


def test_exactly_one_reader_takes_what_no_other_recognises():
    assert [
        reader
        for reader in inhabitants("readers")
        if not hasattr(inhabitant("readers", reader), "recognises")
    ] == ["text"]
