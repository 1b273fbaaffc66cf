"""Which white space of a TEI document is only layout.

White space between the children of an element is layout when the element holds nothing but other
structure. Everywhere else each blank is text: nothing is added to it and nothing taken away, and no
layout stands inside an element that holds text, however deep.
"""

from collections.abc import Iterator

from lxml import etree

from tei.document.namespaces import TEI

# Elements whose content the TEI defines as elements only, and ``bibl``, which we never write with text
# of its own.
STRUCTURAL = frozenset(
    [
        "TEI",
        "analytic",
        "address",
        "appInfo",
        "application",
        "availability",
        "back",
        "bibl",
        "biblStruct",
        "body",
        "choice",
        "classDecl",
        "correction",
        "docImprint",
        "docTitle",
        "editionStmt",
        "editorialDecl",
        "encodingDesc",
        "fileDesc",
        "figure",
        "floatingText",
        "front",
        "hyphenation",
        "imprint",
        "interpretation",
        "keywords",
        "langUsage",
        "lg",
        "list",
        "listBibl",
        "listOrg",
        "listPerson",
        "listPlace",
        "listPrefixDef",
        "monogr",
        "normalization",
        "notesStmt",
        "org",
        "person",
        "place",
        "profileDesc",
        "projectDesc",
        "publicationStmt",
        "punctuation",
        "quotation",
        "respStmt",
        "revisionDesc",
        "row",
        "segmentation",
        "series",
        "seriesStmt",
        "sourceDesc",
        "standOff",
        "table",
        "tagsDecl",
        "taxonomy",
        "category",
        "teiHeader",
        "text",
        "textClass",
        "titlePage",
        "titleStmt",
        "div",
    ]
)
# An element that may hold text or blocks is structure when it holds nothing but these.
BLOCKS = frozenset(
    [
        "ab",
        "argument",
        "byline",
        "cit",
        "closer",
        "dateline",
        "div",
        "docAuthor",
        "docDate",
        "epigraph",
        "figure",
        "floatingText",
        "head",
        "lg",
        "l",
        "list",
        "listBibl",
        "opener",
        "p",
        "postscript",
        "quote",
        "salute",
        "signed",
        "table",
        "trailer",
    ]
)
# ... and these never are: a line break between their parts would show.
_MIXED = frozenset(["byline", "docDate", "head", "l", "p", "ab", "salute", "signed", "dateline", "trailer"])


def name(element: etree._Element) -> str:
    """The local name of a TEI element; empty for comments, instructions and other namespaces."""
    tag = element.tag
    return tag.removeprefix(f"{{{TEI}}}") if isinstance(tag, str) and tag.startswith(f"{{{TEI}}}") else ""


def is_blank(text: str | None) -> bool:
    """Whether ``text`` holds nothing but XML white space; a no-break space is a character like others."""
    return not text or not text.strip(" \t\r\n")


def is_structural(element: etree._Element) -> bool:
    """Whether white space between the children of ``element`` is layout."""
    if len(element) == 0 or not is_blank(element.text) or not all(is_blank(child.tail) for child in element):
        return False
    own = name(element)
    return own in STRUCTURAL or (own not in _MIXED and all(name(child) in BLOCKS for child in element))


def characters(element: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The text of ``element`` in order without layout: pieces of characters, each with its parent element.

    An element without content, such as ``lb``, comes with an empty string.
    """
    structural = is_structural(element)
    if not structural and (element.text or len(element) == 0):
        yield element, element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from characters(child) if structural else _verbatim(child)
        if child.tail and not structural:
            yield element, child.tail


def _verbatim(element: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Everything in ``element``: within text there is no layout."""
    if element.text or len(element) == 0:
        yield element, element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _verbatim(child)
        if child.tail:
            yield element, child.tail
