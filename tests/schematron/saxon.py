"""Saxon as the oracle: a schema as one XSLT 3.0 stylesheet, a mode for each pattern, every test in a try of its own."""

from functools import cache
from importlib.util import find_spec
from xml.sax.saxutils import escape, quoteattr

import pytest

from tei.schematron.schema import Let

XSL = "http://www.w3.org/1999/XSL/Transform"


@cache
def processor():
    """The processor, or None where it is not installed; a process has one."""
    if find_spec("saxonche") is None:
        return None
    from saxonche import PySaxonProcessor  # noqa: PLC0415 -- an extra

    return PySaxonProcessor(license=False)


def needed():
    """The processor; the test is skipped where it is not installed."""
    found = processor()
    if found is None:
        pytest.skip("needs saxonche, which the extra `dev` installs")
    return found


def verdicts(schema, texts):
    """What Saxon finds in each document: rows of pattern, rule, assertion, element (from 0), attribute, kind and text."""
    compiled = needed().new_xslt30_processor().compile_stylesheet(stylesheet_text=stylesheet(schema))
    found = []
    for text in texts:
        node = processor().parse_xml(xml_text=text)
        found.append(sorted(_rows(compiled.transform_to_string(xdm_node=node))))
    return found


def _rows(text):
    from lxml import etree  # noqa: PLC0415 -- saxonche first

    for row in etree.fromstring(text.encode()):
        numbers = [int(row.get(name)) for name in ("pattern", "rule", "assertion", "element")]
        yield (*numbers, row.get("attribute"), row.get("kind"), " ".join("".join(row.itertext()).split()))


def stylesheet(schema, version="3.0"):
    """The schema as XSLT."""
    namespaces = " ".join(
        f"xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in schema.namespaces.items() if prefix != "xml"
    )
    modes = "".join(_mode(number, pattern) for number, pattern in enumerate(schema.patterns))
    calls = "".join(f'<xsl:apply-templates select="/" mode="p{n}"/>' for n in range(len(schema.patterns)))
    keys = "".join(
        f"<xsl:key name={quoteattr(key.name)} match={quoteattr(key.match)} use={quoteattr(key.use)}/>"
        for key in schema.keys
    )
    return (
        f'<xsl:stylesheet version="{version}" xmlns:xsl="{XSL}" {namespaces}>'
        f'<xsl:output method="xml" omit-xml-declaration="yes"/>{keys}{_lets(schema.lets)}'
        f'<xsl:template match="/"><found>{calls}</found></xsl:template>{modes}</xsl:stylesheet>'
    )


def _mode(number, pattern):
    rules = "".join(
        _rule(number, at, rule, pattern, priority=len(pattern.rules) - at)
        for at, rule in enumerate(pattern.rules)
    )
    return f'<xsl:mode name="p{number}" on-no-match="shallow-skip" on-multiple-match="use-last"/>{rules}'


def _rule(number, at, rule, pattern, priority):
    tests, lets = [], list(pattern.lets)
    count = 0
    for part in rule.parts:
        if isinstance(part, Let):
            lets.append(part)
        else:
            tests.append(_test(number, at, count, part, lets))
            count += 1
    return (
        f'<xsl:template match={quoteattr(rule.context)} mode="p{number}" priority="{priority}">{"".join(tests)}'
        f'<xsl:apply-templates select="@*, node()" mode="p{number}"/></xsl:template>'
    )


def _test(pattern, rule, at, part, lets):
    test = part.test if part.is_report else f"not({part.test})"
    row = f'pattern="{pattern}" rule="{rule}" assertion="{at}"'
    place = (
        """<xsl:attribute name="element" select="count(//*[. &lt;&lt; $here or . is $here]) - 1"/>"""
        """<xsl:attribute name="attribute" select="if (self::attribute()) then name() else ''"/>"""
    )
    here = '<xsl:variable name="here" select="if (self::*) then . else if (self::document-node()) then * else .."/>'
    return (
        f'{here}<xsl:try>{_lets(lets)}<xsl:if test={quoteattr(test)}><row {row} kind="{"report" if part.is_report else "assert"}">'
        f"{place}{_message(part)}</row></xsl:if>"
        f'<xsl:catch><row {row} kind="undecided">{place}</row></xsl:catch></xsl:try>'
    )


def _message(part):
    texts = []
    for one in part.message:
        if isinstance(one, str):
            texts.append(f"<xsl:text>{escape(one)}</xsl:text>")
        else:
            select = f"name({one.expression})" if one.is_name else one.expression
            texts.append(f"<xsl:value-of select={quoteattr(select)}/>")
    return "".join(texts)


def _lets(lets):
    return "".join(
        f"<xsl:variable name={quoteattr(let.name)} select={quoteattr(let.value)}/>"
        for let in lets
        if let.value is not None
    )
