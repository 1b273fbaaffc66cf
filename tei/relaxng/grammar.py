"""The simple form of a schema (RELAX NG specification, section 5): what reading gives and the engine takes.

``choice``, ``group`` and ``interleave`` hold two or more members, none of them of the kind they stand in (the
specification nests pairs; a flat tuple of hundreds needs no recursion). Every ``element`` is a definition of its own,
and patterns refer to it by its number: a schema is a list of elements, each with one content pattern, and a start.
"""

from typing import NamedTuple

from tei.relaxng.errors import SchemaError
from tei.relaxng.names import Name, NameClass


class _Part:
    """A pattern: equal to others of its kind with equal fields, and not to be changed once it is made.

    Written out and not a ``dataclass``: that would cost 20 ms at each start, as much as a schema of 100 elements.
    """

    __slots__ = ()
    __match_args__: tuple[str, ...] = ()

    def _fields(self) -> tuple[object, ...]:
        return tuple([getattr(self, name) for name in self.__match_args__])

    def __eq__(self, other: object) -> bool:
        return self is other or (
            isinstance(other, _Part) and type(self) is type(other) and self._fields() == other._fields()
        )

    def __hash__(self) -> int:
        return hash((type(self).__name__, self._fields()))

    def __repr__(self) -> str:
        fields = ", ".join(
            f"{name}={value!r}" for name, value in zip(self.__match_args__, self._fields(), strict=True)
        )
        return f"{type(self).__name__}({fields})"


class Empty(_Part):
    """No attribute, no child, no text."""

    __slots__ = ()


class NotAllowed(_Part):
    """Matches nothing. After simplification (4.20) it stands alone, as start or as content of an element."""

    __slots__ = ()


class Text(_Part):
    """Any text, none included."""

    __slots__ = ()


class Choice(_Part):
    """One of the members."""

    __slots__ = __match_args__ = ("members",)

    def __init__(self, members: tuple["Pattern", ...]) -> None:
        self.members = members


class Group(_Part):
    """All members in this order (attributes in any)."""

    __slots__ = __match_args__ = ("members",)

    def __init__(self, members: tuple["Pattern", ...]) -> None:
        self.members = members


class Interleave(_Part):
    """All members, their children mixed in any order."""

    __slots__ = __match_args__ = ("members",)

    def __init__(self, members: tuple["Pattern", ...]) -> None:
        self.members = members


class OneOrMore(_Part):
    """The member, once or several times in a row."""

    __slots__ = __match_args__ = ("member",)

    def __init__(self, member: "Pattern") -> None:
        self.member = member


class List(_Part):
    """Text that is a sequence of tokens between white space, matched by the member one by one."""

    __slots__ = __match_args__ = ("member",)

    def __init__(self, member: "Pattern") -> None:
        self.member = member


class Attribute(_Part):
    """An attribute whose name is in ``names`` and whose value matches ``content``; its documentation is not compared."""

    __slots__ = ("content", "documentation", "names")
    __match_args__ = ("names", "content")

    def __init__(self, names: NameClass, content: "Pattern", documentation: str = "") -> None:
        self.names, self.content, self.documentation = names, content, documentation


class Data(_Part):
    """Text of a datatype that does not match ``excluded``.

    ``library`` is the URI of the datatype library, empty for the built-in one; ``parameters`` are its facets in order.
    """

    __slots__ = __match_args__ = ("library", "type", "parameters", "excluded")

    def __init__(
        self,
        library: str,
        type: str,  # noqa: A002 -- the word of the specification
        parameters: tuple[tuple[str, str], ...] = (),
        excluded: "Pattern | None" = None,
    ) -> None:
        self.library, self.type, self.parameters, self.excluded = library, type, parameters, excluded


class Value(_Part):
    """Text that is equal to ``text`` in the sense of a datatype; its documentation is not compared.

    ``namespaces`` is the context of the schema at this place, as pairs of prefix ("" for the default one, which is the
    ``ns`` attribute of the schema) and URI, given for QName and NOTATION alone, which need it.
    """

    __slots__ = ("documentation", "library", "namespaces", "text", "type")
    __match_args__ = ("library", "type", "text", "namespaces")

    def __init__(
        self,
        library: str,
        type: str,  # noqa: A002 -- the word of the specification
        text: str,
        namespaces: tuple[tuple[str, str], ...] = (),
        documentation: str = "",
    ) -> None:
        self.library, self.type, self.text = library, type, text
        self.namespaces, self.documentation = namespaces, documentation


class Ref(_Part):
    """A child element: the number of its definition in ``Grammar.elements``."""

    __slots__ = __match_args__ = ("number",)

    def __init__(self, number: int) -> None:
        self.number = number


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


class Element(NamedTuple):
    """An element definition: names, content, and where it stands in which file (line and column from 1)."""

    names: NameClass
    content: Pattern
    documentation: str = ""
    uri: str = ""
    line: int = 0
    column: int = 0


class Annotation(NamedTuple):
    """A foreign element of a schema that is not documentation (an embedded Schematron rule, say), as XML text."""

    name: str
    xml: str
    uri: str
    line: int
    column: int


class Grammar(NamedTuple):
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
    id_fault: SchemaError | None = None
