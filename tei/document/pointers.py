"""Ids and the pointers to them inside one document.

In comes a tree, out come its ids and its pointers of the form ``#id``. Which attributes are pointers is a fact
of the TEI (datatype ``teidata.pointer``, TEI P5 4.9.0) and stands here as a table.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from lxml import etree

from tei.document.namespaces import TEI, XML_ID

# Pointers wherever they stand.
POINTERS = frozenset(
    (
        "active",
        "adj",
        "adjFrom",
        "adjTo",
        "ana",
        "calendar",
        "change",
        "children",
        "copyOf",
        "corresp",
        "datcat",
        "datingMethod",
        "datingPoint",
        "decls",
        "domains",
        "edRef",
        "end",
        "exclude",
        "fVal",
        "facs",
        "feats",
        "filter",
        "follow",
        "fromUnit",
        "given",
        "hand",
        "inst",
        "lemmaRef",
        "mergedIn",
        "mutual",
        "new",
        "next",
        "nymRef",
        "origin",
        "parent",
        "parts",
        "passive",
        "perf",
        "period",
        "prev",
        "property",
        "ref",
        "rendition",
        "replyTo",
        "require",
        "resp",
        "sameAs",
        "scheme",
        "scribeRef",
        "scriptRef",
        "select",
        "since",
        "source",
        "spanTo",
        "start",
        "synch",
        "target",
        "targetDatcat",
        "targetEnd",
        "toUnit",
        "toWhom",
        "unitRef",
        "uri",
        "url",
        "valueDatcat",
        "where",
        "who",
        "wit",
    )
)
# Attributes that are pointers on these elements and dates or words on others.
POINTERS_OF = {
    "app": frozenset({"from", "to"}),
    "span": frozenset({"from", "to"}),
    "rt": frozenset({"from", "to"}),
}
_POINTERS_OF_SOME = frozenset().union(*POINTERS_OF.values())


@dataclass(frozen=True, slots=True)
class Pointer:
    """``#target`` in ``attribute`` of ``element``."""

    element: etree._Element
    attribute: str
    target: str


def ids(root: etree._Element) -> dict[str, list[etree._Element]]:
    """Collect the elements that bear each ``xml:id``, in document order."""
    found: dict[str, list[etree._Element]] = {}
    for element in root.iter("*"):
        if name := element.get(XML_ID):
            found.setdefault(name.strip(), []).append(element)
    return found


def pointers(root: etree._Element) -> Iterator[Pointer]:
    """Every ``#id`` in an attribute that is a pointer, in document order."""
    for value in _candidates()(root):
        attribute = value.attrname
        if attribute in POINTERS or attribute in _POINTERS_OF_SOME:
            element = value.getparent()
            if attribute in POINTERS or attribute in POINTERS_OF.get(_local(element), ()):
                yield from (Pointer(element, attribute, target) for target in _targets(value))


@cache
def _candidates() -> etree.XPath:
    """Attributes with a number sign, found by libxml2: going through all of them here takes five times as long."""
    return etree.XPath("descendant-or-self::tei:*/@*[contains(., '#')]", namespaces={"tei": TEI})


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _targets(value: str) -> Iterator[str]:
    """Ids in a list of addresses; a pointer by a scheme, ``#xpath(…)``, is none of our business."""
    if "(" in value:
        return
    for address in value.split():
        if address.startswith("#") and len(address) > 1:
            yield unquote(address[1:]) if "%" in address else address[1:]
