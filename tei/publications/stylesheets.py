"""What XSLT 1.0 knows, and the lint that holds a stylesheet to it.

In come the bytes of a stylesheet module, out comes its tree, or a SchemaError that names file and line. The
lint exists because libxslt runs on in silence where it should stop: an instruction of XSLT 2.0, a slip in a
name or an attribute that does not exist are skipped, and text is lost. What reaches out of the transformation
(extension elements, such as those that write files) is refused here as well as at run time.

XSLT 1.0, sections 2.2 (stylesheet element), 2.4 (forwards-compatible processing, which we decline), 14.1
(extension elements) and appendix B (the elements with their attributes).
"""

from collections.abc import Iterator

from lxml import etree

from tei.errors import SchemaError

XSL = "http://www.w3.org/1999/XSL/Transform"

_ELEMENTS = {
    "apply-imports": "",
    "apply-templates": "select mode",
    "attribute": "name namespace",
    "attribute-set": "name use-attribute-sets",
    "call-template": "name",
    "choose": "",
    "comment": "",
    "copy": "use-attribute-sets",
    "copy-of": "select",
    "decimal-format": "name decimal-separator grouping-separator infinity minus-sign NaN percent per-mille"
    " zero-digit digit pattern-separator",
    "element": "name namespace use-attribute-sets",
    "fallback": "",
    "for-each": "select",
    "if": "test",
    "import": "href",
    "include": "href",
    "key": "name match use",
    "message": "terminate",
    "namespace-alias": "stylesheet-prefix result-prefix",
    "number": "level count from value format lang letter-value grouping-separator grouping-size",
    "otherwise": "",
    "output": "method version encoding omit-xml-declaration standalone doctype-public doctype-system"
    " cdata-section-elements indent media-type",
    "param": "name select",
    "preserve-space": "elements",
    "processing-instruction": "name",
    "sort": "select lang data-type order case-order",
    "strip-space": "elements",
    "stylesheet": "id extension-element-prefixes exclude-result-prefixes version",
    "template": "match name priority mode",
    "text": "disable-output-escaping",
    "transform": "id extension-element-prefixes exclude-result-prefixes version",
    "value-of": "select disable-output-escaping",
    "variable": "name select",
    "when": "test",
    "with-param": "name select",
}
_ATTRIBUTES = {name: frozenset(attributes.split()) for name, attributes in _ELEMENTS.items()}
_ON_LITERALS = frozenset({"exclude-result-prefixes", "use-attribute-sets"})


def read(data: bytes, name: str, resolver: etree.Resolver) -> etree._Element:
    """Read the stylesheet module ``name`` and lint it; what it includes will be asked of ``resolver``."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    parser.resolvers.add(resolver)
    try:
        root = etree.fromstring(data, parser, base_url=name)
    except etree.XMLSyntaxError as error:
        raise SchemaError(
            f"{name}:{error.lineno or 1}: the stylesheet is not well-formed: {error.msg}"
        ) from None
    for line, offence in _offences(root):
        raise SchemaError(f"{name}:{line}: {offence}")
    return root


def strips(root: etree._Element) -> bool:
    """Whether the stylesheet module drops white space; libxslt does so in the tree that it is given."""
    return next(root.iter(f"{{{XSL}}}strip-space"), None) is not None


def _offences(root: etree._Element) -> Iterator[tuple[int, str]]:
    if root.tag not in (f"{{{XSL}}}stylesheet", f"{{{XSL}}}transform"):
        yield _line(root), "the root element is neither `xsl:stylesheet` nor `xsl:transform`"
        return
    if root.get("version") != "1.0":
        yield _line(root), f"the stylesheet is written for XSLT {root.get('version')}, not 1.0"
    if root.getroottree().docinfo.doctype:
        yield 1, "a stylesheet has no document type declaration"
    for element in root.iter("*"):
        yield from ((_line(element), offence) for offence in _offences_of(element))


def _offences_of(element: etree._Element) -> Iterator[str]:
    name = etree.QName(element)
    if name.namespace != XSL:
        on_literals = {key.partition("}")[2] for key in element.attrib if str(key).startswith(f"{{{XSL}}}")}
        for attribute in sorted(on_literals - _ON_LITERALS):
            yield f"the attribute `xsl:{attribute}` is not allowed on `{name.localname}`"
        return
    if name.localname not in _ATTRIBUTES:
        yield f"XSLT 1.0 has no instruction `xsl:{name.localname}`"
        return
    plain = {str(key) for key in element.attrib if not str(key).startswith("{")}
    for attribute in sorted(plain - _ATTRIBUTES[name.localname]):
        yield f"XSLT 1.0 has no attribute `{attribute}` on `xsl:{name.localname}`"
    if "extension-element-prefixes" in plain:
        yield "extension elements are not allowed"
    if element.get("disable-output-escaping") == "yes":
        yield "`disable-output-escaping` is not allowed: text must stay text"


def _line(element: etree._Element) -> int:
    return int(element.sourceline or 1)
