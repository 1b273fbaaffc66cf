"""The account sees every character that is lost, doubled, swapped or moved."""

import pytest
from lxml import etree

from tei.document.account import balance
from tei.document.whitespace import is_blank
from tei.encoder import Publication, Settings, encode
from tei.readers import text as text_reader
from tests.conftest import ROOT

SHORT = """Breitman Archive   |   ETOL Main Page

George Breitman

A Title over
Two Lines

(8 November 1941)

From The Militant, Vol. V No. 45, 8 November 1941, pp. 1 & 5.
Transcribed by Einde O’ Callaghan for the Encyclopaedia (ETOL).

The “first” paragraph.

A Heading

“A quotation. (Emphasis by Ingersoll)”

* * *

The last one says that Ralph Ingersoll wrote it.

Last updated: 21 March 2019"""


def pieces(root):
    """Each text node that is no layout, as the element and the attribute that lxml keeps it in."""
    for element in root.iter():
        if not is_blank(element.text):
            yield element, "text"
        if not is_blank(element.tail) and element is not root:
            yield element, "tail"


def mutations(text):
    """``text`` with a character deleted, doubled, swapped with the next, for each character."""
    for at, character in enumerate(text):
        yield text[:at] + text[at + 1 :]
        yield text[:at] + character + text[at:]
        if text[at : at + 2] != text[at : at + 2][::-1]:
            yield text[:at] + text[at + 1 : at + 2] + character + text[at + 2 :]


def unseen(source: bytes, *, every: int) -> list[str]:
    """The mutations of the encoded ``source`` that its account does not see, trying each ``every``-th."""
    transcription, _ = text_reader.read(source, "a.txt")
    encoding = encode(transcription, Settings(id="a", publication=Publication(publisher="P")))
    root = etree.fromstring(encoding.data)
    account, missed, count = encoding.account, [], 0
    for element, attribute in pieces(root):
        text = getattr(element, attribute)
        for number, mutated in enumerate(mutations(text)):
            if number % every == 0 and mutated != text:
                setattr(element, attribute, mutated)
                data, count = etree.tostring(root), count + 1
                if balance(transcription.source, account.claims, account.holdings, data).is_balanced:
                    missed.append(f"{element.tag} {attribute}: {text[:30]!r} became {mutated[:30]!r}")
        setattr(element, attribute, text)
    assert count > 100
    return missed


def test_no_change_of_a_single_character_escapes():
    assert unseen(SHORT.encode("utf-8"), every=1) == []


def test_no_change_of_a_single_character_escapes_in_the_first_edition():
    source = (ROOT / "editions" / "stalin-interview" / "transcription.txt").read_bytes()

    assert unseen(source, every=97) == []


@pytest.mark.long
def test_not_one_change_escapes_in_the_first_edition():
    source = (ROOT / "editions" / "stalin-interview" / "transcription.txt").read_bytes()

    assert unseen(source, every=1) == []


def account_of(source: str, change) -> tuple[str, ...]:
    """The problems of the account after ``change`` has been made to the tree."""
    transcription, _ = text_reader.read(source.encode("utf-8"), "a.txt")
    encoding = encode(transcription, Settings(publication=Publication(publisher="P")))
    root = etree.fromstring(encoding.data)
    change(root)
    account = encoding.account
    return balance(transcription.source, account.claims, account.holdings, etree.tostring(root)).problems


def swap_paragraphs(root):
    first, *_, last = root.iterfind(".//{*}body//{*}p")
    first.text, last.text = last.text, first.text


def drop_line_break(root):
    lb = root.find(".//{*}lb")
    parent = lb.getparent()
    parent.text += lb.tail
    parent.remove(lb)


def drop_separator(root):
    milestone = root.find(".//{*}milestone")
    milestone.getparent().remove(milestone)


def move_record(root):
    notes = root.findall(".//{*}sourceDesc//{*}note")
    notes[0].text, notes[1].text = notes[1].text, notes[0].text


def drop_record(root):
    note = root.find(".//{*}sourceDesc//{*}note")
    note.getparent().remove(note)


def put_title_elsewhere(root):
    author = root.find(".//{*}titleStmt/{*}author/{*}persName")
    title = root.find(".//{*}titleStmt/{*}title")
    author.text, title.text = title.text, author.text


def add_header_text(root):
    etree.SubElement(root.find(".//{*}editorialDecl"), "{http://www.tei-c.org/ns/1.0}p").text = "More."


@pytest.mark.parametrize(
    "change",
    [
        swap_paragraphs,
        drop_line_break,
        drop_separator,
        move_record,
        drop_record,
        put_title_elsewhere,
        add_header_text,
    ],
)
def test_what_moves_or_goes_is_seen(change):
    assert account_of(SHORT, change)


def test_the_account_of_an_untouched_document_balances():
    assert account_of(SHORT, lambda _: None) == ()


def test_a_character_that_nothing_claims_is_named_with_its_place():
    transcription, _ = text_reader.read(SHORT.encode("utf-8"), "a.txt")
    encoding = encode(transcription, Settings(publication=Publication(publisher="P")))
    claims = [claim for claim in encoding.account.claims if SHORT[claim.start : claim.end] != "A Heading"]
    problems = balance(transcription.source, claims, encoding.account.holdings, encoding.data).problems

    assert "line 15, column 1: 'A Heading' went nowhere" in problems


def test_the_account_is_repeatable_json():
    transcription, _ = text_reader.read(SHORT.encode("utf-8"), "a.txt")
    accounts = [
        encode(transcription, Settings(publication=Publication(publisher="P"))).account for _ in range(2)
    ]

    assert accounts[0].to_json() == accounts[1].to_json()
    assert '"is_balanced": true' in accounts[0].to_json()
