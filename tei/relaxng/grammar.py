"""The simple form of a schema (RELAX NG specification, section 5): what reading gives and the engine takes.

``choice``, ``group`` and ``interleave`` hold two or more members, none of them of the kind they stand in (the
specification nests pairs; a flat tuple of hundreds needs no recursion). Every ``element`` is a definition of its own,
and patterns refer to it by its number: a schema is a list of elements, each with one content pattern, and a start.
"""

from dataclasses import dataclass, field

from tei.relaxng.errors import SchemaError
from tei.relaxng.names import Name, NameClass


@dataclass(frozen=True, slots=True)
class Empty:
    """No attribute, no child, no text."""


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """Matches nothing. After simplification (4.20) it stands alone, as start or as content of an element."""


@dataclass(frozen=True, slots=True)
class Text:
    """Any text, none included."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the members."""

    members: tuple["Pattern", ...]


@dataclass(frozen=True, slots=True)
class Group:
    """All members in this order (attributes in any)."""

    members: tuple["Pattern", ...]


@dataclass(frozen=True, slots=True)
class Interleave:
    """All members, their children mixed in any order."""

    members: tuple["Pattern", ...]


@dataclass(frozen=True, slots=True)
class OneOrMore:
    """The member, once or several times in a row."""

    member: "Pattern"


@dataclass(frozen=True, slots=True)
class List:
    """Text that is a sequence of tokens between white space, matched by the member one by one."""

    member: "Pattern"


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute whose name is in ``names`` and whose value matches ``content``."""

    names: NameClass
    content: "Pattern"
    documentation: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Data:
    """Text of a datatype that does not match ``excluded``.

    ``library`` is the URI of the datatype library, empty for the built-in one; ``parameters`` are its facets in order.
    """

    library: str
    type: str
    parameters: tuple[tuple[str, str], ...] = ()
    excluded: "Pattern | None" = None


@dataclass(frozen=True, slots=True)
class Value:
    """Text that is equal to ``text`` in the sense of a datatype.

    ``namespaces`` is the context of the schema at this place, as pairs of prefix ("" for the default one, which is the
    ``ns`` attribute of the schema) and URI, given for QName and NOTATION alone, which need it.
    """

    library: str
    type: str
    text: str
    namespaces: tuple[tuple[str, str], ...] = ()
    documentation: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Ref:
    """A child element: the number of its definition in ``Grammar.elements``."""

    number: int


Pattern = (
    Empty
    | NotAllowed
    | Text
    | Choice
    | Group
    | Interleave
    | OneOrMore
    | List
    | Attribute
    | Data
    | Value
    | Ref
)


@dataclass(frozen=True, slots=True)
class Element:
    """An element definition: names, content, and where it stands in which file (line and column from 1)."""

    names: NameClass
    content: Pattern
    documentation: str = ""
    uri: str = ""
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Annotation:
    """A foreign element of a schema that is not documentation (an embedded Schematron rule, say), as XML text."""

    name: str
    xml: str
    uri: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Grammar:
    """A whole schema in simple form.

    ``start`` holds references, choices of them, or NotAllowed. Only elements that can be reached from it are in
    ``elements``. ``files`` are the URIs that were read, the first one first. ``id_types`` are the names of element and
    attribute, and ID, IDREF or IDREFS, of all that are of these types; ``id_fault`` says why they cannot be checked in
    documents, if the schema leaves that in doubt (DTD Compatibility, section 5), and then there are no ``id_types``.
    """

    start: Pattern
    elements: tuple[Element, ...]
    annotations: tuple[Annotation, ...] = ()
    files: tuple[str, ...] = ()
    id_types: tuple[tuple[Name, Name, str], ...] = ()
    id_fault: SchemaError | None = field(default=None, compare=False)
