"""The customization's words as plain text."""

from lxml import etree


def plain(markup: str) -> str:
    """Give the text of ``markup``, a serialised element, with whitespace normalised; "" for none."""
    if not markup:
        return ""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return " ".join("".join(etree.fromstring(markup, parser).itertext()).split())
