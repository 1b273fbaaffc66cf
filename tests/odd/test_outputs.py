"""What holds for every output, whatever the customization."""

import re
from pathlib import Path

import pytest
from lxml import etree, html

from tei.errors import SchemaError
from tei.odd import compile as compile_odd
from tei.odd import manual, relaxng, schematron

SOURCE = (Path(__file__).parent / "source.xml").read_bytes()
CUSTOMIZATION = b"""
<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:sch="http://purl.oclc.org/dsdl/schematron">
  <teiHeader><fileDesc><titleStmt><title>Letters</title><title type="sub">for us</title></titleStmt></fileDesc></teiHeader>
  <text>
    <body>
      <div xml:id="why"><head>Why</head><p>A <gi>letter</gi> with <att>kind</att> is <q>better</q>.</p></div>
      <div>
        <head>Specification</head>
        <schemaSpec ident="letters" start="letter">
          <moduleRef key="frame"/>
          <moduleRef key="mail"/>
          <elementSpec ident="letter" mode="change">
            <gloss>letter</gloss>
            <desc>What somebody <emph>wrote</emph> to somebody, on a <gi>line</gi> or more.</desc>
            <desc xml:lang="de">Ein Brief.</desc>
            <constraintSpec ident="two" scheme="schematron">
              <desc>Two lines &amp; no more.</desc>
              <constraint><sch:assert test="count(tei:line) &lt; 3">too long</sch:assert></constraint>
            </constraintSpec>
            <attList>
              <attDef ident="kind" mode="change">
                <valList type="closed" mode="replace"><valItem ident="love"><desc>Of love.</desc></valItem></valList>
              </attDef>
            </attList>
            <exemplum>
              <egXML xmlns="http://www.tei-c.org/ns/Examples">
                <letter kind="love">
                  <line>a &lt; b</line>
                </letter>
              </egXML>
            </exemplum>
            <remarks><p>Keep it short.</p></remarks>
          </elementSpec>
        </schemaSpec>
      </div>
    </body>
  </text>
</TEI>
"""


@pytest.fixture(scope="module")
def schema():
    return compile_odd(SOURCE, CUSTOMIZATION)


@pytest.fixture(scope="module")
def page(schema):
    return html.fromstring(manual(schema))


@pytest.mark.parametrize("write", [relaxng, schematron, manual])
def test_the_same_schema_gives_the_same_bytes(write, schema):
    assert write(schema) == write(compile_odd(SOURCE, CUSTOMIZATION))


@pytest.mark.parametrize("write", [relaxng, schematron, manual])
def test_an_output_names_the_licence_and_no_word_of_the_source(write, schema):
    text = write(schema).decode()
    assert "TEI Consortium" in text.replace("\n", " ")
    assert "BSD 2-Clause" in text
    assert "Creative Commons Attribution 3.0" in re.sub(r"\s+", " ", text)
    assert "never" not in text


def test_the_rules_of_the_source_are_left_out_by_name(schema):
    assert [(one.owner, one.ident) for one in schema.omitted] == [("line", "never-shown")]


@pytest.mark.parametrize(
    ("letter", "is_valid"),
    [
        ('<letter kind="love"><line/></letter>', True),
        ('<letter kind="love"><envelope><stamp>2.5</stamp></envelope><line/></letter>', True),
        ('<letter kind="love" pages="1 unknown"><line><name ref="#a"/><blot/></line></letter>', True),
        ('<letter kind="love" pages="1 2 3"><line/></letter>', False),
        ('<letter kind="hate"><line/></letter>', False),
        ("<letter><line/></letter>", False),
        ('<letter kind="love"/>', False),
        ('<letter kind="love"><line><name/></line></letter>', True),
        ('<letter kind="love"><line><name ref="#a" key="b"/></line></letter>', False),
        ('<letter kind="love"><envelope><stamp>-1</stamp></envelope><line/></letter>', False),
    ],
)
def test_the_grammar_decides(letter, is_valid, schema):
    grammar = etree.RelaxNG(etree.fromstring(relaxng(schema)))
    tree = etree.fromstring(letter.replace("<letter", '<letter xmlns="http://www.tei-c.org/ns/1.0"', 1))
    assert grammar.validate(tree) is is_valid


def test_the_manual_links_only_to_what_is_there(page):
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in page.xpath("//a/@href")} <= set(ids)


def test_the_manual_needs_nothing_else(page):
    assert page.xpath("//script | //link | //img | //iframe | //@src | //@onclick") == []
    assert "url(" not in page.findtext("head/style")
    assert "@import" not in page.findtext("head/style")


def test_the_manual_has_landmarks_and_a_language(page):
    assert page.get("lang") == "en"
    assert [len(page.xpath(f"//{name}")) for name in ("main", "nav", "h1", "footer")] == [1, 1, 1, 1]
    assert page.xpath("//nav/@aria-label")


def test_the_manual_says_of_an_element_what_the_customization_says(page):
    article = page.xpath("//article[h3/@id='letter']")[0]
    words = " ".join(article.text_content().split())
    for said in ("What somebody wrote to somebody", "Of love.", "Keep it short.", "Two lines & no more."):
        assert said in words
    assert "Ein Brief" not in words
    assert article.findtext(".//pre/code") == '<letter kind="love">\n  <line>a &lt; b</line>\n</letter>'
    assert article.xpath(".//dt[.='May contain']/following-sibling::dd[1]//a/@href") == ["#envelope", "#line"]


def test_the_manual_says_where_an_element_may_stand(page):
    parents = page.xpath("//article[h3/@id='line']//dt[.='May stand in']/following-sibling::dd[1]//a/text()")
    assert parents == ["address", "letter"]


def test_the_manual_opens_with_the_prose_of_the_customization(page):
    assert page.xpath("string(//h1)") == "Letters"
    assert "A letter with @kind is “better”." in page.xpath("string(//main/section[1])")
    assert "Specification" not in page.xpath("string(//main)")


@pytest.mark.parametrize(
    ("source", "customization", "said"),
    [
        (b"<a", CUSTOMIZATION, "p5subset.xml is not well-formed XML"),
        (SOURCE, b"", "customization is not well-formed XML"),
        (SOURCE, b"<html/>", "customization is not a TEI document"),
        (CUSTOMIZATION.replace(b"elementSpec", b"x"), CUSTOMIZATION, "it holds no specification"),
        (SOURCE, SOURCE, "it has no `schemaSpec`"),
        (SOURCE, b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>', "not a TEI document"),
    ],
)
def test_what_is_no_odd_is_an_error(source, customization, said):
    with pytest.raises(SchemaError, match=said):
        compile_odd(source, customization)
