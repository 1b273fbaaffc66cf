"""What lies between the source of a schema and its simple form: patterns whose references are not followed yet.

``simplification.py`` makes drafts (4.1 to 4.18), ``normalisation.py`` makes patterns of them (4.19 to 4.21).
"""

from tei.relaxng.grammar import Empty, NotAllowed, Pattern, Text
from tei.relaxng.names import NameClass
from tei.relaxng.sources.source import SourceElement

EMPTY, NOT_ALLOWED, TEXT = Empty(), NotAllowed(), Text()


class Owner:
    """What has content of its own: a definition or an element.

    ``references`` are the definitions that the content refers to, and ``elements`` the elements in it, both without
    looking into these. For the recursion check (4.19) that is all one needs to know.
    """

    __slots__ = ("content", "elements", "references", "source")

    def __init__(self, source: SourceElement) -> None:
        self.source = source
        self.references: list[Definition] = []
        self.elements: list[ElementDraft] = []
        self.content: Draft = NOT_ALLOWED


class Definition(Owner):
    """A ``start``, the ``define`` of one name, or the file of an ``externalRef``; ``pattern`` will be its simple form."""

    __slots__ = ("name", "pattern")

    def __init__(self, name: str, source: SourceElement) -> None:
        super().__init__(source)
        self.name = name
        self.pattern: Pattern = NOT_ALLOWED


class ElementDraft(Owner):
    """An ``element``: in the simple form a definition of its own."""

    __slots__ = ("names",)

    def __init__(self, names: NameClass, source: SourceElement) -> None:
        super().__init__(source)
        self.names = names


class Compound:
    """A pattern made of others: a group, choice, interleave, oneOrMore or list (``kind``)."""

    __slots__ = ("kind", "members", "source")

    def __init__(self, kind: str, members: "list[Draft]", source: SourceElement) -> None:
        self.kind, self.members, self.source = kind, members, source


class AttributeDraft:
    """An ``attribute``."""

    __slots__ = ("content", "names", "source")

    def __init__(self, names: NameClass, content: "Draft", source: SourceElement) -> None:
        self.names, self.content, self.source = names, content, source


class DataDraft:
    """A ``data`` with an ``except``."""

    __slots__ = ("excluded", "pattern", "source")

    def __init__(self, pattern: Pattern, excluded: "Draft", source: SourceElement) -> None:
        self.pattern, self.excluded, self.source = pattern, excluded, source


Draft = Definition | ElementDraft | Compound | AttributeDraft | DataDraft | Pattern


class Scope:
    """The names of one ``grammar``; "" is its start. ``parent`` is the scope that ``parentRef`` looks into (4.18)."""

    __slots__ = ("definitions", "parent")

    def __init__(self, parent: "Scope | None") -> None:
        self.parent = parent
        self.definitions: dict[str, Definition] = {}


class Inherited:
    """What an element has from those around it.

    The scope of references, ``ns`` (4.9), ``datatypeLibrary`` (4.4), and the files it stands in, from the first on.
    """

    __slots__ = ("files", "library", "ns", "scope")

    def __init__(self, scope: Scope | None, ns: str, library: str, files: tuple[str, ...]) -> None:
        self.scope, self.ns, self.library, self.files = scope, ns, library, files

    def inside(self, source: SourceElement) -> "Inherited":
        """Give what the children of an element inherit."""
        attributes = source.attributes
        if "ns" not in attributes and "datatypeLibrary" not in attributes:
            return self
        library = attributes.get("datatypeLibrary", self.library)
        return Inherited(self.scope, attributes.get("ns", self.ns), library, self.files)


class Component:
    """A ``start`` or ``define`` where it stands, with what it inherits; the name of ``start`` is ""."""

    __slots__ = ("inherited", "name", "source")

    def __init__(self, source: SourceElement, inherited: Inherited) -> None:
        self.name = source.attributes.get("name", "")
        self.source, self.inherited = source, inherited
