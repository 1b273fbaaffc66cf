"""The customization's words: markup kept as strings becomes a tree or plain text again."""

import copy

from lxml import etree

from tei.odd.source import Xml


def fragment(markup: str) -> Xml:
    """Parse ``markup``, one serialised element."""
    return etree.fromstring(
        markup, etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False)
    )


def markup(node: Xml) -> str:
    """Serialise ``node`` by itself, with no namespace it does not use."""
    alone = copy.deepcopy(node)
    alone.tail = None
    etree.cleanup_namespaces(alone)
    return etree.tostring(alone, encoding="unicode")


def plain(markup: str) -> str:
    """Give the text of ``markup`` with whitespace normalised; "" for none."""
    return " ".join("".join(fragment(markup).itertext()).split()) if markup else ""
