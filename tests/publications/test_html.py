"""The HTML page: cases as data, and the laws that hold for every document."""

import re
import tomllib
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape

import lxml.html
import pytest
from lxml import etree

from tei.document.namespaces import TEI, tei
from tei.errors import InputError
from tei.publications.html import publish
from tei.publications.interface import interface, languages
from tests.cases import check, load
from tests.publications.conftest import DOCUMENTS, HERE, read

CASES = load(HERE / "cases")
ODD = HERE.parents[1] / "schemas" / "tei-edition.odd"

HEADER = """<teiHeader><fileDesc><titleStmt><title>Sample</title></titleStmt>
<publicationStmt><publisher>The publisher</publisher></publicationStmt>
<sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>"""
STANDOFF = """<standOff><listPerson><person xml:id="anna"><persName>Anna</persName></person></listPerson></standOff>"""


def sample(given: str, where: str = "body") -> bytes:
    """A document around ``given``, which is the content of its body, its text or its TEI element."""
    inner = {
        "body": f"{HEADER}{STANDOFF}<text><body>{given}</body></text>",
        "text": f"{HEADER}{STANDOFF}<text>{given}</text>",
        "TEI": given,
    }[where]
    return f'<TEI xmlns="{TEI}" xml:lang="en">{inner}</TEI>'.encode()


def html(data: bytes) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(
        publish(read(data))["index.html"], parser=lxml.html.HTMLParser(encoding="utf-8")
    )


PLACES = {
    "title": "//article/header",
    "text": "//div[@class='text']/div/node()",
    "notes": "//section[@class='notes']/ol/li",
    "readings": "//section[@class='readings']/ol/li",
    "contents": "//nav/ol/li",
    "signs": "//section[@class='signs']//li",
    "persons": "//section[@aria-labelledby='page:persons']//li",
    "colophon": "//section[@aria-labelledby='page:colophon']/dl/*",
    "cite": "//p[@class='cite']",
    "head": "//title | //meta[@name='description' or @name='author']",
    "html": "/html/@lang | //article/@lang",
}


def shown(page: lxml.html.HtmlElement, place: str) -> str:
    found = page.xpath(PLACES[place])
    written = [
        etree.tostring(one, method="html", encoding="unicode", with_tail=False)
        if not isinstance(one, str)
        else one.strip()
        for one in found
    ]
    return "".join(re.sub(r"\s+", " ", one).strip() + "\n" for one in written if one.strip())


def assert_coherent(page: lxml.html.HtmlElement) -> None:
    """Links arrive, no id stands twice, headings begin with the only one of level 1 and skip none."""
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert [link for link in page.xpath("//a/@href[starts-with(., '#')]") if link[1:] not in ids] == []
    assert {one for value in page.xpath("//@aria-labelledby") for one in value.split()} <= set(ids)
    assert page.xpath("//a[not(@href)] | //a//a") == []
    levels = [int(one.tag[1]) for one in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


@pytest.mark.parametrize("case", CASES)
def test_an_element_is_shown_as_the_case_says(case, accept):
    given = case.blocks[0]
    page = html(sample(given.text, given.about or "body"))
    assert_coherent(page)
    check(case, {place: shown(page, place) for place in PLACES}, accept=accept)


# Nothing of the text is lost.


def dense(text: str) -> str:
    return re.sub(r"\s+", "", text)


def moved(note: etree._Element) -> bool:
    """Whether a note goes to the end, by the rules as a reader would state them."""
    in_a_line = etree.QName(note.getparent()).localname not in (
        "div",
        "body",
        "front",
        "back",
        "figure",
        "list",
        "lg",
        "postscript",
    )
    on_the_spot = note.get("type") == "emphasis" or note.get("place") in ("inline", "margin", "left", "right")
    return in_a_line and not on_the_spot


def elsewhere(element: etree._Element) -> bool:
    """What does not stand in its place: a moved note, the source's reading, the words for a picture."""
    match etree.QName(element).localname:
        case "note":
            return moved(element)
        case "sic" | "orig" | "abbr":
            return element.getparent().tag == tei("choice")
        case "figDesc":
            return element.getparent().find(tei("graphic")) is not None and not re.match(
                "https:|[.][.]", element.getparent().find(tei("graphic")).get("url")
            )
        case _:
            return False


def words(element: etree._Element) -> str:
    """The characters below ``element`` that stand in their place."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and not elsewhere(child):
            parts.append(words(child))
        parts.append(child.tail or "")
    return "".join(parts)


def read_aloud(element: lxml.html.HtmlElement) -> str:
    """The words of a part of the page without what the page adds."""
    parts = [element.text or ""]
    for child in element:
        if (
            isinstance(child.tag, str)
            and "added" not in child.classes
            and child.get("class", "") not in ("notes", "readings")
        ):
            parts.append(read_aloud(child))
        parts.append(child.tail or "")
    return "".join(parts)


def test_every_character_of_the_text_is_on_the_page_in_order(document, page):
    article = lxml.html.document_fromstring(page.decode()).find(".//article")
    assert dense(read_aloud(article)) == dense(words(document.root.find(tei("text"))))


def test_what_stands_elsewhere_is_on_the_page_too(document, page):
    root = lxml.html.document_fromstring(page.decode())
    text = document.root.find(tei("text"))
    notes = [dense(words(note)) for note in text.iter(tei("note")) if moved(note)]
    assert [dense(read_aloud(one)) for one in root.xpath("//section[@class='notes']//li[@id]")] == notes
    sources = [
        "".join(dense(words(one)) for one in choice if elsewhere(one)) for choice in text.iter(tei("choice"))
    ]
    assert [dense(read_aloud(one)) for one in root.xpath("//section[@class='readings']//li[@id]")] == sources
    pictures = [one.text for one in text.iter(tei("figDesc")) if elsewhere(one)]
    assert [image.get("alt") for image in root.iter("img")] == pictures


EMPTY = {"lb", "pb", "cb", "milestone", "graphic", "ptr", "anchor", "caesura"}


def names() -> list[str]:
    """The elements that the edition schema knows outside the header."""
    if not ODD.exists():
        return []
    modules = [
        one for one in etree.parse(ODD).iter(tei("moduleRef")) if one.get("key") not in ("tei", "header")
    ]
    return sorted({name for one in modules for name in (one.get("include") or "").split()} - EMPTY)


def test_the_sample_has_every_element_of_the_schema():
    everything = {etree.QName(one).localname for one in etree.parse(DOCUMENTS["everything"]).iter("{*}*")}
    assert {*names(), *EMPTY} - everything == set()


def test_what_is_published_here_is_valid(document):
    schema = etree.RelaxNG(etree.parse(ODD.with_suffix(".rng")))
    assert schema.validate(document.tree), schema.error_log


@pytest.mark.parametrize("name", [*names(), "unheardOf"])
@pytest.mark.parametrize(
    "frame", ["<p>before {} after</p>", "<div>{}<p>after</p></div>", "<div><lg>{}</lg></div>"]
)
def test_no_element_loses_its_words_wherever_it_stands(name, frame):
    page = html(sample(frame.format(f"<{name}>inside</{name}>")))
    assert "inside" in page.find(".//article").text_content()


# Pages are made of the text and the interface, and of nothing else.


def test_the_same_document_gives_the_same_bytes_and_is_left_as_it_was(document):
    before = etree.tostring(document.tree)
    assert publish(document) == publish(document)
    assert etree.tostring(document.tree) == before


def test_the_parts_of_a_page_fit_together(page):
    assert_coherent(lxml.html.document_fromstring(page.decode()))


def test_a_page_has_no_script_and_no_style_but_its_own(page):
    root = lxml.html.document_fromstring(page.decode())
    assert (
        root.xpath(
            "//script | //iframe | //object | //link | //form | //@*[starts-with(name(), 'on')] | //@style"
        )
        == []
    )
    assert root.xpath("count(//style)") == 1


def test_a_title_cannot_leave_the_style_sheet_that_prints_it_over_the_pages():
    title = 'A "\\} </style><script>alert(1)</script>'
    data = sample("<p>Text.</p>").replace(
        b"<title>Sample</title>", f"<title>{escape(title)}</title>".encode()
    )
    page = html(data)
    assert page.findtext(".//title") == title
    assert page.xpath("//script") == []
    assert "alert" in page.findtext(".//style")
    assert page.findtext(".//style").count("}") == page.findtext(".//style").count("{")


def test_the_page_is_that_of_the_language_of_the_file():
    page = html(sample("<p>Grüß Gott.</p>").replace(b'xml:lang="en"', b'xml:lang="de-AT"'))
    assert page.get("lang") == "de"
    assert page.find(".//article").get("lang") == "de-AT"
    assert "Über diese Ausgabe" in page.text_content()


def test_a_language_without_an_interface_gets_english():
    page = html(sample("<p>Gallia est omnis divisa.</p>").replace(b'xml:lang="en"', b'xml:lang="la"'))
    assert page.get("lang") == "en"
    assert page.find(".//article").get("lang") == "la"


def test_a_corpus_is_refused_in_one_sentence():
    corpus = read(f'<teiCorpus xmlns="{TEI}"/>'.encode(), "many.xml")
    with pytest.raises(InputError, match=r"many\.xml: a corpus is published one `TEI` at a time"):
        publish(corpus)


def test_a_document_without_a_header_is_a_page_all_the_same():
    page = html(sample("<text><body><p>Words.</p></body></text>", "TEI"))
    assert page.findtext(".//title") == "Untitled"
    assert "Words." in page.text_content()


SHEETS = sorted(Path(str(files("tei.publications"))).rglob("*.xsl"))
XSL = "{http://www.w3.org/1999/XSL/Transform}"
# Text in a stylesheet that no reader sees: the names of elements and answers to a question.
UNSEEN = {"yes", "p", "div", "span", "ol", "ul", "dl", "sup", "sub", "b", "i", "u", "rtl", "ltr", "#"}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_stylesheet_has_a_word_of_its_own(sheet):
    for element in etree.parse(sheet).iter("*"):
        texts = [element.text, *(child.tail for child in element)]
        assert {text.strip() for text in texts if text and text.strip()} <= UNSEEN
        for name in ("aria-label", "alt", "title"):
            assert (element.get(name) or "{").startswith("{")
        for literal in re.findall(
            r"'([^']*)'", element.get("select", "") if element.tag == f"{XSL}value-of" else ""
        ):
            assert " " not in literal.strip(), literal


def test_no_style_sheet_has_a_word_of_its_own():
    for sheet in Path(str(files("tei.publications"))).rglob("*.css"):
        assert set(re.findall(r"content:\s*([^;}]+)", sheet.read_text("utf-8"))) <= {"counter(page)", "none"}


def keys(table: dict, prefix: str = "") -> dict[str, int]:
    """The keys of a language file with the number of places in each."""
    found = {}
    for key, value in table.items():
        found |= (
            keys(value, f"{prefix}{key}.")
            if isinstance(value, dict)
            else {prefix + key: str(value).count("{}")}
        )
    return found


@pytest.mark.parametrize("language", languages())
def test_every_language_says_everything(language):
    def table(name):
        return tomllib.loads((files("tei.publications") / "interface" / f"{name}.toml").read_text("utf-8"))

    assert keys(table(language)) == keys(table("en"))


def test_every_word_that_a_stylesheet_asks_for_is_there():
    asked = {key for sheet in SHEETS for key in re.findall(r"ui:word\('([\w-]+)'", sheet.read_text("utf-8"))}
    known = {key for key in keys(interface("en")._words) if "." not in key}  # noqa: SLF001 -- the file, read
    assert asked <= known
    asked |= {
        "supplied-open",
        "supplied-close",
        "surplus-open",
        "surplus-close",
    }
    assert known - asked == {"months", "date-day", "date-month", "persons", "places", "organisations"}


@pytest.mark.parametrize(
    ("when", "written"),
    [
        ("1941-11-08", "8 November 1941"),
        ("1941-11", "November 1941"),
        ("1941", "1941"),
        ("-0044-03-15", "-0044-03-15"),
        ("1941-13-01", "1941-13-01"),
        ("soon", "soon"),
        ("", ""),
    ],
)
def test_a_date_is_written_out(when, written):
    assert interface("en").date(when) == written
