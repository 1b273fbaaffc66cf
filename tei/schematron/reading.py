"""Reading a schema: from a URI to a ``Schema``, with all that it includes and everything abstract filled in.

The root may be ``schema``, or any document that has rules in it, such as a RELAX NG grammar.
"""

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from tei.schematron.embedded import Context, collected
from tei.schematron.errors import SchematronError
from tei.schematron.expansion import expand
from tei.schematron.names import PREDECLARED, SCH, XSL, sch
from tei.schematron.schema import (
    Assertion,
    Insertion,
    Key,
    Let,
    Message,
    Pattern,
    Phase,
    Remark,
    Rule,
    Schema,
)
from tei.schematron.sources import Inclusion, Resolve, failed, parsed, place
from tei.schematron.xpath.nodes import Element

_OLD = frozenset(("", "xslt", "xslt1", "xslt1.0", "xpath", "xpath1", "xpath1.0"))
_NEW = frozenset(
    (
        "xslt2",
        "xslt2.0",
        "xslt3",
        "xslt3.0",
        "xpath2",
        "xpath2.0",
        "xpath3",
        "xpath3.0",
        "xpath31",
        "xpath3.1",
    )
)


def read_schema(uri: str, resolve: Resolve, context: Context | None = None) -> Schema:
    """Read the schema at ``uri``; ``resolve`` gives the bytes of each URI and raises OSError where it cannot.

    Of a document that is no schema, the rules in it: ``context(element, prefixes)`` says what an assertion outside any rule is
    about (None: that is an error, but for the element around it in a grammar).

    SchematronError for whatever is wrong with it; what ``resolve`` raises for the first URI comes through.
    """
    return _read(parsed(resolve(uri), uri), uri, resolve, context)


def schema_of(root: Element, uri: str, resolve: Resolve) -> Schema:
    """Read a schema whose tree was made already, as ``embedded.collected`` does."""
    return _read(root, uri, resolve)


def _read(root: Element, uri: str, resolve: Resolve, context: Context | None = None) -> Schema:
    try:
        if root.tag != sch("schema"):
            root = collected(root, uri, resolve, context)
        Inclusion(resolve).expand(root)
        expand(root)
        return _schema(root, uri)
    except RecursionError:
        raise SchematronError("the schema nests too deeply", uri) from None


def _schema(root: Element, uri: str) -> Schema:
    namespaces = {**PREDECLARED, **dict(_namespaces(root))}
    for pattern in root.iter(sch("pattern")):
        if pattern.get("documents") is not None:
            raise failed(pattern, "the pattern is about other documents (`documents`), which are not read")
    return Schema(
        uri=uri,
        title=_words(root.find(sch("title"))),
        is_old=_is_old(root),
        namespaces=namespaces,
        lets=_lets(root),
        keys=tuple(map(_key, root.iter(f"{{{XSL}}}key", sch("key")))),
        patterns=tuple(map(_pattern, root.iter(sch("pattern")))),
        phases=tuple(map(_phase, root.iterchildren(sch("phase")))),
        default_phase=root.get("defaultPhase", ""),
        diagnostics={one.id: one for one in map(_remark, root.iter(sch("diagnostic")))},
        properties={one.id: one for one in map(_remark, root.iter(sch("property")))},
    )


def _is_old(root: Element) -> bool:
    binding = root.get("queryBinding", "").strip().casefold()
    if binding in _OLD:
        return True
    if binding not in _NEW:
        known = "xslt, xslt2, xslt3, xpath, xpath2 or xpath3"
        raise failed(
            root,
            f"the query language `{root.get('queryBinding')}` is not known; write queryBinding as {known}",
        )
    return False


def _namespaces(root: Element) -> Iterator[tuple[str, str]]:
    for declared in root.iter(sch("ns")):
        prefix, uri = declared.get("prefix"), declared.get("uri")
        if not prefix or uri is None:
            raise failed(declared, "`ns` needs `prefix` and `uri`")
        yield prefix, uri


def _words(element: Element | None) -> str:
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())


def _lets(element: Element) -> tuple[Let, ...]:
    return tuple(map(_let, element.iterchildren(sch("let"))))


def _let(element: Element) -> Let:
    name, value = element.get("name"), element.get("value")
    if not name:
        raise failed(element, "`let` needs a `name`")
    xml = ""
    if value is None:
        copied = deepcopy(element)
        copied.tail = None
        xml = etree.tostring(copied, encoding="unicode")
    return Let(name, value, xml, place(element))


def _key(element: Element) -> Key:
    """Read `xsl:key`, or `key` as Schematron 1.5 had it."""
    match = element.get("match") or ("*" if element.tag == sch("key") else None)
    name, use = element.get("name"), element.get("use") or element.get("path")
    if not name or not match or not use:
        raise failed(element, "a key needs `name`, `match` and `use`")
    return Key(name, match, use, place(element))


def _pattern(element: Element) -> Pattern:
    return Pattern(
        id=element.get("id", ""),
        title=_words(element.find(sch("title"))),
        lets=_lets(element),
        rules=tuple(map(_rule, element.iterchildren(sch("rule")))),
        role=element.get("role", ""),
        place=place(element),
    )


def _rule(element: Element) -> Rule:
    context = element.get("context")
    if not context or not context.strip():
        raise failed(element, "`rule` needs a `context`: which nodes it is about")
    parts: list[Let | Assertion] = []
    for child in element.iterchildren(f"{{{SCH}}}*"):
        if child.tag == sch("let"):
            parts.append(_let(child))
        elif child.tag in {sch("assert"), sch("report")}:
            parts.append(_assertion(child))
    return Rule(
        context=context,
        parts=tuple(parts),
        id=element.get("id", ""),
        role=_role(element),
        flag=element.get("flag", ""),
        subject=element.get("subject", ""),
        place=place(element),
    )


def _assertion(element: Element) -> Assertion:
    test = element.get("test")
    if not test or not test.strip():
        raise failed(element, f"`{etree.QName(element).localname}` needs a `test`")
    return Assertion(
        is_report=element.tag == sch("report"),
        test=test,
        message=_message(element),
        id=element.get("id", ""),
        role=_role(element),
        flag=element.get("flag", ""),
        subject=element.get("subject", ""),
        see=element.get("see", ""),
        diagnostics=tuple(element.get("diagnostics", "").split()),
        properties=tuple(element.get("properties", "").split()),
        place=place(element),
    )


def _role(element: Element) -> str:
    return element.get("severity") or element.get("role") or ""


def _message(element: Element) -> Message:
    return tuple(_parts(element))


def _parts(element: Element) -> Iterator[str | Insertion]:
    if element.text:
        yield element.text
    for child in element.iterchildren("*"):
        match etree.QName(child).localname:
            case "value-of":
                select = child.get("select")
                if not select:
                    raise failed(child, "`value-of` needs a `select`")
                yield Insertion(select, False, place(child))
            case "name":
                yield Insertion(child.get("path", "."), True, place(child))
            case _:
                yield from _parts(child)
        if child.tail:
            yield child.tail


def _remark(element: Element) -> Remark:
    return Remark(
        element.get("id", ""), _message(element), element.get("role", ""), element.get("scheme", "")
    )


def _phase(element: Element) -> Phase:
    active = [one.get("pattern", "") for one in element.iterchildren(sch("active"))]
    return Phase(element.get("id", ""), tuple(active), _lets(element), place(element))
