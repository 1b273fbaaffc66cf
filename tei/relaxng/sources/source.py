"""A schema as it was written: a tree of RELAX NG elements with their annotations and their places.

In come the bytes of one file in XML syntax, out comes its root as a ``SourceElement``; the reader of the compact syntax
gives the same tree. Nothing is judged here but XML itself. External entities and DTDs are never loaded, and entities that
refer to entities are refused, so that a file cannot grow in the reading.
"""

from tei.relaxng.errors import SchemaError

STRUCTURE = "http://relaxng.org/ns/structure/1.0"
COMPATIBILITY = "http://relaxng.org/ns/compatibility/annotations/1.0"
DOCUMENTATION = f"{{{COMPATIBILITY}}}documentation"
DEEPEST = 150
"""How deep elements may nest. Later passes use a few frames of Python's stack (1,000 by default) for each level."""


class SourceContext:
    """What an element shares with most of its neighbours.

    ``uri`` is that of the file, ``base`` the one that relative references start from (they differ under ``xml:base``);
    ``namespaces`` are those in scope, by prefix ("" is the default one; ``xml`` is not among them).
    """

    __slots__ = ("base", "namespaces", "uri")

    def __init__(self, uri: str, base: str, namespaces: dict[str, str]) -> None:
        self.uri, self.base, self.namespaces = uri, base, namespaces


class ForeignElement:
    """An element of another namespace, an annotation; ``content`` is text and elements in their order.

    Names in a namespace are written ``{uri}local``, those in none ``local``.
    """

    __slots__ = ("attributes", "column", "content", "context", "line", "name")

    def __init__(
        self, name: str, attributes: dict[str, str], context: SourceContext, line: int, column: int
    ) -> None:
        self.name, self.attributes, self.context = name, attributes, context
        self.line, self.column = line, column
        self.content: list[str | ForeignElement] = []

    def text(self) -> str:
        """All text in it, without mark-up."""
        parts, pending = [], [iter(self.content)]
        while pending:
            for item in pending[-1]:
                if isinstance(item, ForeignElement):
                    pending.append(iter(item.content))
                    break
                parts.append(item)
            else:
                pending.pop()
        return "".join(parts)


class SourceElement:
    """An element of the RELAX NG namespace.

    ``name`` is its local name and may be one that the specification does not know. ``attributes`` are all but namespace
    declarations, those in a namespace as ``{uri}local``. ``children`` are the RELAX NG elements in it, ``annotations`` the
    others: ``a:documentation`` that follows ``name``, ``value`` or ``param`` belongs to these, which can have no children
    (DTD Compatibility, section 4). ``text`` is the character data of ``name``, ``value`` and ``param`` as it stands; of other
    elements it is empty or the text that should not be there. Lines and columns count from 1.
    """

    __slots__ = ("annotations", "attributes", "children", "column", "context", "line", "name", "text")

    def __init__(
        self, name: str, attributes: dict[str, str], context: SourceContext, line: int, column: int
    ) -> None:
        self.name, self.attributes, self.context = name, attributes, context
        self.line, self.column = line, column
        self.text = ""
        self.children: list[SourceElement] = []
        self.annotations: list[ForeignElement] = []

    def error(self, message: str, clause: str) -> SchemaError:
        """An error that stands at this element."""
        return SchemaError(message, self.context.uri, self.line, self.column, clause)
