"""The namespaces that Schematron and XPath know."""

from lxml import etree

SCH = "http://purl.oclc.org/dsdl/schematron"
XSL = "http://www.w3.org/1999/XSL/Transform"
RNG = "http://relaxng.org/ns/structure/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
FN = "http://www.w3.org/2005/xpath-functions"
XS = "http://www.w3.org/2001/XMLSchema"

PREDECLARED = {
    "xml": XML,
    "xs": XS,
    "fn": FN,
    "math": f"{FN}/math",
    "map": f"{FN}/map",
    "array": f"{FN}/array",
}
"""Prefixes that need no ``ns``."""


def namespace(element: etree._Element) -> str:
    """The URI of an element's namespace, empty where it has none; a comment has none."""
    tag = element.tag
    return tag.partition("}")[0][1:] if isinstance(tag, str) and tag[0] == "{" else ""


def sch(name: str) -> str:
    """The name of a Schematron element as lxml writes it."""
    return f"{{{SCH}}}{name}"
