"""From bytes to an XML tree, and from a node to the place a message names.

In: the bytes of an ODD. Out: its root element, parsed without entities, network or DTD. Nothing else in
this room parses a file.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from tei.errors import SchemaError
from tei.odd.schema import TEI, XML

Xml = etree._Element  # noqa: SLF001 - lxml has no public name for the type of its elements


@dataclass(frozen=True, slots=True)
class Place:
    """Where a specification stands: in which of the two files, on which line, what it is called."""

    file: str
    line: int
    what: str

    def error(self, message: str) -> SchemaError:
        """Give the error that says ``message`` about this place."""
        return SchemaError(f"{self.file}, line {self.line}, {self.what}: {message}")


def parse(odd: bytes, file: str) -> Xml:
    """Parse ``odd``, which messages call ``file``; SchemaError when it is not well-formed TEI."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        collect_ids=False,  # an ODD may show the same xml:id in several examples
        huge_tree=True,  # p5subset.xml is 4 MB
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(odd, parser, base_url=file)
    except etree.XMLSyntaxError as error:
        raise SchemaError(f"{file} is not well-formed XML: {error.msg}; repair it first") from None
    if etree.QName(root).namespace != TEI:
        raise SchemaError(f"{file} is not a TEI document: its root is `{local_name(root)}`; give an ODD")
    return root


def place(node: Xml) -> Place:
    """Name the place of ``node``, with the specification it belongs to: ``elementSpec `p`, attDef `n```."""
    owners = (
        owner for owner in node.iterancestors() if owner.get("ident") and owner.tag != tag("schemaSpec")
    )
    what = ", ".join(_what(each) for each in (*reversed(list(owners)), node))
    return Place(node.getroottree().docinfo.URL or "", node.sourceline or 0, what)


def _what(node: Xml) -> str:
    name = node.get("ident") or node.get("key") or node.get("target") or node.get("name")
    return f"{local_name(node)} `{name}`" if name else local_name(node)


def tag(name: str) -> str:
    """Give the name of a TEI element as lxml writes it."""
    return f"{{{TEI}}}{name}"


def local_name(node: Xml) -> str:
    """Give the name of ``node`` without its namespace."""
    return etree.QName(node).localname


def tei_children(node: Xml) -> Iterator[Xml]:
    """Iterate over the child elements in the TEI namespace."""
    return node.iterchildren(f"{{{TEI}}}*")


def tokens(node: Xml, attribute: str) -> tuple[str, ...]:
    """Split an attribute at whitespace; none when it is missing."""
    return tuple(node.get(attribute, "").split())


def language(node: Xml) -> str:
    """Give the language ``node`` is in, from its nearest ``xml:lang``, or ""."""
    name = f"{{{XML}}}lang"
    return next((at.get(name, "") for at in (node, *node.iterancestors()) if name in at.attrib), "")
