"""The resolved schema: the hub every output is written from.

In: what ``resolve`` made of the TEI's specifications and a customization. Out: plain values that say for
each element what it contains, which attributes it has and what the customization says about it. No
class, macro or module is left to be looked up; the names that remain (attribute classes, datatypes) let
a writer share what is shared.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tei.odd.content import Content, Value

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"


class Usage(StrEnum):
    """Whether an attribute must be there."""

    REQUIRED = "req"
    RECOMMENDED = "rec"
    OPTIONAL = "opt"


class Openness(StrEnum):
    """Whether listed values are the only ones (closed), the ones to prefer (semi) or examples (open)."""

    CLOSED = "closed"
    SEMI = "semi"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Words:
    """What the customization itself says about a thing; never the TEI's prose.

    Every string is well-formed TEI markup around one root (``desc``, ``remarks``, ``egXML``), so that a
    writer may render it; ``gloss`` is plain text.
    """

    gloss: str = ""
    description: str = ""
    remarks: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


UNSAID = Words()


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute as one element has it.

    ``datatype`` is the type of one value, or of each of ``least`` to ``most`` values between whitespace
    (None: no limit) when ``is_list``. The ``values`` of a closed list replace the datatype, those of an
    open or half-open one are advice. ``declared_in`` is the attribute class it comes from, or "".
    """

    name: str
    datatype: Content
    namespace: str = ""
    usage: Usage = Usage.OPTIONAL
    least: int = 1
    most: int | None = 1
    values: tuple[Value, ...] = ()
    openness: Openness = Openness.OPEN
    declared_in: str = ""
    words: Words = UNSAID

    @property
    def is_required(self) -> bool:
        return self.usage is Usage.REQUIRED

    @property
    def is_list(self) -> bool:
        return (self.least, self.most) != (1, 1)

    @property
    def is_closed(self) -> bool:
        return self.openness is Openness.CLOSED and bool(self.values)

    @property
    def qualified_name(self) -> str:
        """The name as a document writes it: ``xml:id``, ``type``."""
        return f"xml:{self.name}" if self.namespace == XML else self.name


@dataclass(frozen=True, slots=True)
class Alternative:
    """Attributes that go together in a choice, by ``qualified_name``; ``required`` of them must be there."""

    names: tuple[str, ...]
    required: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AttributeChoice:
    """Attributes of which those of one alternative may stand, and no other.

    The attributes themselves are in ``Element.attributes``, there never required.
    """

    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Constraint:
    """A rule in Schematron, as written: one ``sch:`` element per item of ``rules``, serialised.

    ``owner`` is the specification it stands in, or "" for the schema, ``context`` the XPath of the nodes
    it is about when a rule does not say so itself, ``line`` its line in the file it came from,
    ``description`` the customization's words about it, as TEI markup.
    """

    ident: str
    owner: str
    context: str
    rules: tuple[str, ...]
    line: int = 0
    namespaces: tuple[tuple[str, str], ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its content, its attributes and the customization's words about it."""

    ident: str
    module: str
    content: Content
    name: str = ""
    namespace: str = TEI
    attributes: tuple[Attribute, ...] = ()
    choices: tuple[AttributeChoice, ...] = ()
    words: Words = UNSAID

    @property
    def tag(self) -> str:
        """The name as a document writes it."""
        return self.name or self.ident


@dataclass(frozen=True, slots=True)
class Schema:
    """Everything a writer needs.

    ``elements`` are in source order (the TEI's modules, then what the customization adds), ``start``
    are the identifiers that may be the root. ``prose`` is what the customization says around its
    specifications, one serialised TEI element per item. ``attribute_classes`` are what each class in use adds by
    itself, ``datatypes`` those in use. ``constraints`` are the customization's; ``omitted`` are the
    TEI's own for what remains, which no output carries and the customization neither replaced nor deleted.
    """

    ident: str
    elements: Mapping[str, Element]
    start: tuple[str, ...]
    title: str = ""
    subtitle: str = ""
    prose: tuple[str, ...] = ()
    words: Words = UNSAID
    language: str = "en"
    source_version: str = ""
    attribute_classes: Mapping[str, tuple[Attribute, ...]] = field(default_factory=dict)
    datatypes: Mapping[str, Content] = field(default_factory=dict)
    constraints: tuple[Constraint, ...] = ()
    omitted: tuple[Constraint, ...] = ()
