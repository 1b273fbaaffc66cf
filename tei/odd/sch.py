"""The schema's rules as ISO Schematron, in the query language of XSLT 1.0.

In: a ``Schema``. Out: bytes. One pattern per ``constraintSpec``, named by it, so that a finding can say
which rule it broke. A rule that needs more than XPath 1.0 is an error: it would fail, or worse pass, in
a processor that reads the declared query language.
"""

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tei.errors import SchemaError
from tei.odd.licence import notice
from tei.odd.prose import fragment, plain
from tei.odd.schema import SCHEMATRON, TEI, Constraint, Schema
from tei.odd.source import Xml

# XPath 1.0, section 4, and XSLT 1.0, section 12; node tests look like functions.
_NAMES = """
    last position count id local-name namespace-uri name string concat starts-with contains
    substring-before substring-after substring string-length normalize-space translate boolean not true
    false lang number sum floor ceiling round current key document generate-id format-number
    system-property element-available function-available unparsed-entity-uri
    node text comment processing-instruction
"""
_FUNCTIONS = frozenset(_NAMES.split())
_OPERATORS = frozenset({"and", "or", "div", "mod"})
_EXPRESSIONS = ("test", "context", "value", "select", "path")


def schematron(schema: Schema) -> bytes:
    """Write the constraints of ``schema``, UTF-8, indented; SchemaError for what XPath 1.0 cannot say."""
    root = etree.Element(f"{{{SCHEMATRON}}}schema", {"queryBinding": "xslt"}, nsmap={None: SCHEMATRON})
    root.append(etree.Comment(notice(schema.source_version)))
    _add(root, "title").text = schema.title or schema.ident
    for prefix, uri in _namespaces(schema):
        _add(root, "ns", prefix=prefix, uri=uri)
    for name, constraint in zip(_names(schema), schema.constraints, strict=True):
        for pattern in _patterns(constraint, name):
            root.append(pattern)
    etree.cleanup_namespaces(root, top_nsmap={None: SCHEMATRON})
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _namespaces(schema: Schema) -> list[tuple[str, str]]:
    declared = dict(ns for constraint in schema.constraints for ns in constraint.namespaces)
    return sorted({"tei": TEI, **declared}.items())


def _names(schema: Schema) -> list[str]:
    """Name each pattern by its constraint, and by its owner as well where two constraints share a name."""
    counts = Counter(one.ident for one in schema.constraints)
    names = [
        one.ident if counts[one.ident] == 1 else f"{one.owner}-{one.ident}" for one in schema.constraints
    ]
    for name, constraint in zip(names, schema.constraints, strict=True):
        if names.count(name) > 1 or not constraint.ident:
            raise _error(
                constraint, "another rule has the same `ident`, or it has none; give it one of its own"
            )
    return names


def _patterns(constraint: Constraint, name: str) -> Iterator[Xml]:
    """Give the patterns of one constraint: those it writes, and one for the rules it writes without a pattern."""
    parts = [fragment(rule) for rule in constraint.rules]
    for part in parts:
        _check(part, constraint)
        _tidy(part)
    written = [part for part in parts if _is(part, "pattern")]
    for count, pattern in enumerate(written, start=1):
        pattern.set("id", name if len(parts) == 1 else f"{name}-{count}")
        yield pattern
    if len(written) < len(parts):
        yield _pattern(constraint, name, [part for part in parts if part not in written])


def _pattern(constraint: Constraint, name: str, parts: list[Xml]) -> Xml:
    pattern = etree.Element(f"{{{SCHEMATRON}}}pattern", {"id": name})
    if constraint.description:
        _add(pattern, "title").text = plain(constraint.description)
    bare = [part for part in parts if not _is(part, "rule")]
    pattern.extend(part for part in parts if _is(part, "rule"))
    if bare:
        if not constraint.context:
            raise _error(
                constraint, "nothing says which nodes it is about; put its assertions into a `sch:rule`"
            )
        _add(pattern, "rule", context=constraint.context).extend(bare)
    return pattern


def _tidy(part: Xml) -> None:
    """Write the message of each assertion on one line."""
    for node in part.iter(f"{{{SCHEMATRON}}}assert", f"{{{SCHEMATRON}}}report"):
        node.text = re.sub(r"\s+", " ", node.text or "").lstrip()
        for child in node:
            child.tail = re.sub(r"\s+", " ", child.tail or "")


def _check(part: Xml, constraint: Constraint) -> None:
    """Refuse what is not XPath 1.0: by its syntax, and by functions that came later."""
    for node in part.iter(f"{{{SCHEMATRON}}}*"):
        for name in _EXPRESSIONS:
            expression = node.get(name)
            if expression is not None:
                _check_expression(expression, constraint)


def _check_expression(expression: str, constraint: Constraint) -> None:
    try:
        etree.XPath(expression, smart_strings=False)
    except etree.XPathSyntaxError:
        raise _error(constraint, f"`{expression}` is not XPath 1.0; say it in XPath 1.0") from None
    outside = re.sub(r"'[^']*'|\"[^\"]*\"", "''", expression)
    for function in re.findall(r"([\w.:-]+)\s*\(", outside):
        if function.rpartition("::")[2] not in _FUNCTIONS | _OPERATORS:
            raise _error(constraint, f"XPath 1.0 has no function `{function}`; say it in XPath 1.0")


def _error(constraint: Constraint, message: str) -> SchemaError:
    owner = f" of `{constraint.owner}`" if constraint.owner else ""
    return SchemaError(f"line {constraint.line}, constraintSpec `{constraint.ident}`{owner}: {message}")


def _is(node: Xml, name: str) -> bool:
    return node.tag == f"{{{SCHEMATRON}}}{name}"


def _add(parent: Xml, name: str, /, **attributes: str) -> Xml:
    return etree.SubElement(parent, f"{{{SCHEMATRON}}}{name}", attributes)
