"""Nodes of the data model (XPath Data Model, section 6) over an lxml tree, which has objects for elements only.

Elements, comments and processing instructions are lxml's own objects; a document, an attribute and a text are objects of
ours, made when they are met and equal when they stand for the same. References to entities that nobody declared are no
nodes.
"""

from typing import Any

from lxml import etree

Element = etree._Element  # noqa: SLF001 -- the class of elements has no public name
Comment = etree._Comment  # noqa: SLF001 -- the same
ProcessingInstruction = etree._ProcessingInstruction  # noqa: SLF001 -- the same
Entity = etree._Entity  # noqa: SLF001 -- the same
_string = etree.XPath("string()", smart_strings=False)


class _Nothing(etree.Resolver):
    """Answers every request for something outside a file with nothing."""

    def resolve(self, _system_url: str | None, _public_id: str | None, context: Any) -> Any:  # noqa: ANN401 -- lxml's
        return self.resolve_string("", context)


def locked_parser(*, is_schema: bool) -> etree.XMLParser:
    """A parser that reads nothing but its file; of a schema comments and processing instructions are left out."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        collect_ids=False,
        remove_comments=is_schema,
        remove_pis=is_schema,
    )
    parser.resolvers.add(_Nothing())
    return parser


class Root:
    """A document; ``element`` is its root element."""

    __slots__ = ("element", "uri")

    def __init__(self, element: Element, uri: str = "") -> None:
        self.element, self.uri = element, uri

    def children(self) -> list[Element]:
        """Comments and processing instructions before the root element, that, and those after it."""
        before = list(self.element.itersiblings(preceding=True))
        return [*reversed(before), self.element, *self.element.itersiblings()]


class Attribute:
    """An attribute; ``name`` is written as lxml does."""

    __slots__ = ("name", "parent", "value")

    def __init__(self, parent: Element, name: str, value: str) -> None:
        self.parent, self.name, self.value = parent, name, value

    def __eq__(self, other: object) -> bool:
        return other.__class__ is Attribute and self.parent is other.parent and self.name == other.name

    def __hash__(self) -> int:
        return hash((id(self.parent), self.name))


class Text:
    """A text: what begins ``anchor``, or follows it (``is_tail``)."""

    __slots__ = ("anchor", "is_tail")

    def __init__(self, anchor: Element, is_tail: bool) -> None:
        self.anchor, self.is_tail = anchor, is_tail

    @property
    def value(self) -> str:
        return str((self.anchor.tail if self.is_tail else self.anchor.text) or "")

    def __eq__(self, other: object) -> bool:
        return other.__class__ is Text and self.anchor is other.anchor and self.is_tail is other.is_tail

    def __hash__(self) -> int:
        return hash((id(self.anchor), self.is_tail))


Node = Any
"""An Element, Comment, ProcessingInstruction, Root, Attribute or Text."""
NODES = (Element, Attribute, Text, Root)


def kind(node: Node) -> str:
    """The kind of a node, as kind tests call it."""
    if isinstance(node, Element):
        if isinstance(node.tag, str):
            return "element"
        return "comment" if isinstance(node, Comment) else "processing-instruction"
    return _KINDS[node.__class__]


_KINDS = {Attribute: "attribute", Text: "text", Root: "document-node"}


def string_value(node: Node) -> str:
    """The string value of a node (XPath Data Model, 5.13)."""
    if isinstance(node, Element):
        if not len(node) or not isinstance(node.tag, str):
            return node.text or ""
        return str(_string(node))
    if isinstance(node, Root):
        return str(_string(node.element))
    return str(node.value)


def expanded_name(node: Node) -> tuple[str, str]:
    """The URI and local part of a node's name; empty strings where it has none."""
    if isinstance(node, Attribute):
        tag = node.name
    elif isinstance(node, ProcessingInstruction):
        return "", node.target or ""
    elif isinstance(node, Element) and isinstance(node.tag, str):
        tag = node.tag
    else:
        return "", ""
    uri, _, local = tag.rpartition("}")
    return uri[1:], local


def written_name(node: Node) -> str:
    """The name of a node with its prefix."""
    uri, local = expanded_name(node)
    if not uri:
        return local
    if isinstance(node, Element):
        return f"{node.prefix}:{local}" if node.prefix else local
    if uri == "http://www.w3.org/XML/1998/namespace":
        return f"xml:{local}"
    prefixes = [prefix for prefix, declared in node.parent.nsmap.items() if prefix and declared == uri]
    return f"{prefixes[0]}:{local}" if prefixes else local


def attributes(element: Element) -> list[Attribute]:
    """The attributes of an element (or of a comment, which has none)."""
    return [Attribute(element, str(name), str(value)) for name, value in element.items()]


def children(element: Element) -> list[Node]:
    """The children of an element, texts included."""
    if not isinstance(element.tag, str):
        return []
    found: list[Node] = [Text(element, False)] if element.text else []
    for child in element:
        if not isinstance(child, Entity):
            found.append(child)
        if child.tail:
            found.append(Text(child, True))
    return found
