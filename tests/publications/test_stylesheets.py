"""Stylesheets run behind locked doors: what they may not read, write or ask, and what the lint refuses."""

from pathlib import Path

import pytest
from lxml import etree

from tei.errors import SchemaError
from tei.publications import attributes
from tei.publications.xslt import Transformation

SOURCE = etree.ElementTree(etree.fromstring("<a>text</a>"))
OPEN = (
    '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'
    ' xmlns:exsl="http://exslt.org/common" xmlns:saxon="http://icl.com/saxon" exclude-result-prefixes="exsl saxon">'
)


def sheet(body: str) -> bytes:
    return f"{OPEN}\n{body}\n</xsl:stylesheet>".encode()


def in_template(body: str) -> bytes:
    return sheet(f'<xsl:template match="/"><out>{body}</out></xsl:template>')


def transform(main: bytes, **parts: bytes) -> str:
    served = {"main.xsl": main, **{f"{name}.xsl": data for name, data in parts.items()}}
    result = Transformation("main.xsl", served.__getitem__)(SOURCE)
    return etree.tostring(result, encoding="unicode")


def test_a_part_of_our_own_is_included_and_may_include_another():
    inner = sheet('<xsl:template name="inner">from within</xsl:template>')
    outer = sheet('<xsl:include href="inner.xsl"/>')
    main = sheet(
        '<xsl:include href="outer.xsl"/><xsl:template match="/"><out><xsl:call-template name="inner"/></out></xsl:template>'
    )
    assert transform(main, outer=outer, inner=inner) == "<out>from within</out>"


def test_an_import_gives_way_to_what_imports_it():
    base = sheet('<xsl:template match="/"><out>base</out></xsl:template>')
    main = sheet(
        '<xsl:import href="base.xsl"/><xsl:template match="/"><own><xsl:apply-imports/></own></xsl:template>'
    )
    assert transform(main, base=base) == "<own><out>base</out></own>"


@pytest.fixture
def secret(tmp_path):
    """Give a file that no stylesheet may read."""
    file = tmp_path / "secret.xml"
    file.write_text("<secret>do not tell</secret>", "utf-8")
    return file


@pytest.mark.parametrize("instruction", ["include", "import"])
@pytest.mark.parametrize(
    "address",
    ["{path}", "{uri}", "http://localhost:9/x.xsl", "ftp://localhost/x.xsl", "../main.xsl", "/etc/passwd"],
)
def test_no_part_is_read_from_elsewhere(secret, instruction, address):
    href = address.format(path=secret, uri=secret.as_uri())
    with pytest.raises(SchemaError, match="a stylesheet may not read"):
        transform(sheet(f'<xsl:{instruction} href="{href}"/>'))


@pytest.mark.parametrize("address", ["{path}", "{uri}", "http://localhost:9/x.xml", "main.xsl", "other.xml"])
def test_document_reads_nothing(secret, address):
    href = address.format(path=secret, uri=secret.as_uri())
    with pytest.raises(SchemaError, match=r"main\.xsl"):
        transform(in_template(f"<xsl:value-of select=\"document('{href}')\"/>"))


@pytest.mark.parametrize("element", ["exsl:document", "saxon:output"])
def test_nothing_is_written(tmp_path, element):
    target = tmp_path / "written.xml"
    instruction = f'<{element} href="{target}" file="{target}">x</{element}>'
    prefix = element.partition(":")[0]
    declared = in_template(instruction).replace(
        b'version="1.0"', f'version="1.0" extension-element-prefixes="{prefix}"'.encode()
    )
    with pytest.raises(SchemaError, match="extension elements are not allowed"):
        transform(declared)
    assert transform(in_template(instruction))  # without the declaration it is an element like any other
    assert not target.exists()


def test_extension_elements_cannot_be_smuggled_in_by_a_literal_element(tmp_path):
    target = tmp_path / "written.xml"
    body = f'<b xsl:extension-element-prefixes="exsl"><exsl:document href="{target}">x</exsl:document></b>'
    with pytest.raises(SchemaError, match="`xsl:extension-element-prefixes` is not allowed"):
        transform(in_template(body))
    assert not target.exists()


def test_entities_and_document_types_are_refused(secret):
    doctype = f'<!DOCTYPE xsl:stylesheet [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
    with pytest.raises(SchemaError, match="document type"):
        transform(doctype + in_template("&e;"))


LINT = [
    (
        "an instruction of XSLT 2.0",
        '<xsl:for-each-group select="a" group-by="b"/>',
        "main.xsl:2: XSLT 1.0 has no instruction `xsl:for-each-group`",
    ),
    (
        "a slip in a name",
        "<xsl:vale-of select='.'/>",
        "main.xsl:2: XSLT 1.0 has no instruction `xsl:vale-of`",
    ),
    (
        "an attribute of XSLT 2.0",
        '<xsl:value-of select="a" separator=", "/>',
        "main.xsl:2: XSLT 1.0 has no attribute `separator` on `xsl:value-of`",
    ),
    (
        "text that would become markup",
        '<xsl:value-of select="." disable-output-escaping="yes"/>',
        "`disable-output-escaping` is not allowed",
    ),
    ("an unknown function", '<xsl:value-of select="upper-case(.)"/>', "line 2"),
    ("an unknown template", '<xsl:call-template name="nobody"/>', "nobody"),
    ("an unknown variable", '<xsl:value-of select="$nobody"/>', "nobody"),
    ("XPath that cannot be read", '<xsl:value-of select="a["/>', "main.xsl"),
    ("a message", "<xsl:message>look here</xsl:message>", "look here"),
    ("a message that ends the work", '<xsl:message terminate="yes">no further</xsl:message>', "no further"),
]


@pytest.mark.parametrize(("body", "sentence"), [one[1:] for one in LINT], ids=[one[0] for one in LINT])
def test_what_libxslt_would_pass_over_is_said(body, sentence):
    with pytest.raises(SchemaError) as error:
        transform(in_template(body))
    assert sentence in str(error.value)


def test_a_stylesheet_for_another_version_is_refused():
    with pytest.raises(SchemaError, match=r"main\.xsl:1: the stylesheet is written for XSLT 3\.0, not 1\.0"):
        transform(in_template("x").replace(b'version="1.0"', b'version="3.0"'))


def test_the_lint_names_the_part_and_its_line():
    with pytest.raises(SchemaError, match=r"part\.xsl:2: XSLT 1\.0 has no instruction `xsl:sequence`"):
        transform(sheet('<xsl:include href="part.xsl"/>'), part=in_template('<xsl:sequence select="."/>'))


@pytest.mark.parametrize("data", [b"", b"<a", b"<html/>"])
def test_what_is_no_stylesheet_is_refused(data):
    with pytest.raises(SchemaError, match=r"main\.xsl"):
        transform(data)


def test_a_stylesheet_that_strips_white_space_strips_none_from_the_document_it_is_given():
    source = etree.ElementTree(etree.fromstring("<a> <b/> </a>"))
    main = sheet(
        '<xsl:strip-space elements="*"/><xsl:template match="/"><xsl:copy-of select="."/></xsl:template>'
    )
    result = Transformation("main.xsl", {"main.xsl": main}.__getitem__)(source)
    assert etree.tostring(result) == b"<a><b/></a>"
    assert etree.tostring(source) == b"<a> <b/> </a>"


def test_a_function_that_fails_says_why():
    def fail(_context):
        raise SchemaError("the reason")

    body = in_template('<xsl:value-of select="f:fail()" xmlns:f="urn:f"/>')
    with pytest.raises(SchemaError, match="the reason"):
        Transformation("main.xsl", {"main.xsl": body}.__getitem__, {("urn:f", "fail"): fail})(SOURCE)


LINKS = [
    ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
    ("mailto:a@example.org", "mailto:a@example.org"),
    ("other.html#x", "other.html#x"),
    ("#here", "#here"),
    ("javascript:alert(1)", ""),
    ("JaVaScRiPt:alert(1)", ""),
    ("\tjava\nscript:alert(1)", ""),
    ("\x01javascript:alert(1)", ""),
    ("data:text/html,x", ""),
    ("vbscript:x", ""),
    ("file:///etc/passwd", ""),
    ("//example.org/x", ""),
    ("\\\\example.org\\x", ""),
    ("https://a.example/ https://b.example/", "https://a.example/"),
    ("", ""),
]


@pytest.mark.parametrize(("target", "address"), LINKS)
def test_only_a_safe_address_becomes_a_link(target, address):
    assert attributes.link(target) == address


PICTURES = [
    ("images/a.png", "images/a.png"),
    ("../a.png", ""),
    ("images/../../a.png", ""),
    ("images\\..\\a.png", ""),
    ("%2e%2e/a.png", ""),
    ("/a.png", ""),
    ("//example.org/a.png", ""),
    ("https://example.org/a.png", ""),
    ("data:image/png;base64,x", ""),
]


@pytest.mark.parametrize(("url", "address"), PICTURES)
def test_only_a_picture_beside_the_page_is_shown(url, address):
    assert attributes.picture(url) == address


def test_the_tokens_of_rend_become_classes_and_nothing_else_does():
    assert attributes.rendition('italic SMALL-caps "onclick=x" 1a a;b') == "r-italic r-small-caps"


@pytest.mark.parametrize(
    ("language", "direction"),
    [("he", "rtl"), ("ar-Latn", "ltr"), ("az-Arab-IR", "rtl"), ("en", "ltr"), ("fa-IR", "rtl"), ("", "ltr")],
)
def test_the_direction_is_that_of_the_script(language, direction):
    assert attributes.direction(language) == direction


def test_the_lint_passes_our_own_stylesheets():
    folder = Path(attributes.__file__).parent
    Transformation("html.xsl", lambda name: (folder / name).read_bytes())
