"""Schematron (ISO/IEC 19757-3) with the query language XPath 1.0, run as XSLT.

In comes a schema, out come the places where an assertion failed or a report fired. Each pattern becomes one
stylesheet: its rules are templates in order, so that the first that matches a node is the only one that fires
(6.5), its variables are variables, and XSLT brings the match patterns, ``current()`` and ``key()`` that XPath alone
lacks. Documents cannot be read from inside (``document()`` is refused).

Known: pattern, rule, abstract rule and extends, assert, report, let, ns, value-of, name, emph, span, role, id. Not
known, and refused: abstract patterns, include, and query languages beyond XSLT 1.0.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from tei.errors import SchemaError

SCH = "http://purl.oclc.org/dsdl/schematron"
XSL = "http://www.w3.org/1999/XSL/Transform"
_BINDINGS = {"", "xslt", "xslt1", "xpath", "xpath1"}


@dataclass(frozen=True, slots=True)
class Failure:
    """A failed assertion: its id, role and text, the number of the element in document order, maybe an attribute."""

    id: str
    role: str
    text: str
    element: int
    attribute: str | None


class Pattern:
    """One pattern, compiled when it is first run."""

    def __init__(self, source: etree._Element, stylesheet: etree._Element, schema: str) -> None:
        self._stylesheet = stylesheet
        self.name = source.get("id") or f"in line {source.sourceline}"
        self.schema = schema

    @cached_property
    def run(self) -> etree.XSLT:
        try:
            return etree.XSLT(self._stylesheet, access_control=etree.XSLTAccessControl.DENY_ALL)
        except etree.XSLTParseError as error:
            raise SchemaError(f"{self.schema}: the pattern {self.name} cannot be used: {error}") from None


def compiled(data: bytes, name: str) -> list[Pattern]:
    """Read the patterns of a schema; SchemaError where it is none or asks for more than XPath 1.0."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        schema = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise SchemaError(f"{name} is not well-formed XML: {error.msg}") from None
    if schema.tag != _sch("schema"):
        raise SchemaError(
            f"{name} is not a Schematron schema: its root element is {etree.QName(schema).localname!r}"
        )
    binding = schema.get("queryBinding", "")
    if binding.casefold() not in _BINDINGS:
        raise SchemaError(
            f"{name} asks for the query language {binding!r}; tei runs XPath 1.0 (queryBinding='xslt')"
        )
    _refuse(schema, name)
    return [
        Pattern(pattern, _stylesheet(schema, pattern), name)
        for pattern in schema.iterchildren(_sch("pattern"))
    ]


def texts(data: bytes) -> dict[str, str]:
    """Give the texts of a schema's assertions and reports by their id, one to a line."""
    schema = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    found: dict[str, list[str]] = {}
    for pattern in schema.iter(_sch("pattern")):
        for rule in pattern.iterchildren(_sch("rule")):
            for part in rule.iterchildren(_sch("assert"), _sch("report")):
                words = " ".join(_shown(part).split())
                found.setdefault(_id(part, rule, pattern), []).append(words)
    return {name: "\n".join(lines) for name, lines in found.items() if name}


def _shown(part: etree._Element) -> str:
    """Write a message with `…` for what a document will fill in."""
    filled = "".join((_shown(child) or "…") + (child.tail or "") for child in part.iterchildren("*"))
    return (part.text or "") + filled


def failures(patterns: list[Pattern], tree: etree._ElementTree) -> Iterator[Failure]:
    """Run each pattern over the document."""
    for pattern in patterns:
        try:
            result = pattern.run(tree)
        except etree.XSLTApplyError as error:
            raise SchemaError(
                f"{pattern.schema}: the pattern {pattern.name} cannot be run: {error}"
            ) from None
        root = result.getroot()
        for found in root.iterchildren("failure") if root is not None else ():
            yield Failure(
                id=found.get("id", ""),
                role=found.get("role", ""),
                text=" ".join("".join(found.itertext()).split()).rstrip("."),
                element=int(found.get("element", "1")) - 1,
                attribute=found.get("attribute"),
            )


def _refuse(schema: etree._Element, name: str) -> None:
    for element in schema.iter(_sch("pattern"), _sch("include")):
        if element.tag == _sch("include"):
            raise SchemaError(f"{name} includes other files, which tei does not read yet")
        if element.get("abstract") == "true" or element.get("is-a"):
            raise SchemaError(f"{name} has abstract patterns, which tei does not know yet")


def _stylesheet(schema: etree._Element, pattern: etree._Element) -> etree._Element:
    prefixes = {ns.get("prefix", ""): ns.get("uri", "") for ns in schema.iterchildren(_sch("ns"))}
    sheet = etree.Element(_xsl("stylesheet"), {"version": "1.0"}, nsmap={**prefixes, "xsl": XSL})
    _add(sheet, "output", method="xml")
    for let in (*schema.iterchildren(_sch("let")), *pattern.iterchildren(_sch("let"))):
        _variable(sheet, let)
    for key in schema.iterchildren(_xsl("key")):
        sheet.append(deepcopy(key))
    start = _add(sheet, "template", match="/")
    _add(etree.SubElement(start, "failures"), "apply-templates", select="@*|node()")
    walk = _add(sheet, "template", match="@*|node()", priority="-1000")
    _add(walk, "apply-templates", select="@*|node()")
    rules = [rule for rule in pattern.iterchildren(_sch("rule")) if rule.get("abstract") != "true"]
    for at, rule in enumerate(rules):
        template = _add(sheet, "template", match=rule.get("context", ""), priority=str(len(rules) - at))
        _rule(template, rule, schema, pattern)
        _add(template, "apply-templates", select="@*|node()")
    return sheet


def _rule(
    template: etree._Element, rule: etree._Element, schema: etree._Element, pattern: etree._Element
) -> None:
    for part in rule.iterchildren("*"):
        match etree.QName(part).localname:
            case "let":
                _variable(template, part)
            case "extends":
                for extended in schema.iter(_sch("rule")):
                    if extended.get("abstract") == "true" and extended.get("id") == part.get("rule"):
                        _rule(template, extended, schema, pattern)
            case "assert":
                _condition(template, part, f"not({part.get('test')})", rule, pattern)
            case "report":
                _condition(template, part, part.get("test", ""), rule, pattern)
            case _:
                pass


def _condition(
    template: etree._Element, part: etree._Element, test: str, rule: etree._Element, pattern: etree._Element
) -> None:
    name = _id(part, rule, pattern)
    role = part.get("role") or rule.get("role") or pattern.get("role") or ""
    failure = etree.SubElement(_add(template, "if", test=test), "failure", {"id": name, "role": role})
    place = _add(failure, "attribute", name="element")
    _add(place, "value-of", select="count(ancestor-or-self::*|preceding::*)")
    _attribute_name(failure)
    _text(failure, part)


def _id(part: etree._Element, rule: etree._Element, pattern: etree._Element) -> str:
    return part.get("id") or rule.get("id") or pattern.get("id") or ""


def _attribute_name(failure: etree._Element) -> None:
    """Where the context is an attribute, note its name: `{ns}name` as lxml writes it."""
    case = _add(
        failure,
        "if",
        test="not(self::node()[self::*|self::text()|self::comment()|self::processing-instruction()])",
    )
    attribute = _add(_add(case, "if", test=".."), "attribute", name="attribute")
    qualified = _add(attribute, "if", test="namespace-uri()")
    _add(qualified, "value-of", select="concat('{', namespace-uri(), '}')")
    _add(attribute, "value-of", select="local-name()")


def _text(target: etree._Element, part: etree._Element) -> None:
    _say(target, part.text)
    for child in part:
        match etree.QName(child).localname:
            case "value-of":
                _add(target, "value-of", select=child.get("select", ""))
            case "name":
                _add(target, "value-of", select=f"name({child.get('path', '.')})")
            case _:
                _text(target, child)
        _say(target, child.tail)


def _say(target: etree._Element, words: str | None) -> None:
    if words:
        _add(target, "text").text = words


def _variable(target: etree._Element, let: etree._Element) -> None:
    variable = _add(target, "variable", name=let.get("name", ""))
    if let.get("value") is not None:
        variable.set("select", let.get("value", ""))
    else:
        variable.text = let.text


def _add(parent: etree._Element, kind: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, _xsl(kind), attributes)


def _sch(name: str) -> str:
    return f"{{{SCH}}}{name}"


def _xsl(name: str) -> str:
    return f"{{{XSL}}}{name}"
