"""The syntax of a schema (RELAX NG specification, section 3), with white space (4.2) and URIs (4.3, 4.5).

``check`` takes the tree of one file, raises ``SchemaError`` at the first element that does not fit, and trims names in
place; what comes after may rely on the syntax. What an element has (attributes and children, by name) is its outline;
each outline is judged once, which is why a large schema costs little more than walking through it.
"""

from collections.abc import Iterable
from typing import NamedTuple

from tei.relaxng.sources.lexical import is_ncname, trim, uri_fault
from tei.relaxng.sources.source import STRUCTURE, SourceElement

PATTERNS = frozenset(
    [
        "element",
        "attribute",
        "group",
        "interleave",
        "choice",
        "optional",
        "zeroOrMore",
        "oneOrMore",
        "list",
        "mixed",
        "ref",
        "parentRef",
        "empty",
        "value",
        "data",
        "notAllowed",
        "text",
        "externalRef",
        "grammar",
    ]
)
NAME_CLASSES = frozenset({"name", "anyName", "nsName", "choice"})
COMPONENTS = frozenset({"start", "define", "div"})
EVERYWHERE = frozenset({"ns", "datatypeLibrary"})
MANY = 1_000_000_000


class Rule(NamedTuple):
    """What an element may have: how many children of which names, which attributes, which of these it must have."""

    children: frozenset[str] = frozenset()
    least: int = 0
    most: int = 0
    attributes: frozenset[str] = frozenset()
    required: tuple[str, ...] = ()


def _rule(
    children: Iterable[str] = (), least: int = 0, most: int = MANY, optional: str = "", required: str = ""
) -> Rule:
    needed = tuple(required.split())
    return Rule(frozenset(children), least, most, EVERYWHERE.union(optional.split(), needed), needed)


_NOTHING = _rule(most=0)
_SOME = _rule(PATTERNS, 1)
# An element name, or "element name/role" where the role decides: names, included (in `include`), nameless.
RULES = {
    "element": _rule(PATTERNS, 1, required="name"),
    "attribute": _rule(PATTERNS, 0, 1, required="name"),
    **dict.fromkeys(
        ("group", "interleave", "choice", "optional", "zeroOrMore", "oneOrMore", "list", "mixed"), _SOME
    ),
    **dict.fromkeys(("ref", "parentRef"), _rule(most=0, required="name")),
    **dict.fromkeys(("empty", "notAllowed", "text"), _NOTHING),
    "value": _rule(most=0, optional="type"),
    "data": _rule({"param", "except"}, required="type"),
    "param": _rule(most=0, required="name"),
    "except": _SOME,
    "externalRef": _rule(most=0, required="href"),
    "grammar": _rule(COMPONENTS | {"include"}),
    "start": _rule(PATTERNS, 1, 1, optional="combine"),
    "define": _rule(PATTERNS, 1, optional="combine", required="name"),
    "div": _rule(COMPONENTS | {"include"}),
    "include": _rule(COMPONENTS, required="href"),
    "div/included": _rule(COMPONENTS),
    "element/nameless": _rule(PATTERNS, 1),
    "attribute/nameless": _rule(PATTERNS, 0, 1),
    "name/names": _NOTHING,
    "anyName/names": _rule({"except"}, 0, 1),
    "nsName/names": _rule({"except"}, 0, 1),
    "choice/names": _rule(NAME_CLASSES, 1),
    "except/names": _rule(NAME_CLASSES, 1),
}
_ROLES = {"include": "included", "start": "", "define": "", "anyName": "names", "nsName": "names"}
_TEXTUAL = frozenset({"name", "value", "param"})
_TRIMMED = ("name", "type")


def check(root: SourceElement, *, fourth_edition: bool = False) -> None:
    """Check the tree of a file; its root is a pattern."""
    if root.name not in PATTERNS:
        raise root.error(f"`{root.name}` cannot be the root of a schema; a pattern can, or `grammar`", "3")
    _Checker(fourth_edition).check(root)


class _Checker:
    def __init__(self, fourth_edition: bool) -> None:
        self.fourth_edition = fourth_edition
        self.outlines: set[tuple[str | None, ...]] = set()
        self.names: set[str] = set()
        self.libraries: set[str] = {""}

    def check(self, root: SourceElement) -> None:
        """Go through the tree without recursion; ``role`` says what the parent makes of its children."""
        outlines, pending = self.outlines, [(root, "")]
        while pending:
            element, role = pending.pop()
            children = element.children
            outline = (role, element.name, *element.attributes, None, *[child.name for child in children])
            if outline not in outlines:
                self.judge(element, role)
                outlines.add(outline)
            if element.attributes:
                self.check_attributes(element)
            if element.text or element.name == "name":
                self.check_text(element)
            if children:
                self.push(element, role, pending)

    def push(self, element: SourceElement, role: str, pending: list[tuple[SourceElement, str]]) -> None:
        """Queue the children, the first to be the next."""
        children, name = element.children, element.name
        role = _ROLES.get(name, role)
        pending.extend([(child, role) for child in reversed(children)])
        if name in {"element", "attribute"} and "name" not in element.attributes:
            pending[-1] = (children[0], "names")

    def judge(self, element: SourceElement, role: str) -> None:
        """Check which attributes and children there are: once for each outline."""
        name, attributes, children = element.name, element.attributes, element.children
        is_nameless = name in {"element", "attribute"} and "name" not in attributes
        if is_nameless:
            self.judge_name_class(element)
            role, children = "nameless", children[1:]
        rule = RULES.get(f"{name}/{role}") or RULES.get(name)
        if rule is None:
            raise element.error(f"`{name}` is not an element of RELAX NG", "3")
        self.judge_attributes(element, rule)
        self.judge_children(element, children, rule)

    def judge_name_class(self, element: SourceElement) -> None:
        if not element.children or element.children[0].name not in NAME_CLASSES:
            what = f"`{element.name}` needs an attribute `name`, or `name`, `anyName`, `nsName` or `choice` as its first child"
            raise element.error(what, "3")

    def judge_attributes(self, element: SourceElement, rule: Rule) -> None:
        for attribute in element.attributes:
            if attribute.startswith("{") and not attribute.startswith(f"{{{STRUCTURE}}}"):
                continue
            if attribute not in rule.attributes:
                local = attribute.rpartition("}")[2]
                raise element.error(f"`{element.name}` cannot have an attribute `{local}`", "3")
        for attribute in rule.required:
            if attribute not in element.attributes:
                raise element.error(f"`{element.name}` needs an attribute `{attribute}`", "3")

    def judge_children(self, element: SourceElement, children: list[SourceElement], rule: Rule) -> None:
        name = element.name
        for position, child in enumerate(children):
            if child.name not in rule.children:
                raise child.error(_misplaced(child.name, name), "3")
            if child.name == "except" and position != len(children) - 1:
                raise children[position + 1].error(f"nothing can follow `except` in `{name}`", "3")
        if len(children) < rule.least:
            has_name = len(children) < len(element.children)
            raise element.error(
                f"`{name}` needs {'a pattern after its name' if has_name else 'a child'}", "3"
            )
        if len(children) > rule.most:
            raise children[rule.most].error(f"`{name}` can have only one child here", "3")

    def check_attributes(self, element: SourceElement) -> None:
        attributes = element.attributes
        for key in _TRIMMED:
            if key in attributes and attributes[key] not in self.names:
                attributes[key] = self.trimmed(element, key)
        if "combine" in attributes:
            attributes["combine"] = self.combination(element)
        if "datatypeLibrary" in attributes and attributes["datatypeLibrary"] not in self.libraries:
            self.check_uri(element, "datatypeLibrary", is_absolute=True)
            self.libraries.add(attributes["datatypeLibrary"])
        if "href" in attributes:
            self.check_uri(element, "href", is_absolute=False)

    def trimmed(self, element: SourceElement, key: str) -> str:
        """Give the value of ``name`` or ``type`` without white space around it, if it is right."""
        text = trim(element.attributes[key])
        if key == "name" and element.name in {"element", "attribute"}:
            self.check_qname(element, text)
        elif not self.is_ncname(text):
            raise element.error(f"`{text}` is not a name without colon" if text else f"`{key}` is empty", "3")
        return text

    def combination(self, element: SourceElement) -> str:
        text = trim(element.attributes["combine"])
        if text not in {"choice", "interleave"}:
            raise element.error(f"`combine` must be `choice` or `interleave`, not `{text}`", "3")
        return text

    def is_ncname(self, text: str) -> bool:
        if text in self.names:
            return True
        if not is_ncname(text, fourth_edition=self.fourth_edition):
            return False
        self.names.add(text)
        return True

    def check_qname(self, element: SourceElement, text: str) -> None:
        prefix, colon, local = text.rpartition(":")
        if not self.is_ncname(local) or (colon and not self.is_ncname(prefix)):
            raise element.error(f"`{text}` is not a name" if text else "a name is missing", "3")
        if colon and prefix != "xml" and prefix not in element.context.namespaces:
            raise element.error(f"the prefix `{prefix}` of `{text}` is not declared", "4.10")

    def check_uri(self, element: SourceElement, key: str, *, is_absolute: bool) -> None:
        text = element.attributes[key]
        fault = uri_fault(text, is_absolute=is_absolute)
        if fault:
            raise element.error(f"`{key}`, here `{text}`, {fault}", "4.3" if is_absolute else "4.5")

    def check_text(self, element: SourceElement) -> None:
        """Check the text of ``name``, and of any other element that has some."""
        name = element.name
        if name not in _TEXTUAL:
            if element.text:
                raise element.error(f"text, here `{_shortened(element.text)}`, cannot stand in `{name}`", "3")
            return
        if name == "name":
            element.text = trim(element.text)
            self.check_qname(element, element.text)


def _misplaced(child: str, parent: str) -> str:
    known = child in PATTERNS or child in NAME_CLASSES or f"{child}/names" in RULES or child in RULES
    return f"`{child}` cannot stand in `{parent}`" if known else f"`{child}` is not an element of RELAX NG"


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 30 else f"{words[:29]}…"
