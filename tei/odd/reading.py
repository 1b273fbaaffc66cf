"""From XML to specifications: what ``elementSpec`` and its like say, as values.

In: the root of p5subset.xml, or the specifications of a customization. Out: ``Specification`` values.
Only a customization's own words are kept (``Reader.language``): outputs never carry the TEI's prose.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from tei.odd.content import Value
from tei.odd.prose import markup
from tei.odd.schema import SCHEMATRON, UNSAID, Constraint, Openness, Usage, Words
from tei.odd.source import Place, Xml, language, local_name, place, tag, tei_children
from tei.odd.specification import (
    AttributeDefinition,
    AttributeItem,
    AttributeList,
    AttributeRef,
    Kind,
    ListedValue,
    Memberships,
    Mode,
    Source,
    Specification,
    ValueList,
)

KINDS = tuple(tag(kind) for kind in Kind)
EXAMPLES = "http://www.tei-c.org/ns/Examples"

Word = TypeVar("Word", bound=StrEnum)


def read_source(root: Xml) -> Source:
    """Read every specification below ``root``, the root of p5subset.xml."""
    reader = Reader()
    specifications = [reader.specification(node, order) for order, node in enumerate(root.iter(*KINDS))]
    if not specifications:
        raise place(root).error("it holds no specification; give the p5subset.xml of a TEI release")
    version = root.find(f".//{tag('editionStmt')}/{tag('edition')}")
    return Source(
        specifications={(spec.kind, spec.ident): spec for spec in specifications},
        modules=tuple(node.get("ident", "") for node in root.iter(tag("moduleSpec"))),
        version=_plain(version),
    )


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads specifications; keeps the words in ``language``, or none when it is None."""

    language: str | None = None

    @property
    def is_own(self) -> bool:
        """Whether it reads a customization."""
        return self.language is not None

    def specification(self, node: Xml, order: int) -> Specification:
        """Read an ``elementSpec``, ``classSpec``, ``macroSpec`` or ``dataSpec``."""
        at = place(node)
        attributes = node.find(tag("attList"))
        return Specification(
            kind=Kind(local_name(node)),
            ident=self._ident(node, at),
            place=at,
            order=order,
            mode=_word(node, "mode", Mode, at) or Mode.ADD,
            module=node.get("module", ""),
            name=_plain(node.find(tag("altIdent"))),
            namespace=node.get("ns", ""),
            class_type=node.get("type", ""),
            memberships=self._memberships(node.find(tag("classes"))),
            content=node.find(tag("content")),
            attributes=self._attribute_list(attributes) if attributes is not None else AttributeList(),
            constraints=self.constraints(node),
            words=self.words(node),
        )

    def words(self, node: Xml) -> Words:
        """Read what is said about ``node``, in the language of this reader."""
        if self.language is None:
            return UNSAID
        return Words(
            gloss=next(map(_plain, self._spoken(node, "gloss")), ""),
            description=next(map(markup, self._spoken(node, "desc")), ""),
            remarks=tuple(markup(remark) for remark in self._spoken(node, "remarks") if _plain(remark)),
            examples=tuple(
                markup(example)
                for exemplum in self._spoken(node, "exemplum")
                for example in exemplum.iterchildren(f"{{{EXAMPLES}}}egXML")
            ),
        )

    def _spoken(self, node: Xml, name: str) -> Iterator[Xml]:
        wanted = (self.language or "").split("-")[0]
        return (
            child for child in node.iterchildren(tag(name)) if language(child).split("-")[0] in {"", wanted}
        )

    def _ident(self, node: Xml, at: Place) -> str:
        ident = node.get("ident", "").strip()
        if not ident:
            raise at.error("it has no `ident`; say what it specifies")
        return ident

    def _memberships(self, node: Xml | None) -> Memberships | None:
        if node is None:
            return None
        at = place(node)
        members = [(item.get("key", ""), item.get("mode") == Mode.DELETE) for item in tei_children(node)]
        return Memberships(
            keys=tuple(key for key, is_deleted in members if not is_deleted),
            deleted=tuple(key for key, is_deleted in members if is_deleted),
            mode=_word(node, "mode", Mode, at) or Mode.REPLACE,
            place=at,
        )

    def _attribute_list(self, node: Xml) -> AttributeList:
        items = tuple(item for child in tei_children(node) for item in self._attribute_items(child))
        return AttributeList(items, is_choice=node.get("org") == "choice")

    def _attribute_items(self, node: Xml) -> Iterator[AttributeItem]:
        match local_name(node):
            case "attDef":
                yield self._attribute(node)
            case "attRef":
                yield AttributeRef(node.get("class", ""), node.get("name", ""), place(node))
            case "attList":
                yield self._attribute_list(node)

    def _attribute(self, node: Xml) -> AttributeDefinition:
        at = place(node)
        mode = _word(node, "mode", Mode, at) or Mode.ADD
        values = node.find(tag("valList"))
        return AttributeDefinition(
            ident=self._ident(node, at),
            place=at,
            mode=mode,
            name=_plain(node.find(tag("altIdent"))),
            namespace=node.get("ns", ""),
            usage=_word(node, "usage", Usage, at),
            datatype=node.find(tag("datatype")),
            values=self.value_list(values) if values is not None else None,
            words=self.words(node),
            must_exist=self.is_own and mode is not Mode.ADD,
        )

    def value_list(self, node: Xml) -> ValueList:
        """Read a ``valList``."""
        at = place(node)
        return ValueList(
            items=tuple(self._listed_value(item) for item in node.iterchildren(tag("valItem"))),
            openness=_word(node, "type", Openness, at),
            mode=_word(node, "mode", Mode, at) or Mode.ADD,
        )

    def _listed_value(self, node: Xml) -> ListedValue:
        at = place(node)
        value = Value(node.get("ident", ""), self.words(node).description)
        return ListedValue(value, _word(node, "mode", Mode, at) or Mode.ADD, at)

    def constraints(self, node: Xml) -> tuple[Constraint, ...]:
        """Read the rules in Schematron that ``node`` states: of a specification, those at any depth."""
        within = node.iter if node.tag in KINDS else node.iterchildren
        return tuple(
            self._constraint(spec)
            for spec in within(tag("constraintSpec"))
            if spec.get("scheme") == "schematron" and spec.get("mode") != Mode.DELETE
        )

    def _constraint(self, node: Xml) -> Constraint:
        rules = [child for body in node.iterchildren(tag("constraint")) for child in body]
        return Constraint(
            ident=node.get("ident", ""),
            owner=next((spec.get("ident", "") for spec in node.iterancestors(*KINDS)), ""),
            context=_context(node),
            rules=tuple(markup(rule) for rule in rules if rule.tag != f"{{{SCHEMATRON}}}ns"),
            line=node.sourceline or 0,
            description=self.words(node).description,
            namespaces=tuple(
                (ns.get("prefix", ""), ns.get("uri", "")) for ns in node.iter(f"{{{SCHEMATRON}}}ns")
            ),
        )


def _context(node: Xml) -> str:
    """Say what a bare assertion is about: the element, the attribute, or any element with the attribute."""
    owner = next(iter(node.iterancestors(*KINDS)), None)
    attribute = next(iter(node.iterancestors(tag("attDef"))), None)
    if owner is None:
        return ""
    element = f"tei:{owner.get('ident')}" if owner.tag == tag("elementSpec") else "tei:*"
    if attribute is None:
        return element if owner.tag == tag("elementSpec") else ""
    return f"{element}/@{attribute.get('ident')}"


def _word(node: Xml, attribute: str, words: type[Word], at: Place) -> Word | None:
    written = node.get(attribute)
    if written is None:
        return None
    try:
        return words(written)
    except ValueError:
        raise at.error(f"`{attribute}` is `{written}`; write one of {', '.join(words)}") from None


def _plain(node: Xml | None) -> str:
    return " ".join("".join(node.itertext(with_tail=False)).split()) if node is not None else ""
