"""A specification as it is written: one shape for elements, classes, macros and datatypes.

The TEI's own specifications and those of a customization are values of the same type, so that a
customization is a plain function from specifications to specifications (``customization``). What a
customization leaves unsaid is None here; what has been left unsaid to the end gets its default in
``resolve``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from tei.odd.content import Value
from tei.odd.schema import UNSAID, Constraint, Openness, Usage, Words
from tei.odd.source import Place, Xml


class Mode(StrEnum):
    """What a declaration does to the one it meets."""

    ADD = "add"
    CHANGE = "change"
    DELETE = "delete"
    REPLACE = "replace"


class Kind(StrEnum):
    """What is specified."""

    ELEMENT = "elementSpec"
    CLASS = "classSpec"
    MACRO = "macroSpec"
    DATATYPE = "dataSpec"

    @property
    def noun(self) -> str:
        """The word for it in a message."""
        return {"elementSpec": "element", "classSpec": "class", "macroSpec": "macro"}.get(self, "datatype")


@dataclass(frozen=True, slots=True)
class ListedValue:
    """A ``valItem``."""

    value: Value
    mode: Mode
    place: Place


@dataclass(frozen=True, slots=True)
class ValueList:
    """A ``valList``."""

    items: tuple[ListedValue, ...]
    openness: Openness | None
    mode: Mode


@dataclass(frozen=True, slots=True)
class AttributeDefinition:
    """An ``attDef``; ``must_exist`` when it changes or deletes what the customizer says is there."""

    ident: str
    place: Place
    mode: Mode = Mode.ADD
    name: str = ""
    namespace: str = ""
    usage: Usage | None = None
    datatype: Xml | None = None
    values: ValueList | None = None
    words: Words = UNSAID
    must_exist: bool = False


@dataclass(frozen=True, slots=True)
class AttributeRef:
    """An ``attRef``: one attribute taken over from a class."""

    class_ident: str
    ident: str
    place: Place


@dataclass(frozen=True, slots=True)
class AttributeList:
    """An ``attList``: a group, or a choice between its items."""

    items: tuple["AttributeItem", ...] = ()
    is_choice: bool = False

    def definitions(self) -> Iterator[AttributeDefinition]:
        """Iterate over the attributes defined here, at any depth."""
        for item in self.items:
            if isinstance(item, AttributeList):
                yield from item.definitions()
            elif isinstance(item, AttributeDefinition):
                yield item

    def mapped(self, change: Callable[[AttributeDefinition], AttributeDefinition]) -> "AttributeList":
        """Put ``change(definition)`` for each definition, at any depth."""
        return replace(self, items=tuple(_mapped(item, change) for item in self.items))


AttributeItem = AttributeDefinition | AttributeRef | AttributeList


def _mapped(
    item: AttributeItem, change: Callable[[AttributeDefinition], AttributeDefinition]
) -> AttributeItem:
    if isinstance(item, AttributeList):
        return item.mapped(change)
    return change(item) if isinstance(item, AttributeDefinition) else item


@dataclass(frozen=True, slots=True)
class Memberships:
    """A ``classes`` element: the classes something is in, or how that changes."""

    keys: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    mode: Mode = Mode.REPLACE
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Specification:
    """An ``elementSpec``, ``classSpec``, ``macroSpec`` or ``dataSpec``.

    ``order`` is its rank among all specifications: the members of a class are in this order.
    """

    kind: Kind
    ident: str
    place: Place
    order: int = 0
    mode: Mode = Mode.ADD
    module: str = ""
    name: str = ""
    namespace: str = ""
    class_type: str = ""
    memberships: Memberships | None = None
    content: Xml | None = None
    attributes: AttributeList = AttributeList()
    constraints: tuple[Constraint, ...] = ()
    words: Words = UNSAID

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes it is a member of."""
        return self.memberships.keys if self.memberships else ()


Catalogue = Mapping[tuple[Kind, str], Specification]


@dataclass(frozen=True, slots=True)
class Source:
    """All specifications of the TEI, by kind and identifier, in source order."""

    specifications: Catalogue
    modules: tuple[str, ...]
    version: str = ""

    def idents(self, kind: Kind) -> list[str]:
        """List what there is of one kind."""
        return [ident for each, ident in self.specifications if each is kind]
