"""A RELAX NG grammar read as languages: for each element its content and its attributes."""

from dataclasses import dataclass, field

from lxml import etree

from tests.odd.languages import EMPTY, NEVER, choice, group, is_nullable, many, star, transitions

RNG = "{http://relaxng.org/ns/structure/1.0}"


@dataclass
class Declared:
    """An element of a grammar: its content, its attributes, the choices between them."""

    content: tuple
    attributes: dict = field(default_factory=dict)
    choices: set = field(default_factory=set)


class Grammar:
    """Reads a RELAX NG grammar of the kind ODD compilers write."""

    def __init__(self, root):
        self.defines = {node.get("name"): node for node in root.iter(RNG + "define")}
        self.memory = {}
        self.start = self.pattern(root.find(RNG + "start"))
        self.elements = {}
        for node in root.iter(RNG + "element"):
            if node.get("name"):
                self.elements[name_of(node)] = self.element(node)

    def element(self, node):
        declared = Declared(self.group(node))
        self.attributes(node, declared, is_required=True)
        return declared

    def group(self, node):
        pattern = EMPTY
        for child in reversed([child for child in node if child.tag in PATTERNS]):
            pattern = group(self.pattern(child), pattern)
        return pattern

    def pattern(self, node):
        """Read ``node``, without its attributes."""
        kind = node.tag.removeprefix(RNG)
        match kind:
            case "ref":
                return self.named(node.get("name"))
            case "choice":
                return choice(self.pattern(child) for child in node if child.tag in PATTERNS)
            case "optional":
                return choice([EMPTY, self.group(node)])
            case "zeroOrMore":
                return star(self.group(node))
            case "oneOrMore":
                return many(self.group(node))
        return leaf(kind, node) if kind in LEAVES else self.group(node)

    def named(self, name):
        if name not in self.memory:
            self.memory[name] = self.group(self.defines[name])
        return self.memory[name]

    def attributes(self, node, declared, *, is_required):
        for child in node:
            kind = str(child.tag).removeprefix(RNG)
            if kind == "attribute":
                key = f"{child.get('ns') or ''} {child.get('name')}".replace(
                    "http://www.w3.org/XML/1998/namespace ", "xml:"
                )
                declared.attributes[key.strip()] = (is_required, self.values(child))
            elif kind == "ref" and self.defines[child.get("name")].find(RNG + "element") is None:
                self.attributes(self.defines[child.get("name")], declared, is_required=is_required)
            elif kind == "choice" and any(True for _ in child.iter(RNG + "attribute")):
                declared.choices.add(frozenset(self.alternative(option, declared) for option in child))
            elif kind in {"optional", "group"}:
                self.attributes(child, declared, is_required=is_required and kind == "group")

    def alternative(self, node, declared):
        inner = Declared(EMPTY)
        shell = etree.Element("shell")
        shell.append(etree.fromstring(etree.tostring(node)))
        self.attributes(shell, inner, is_required=True)
        declared.attributes |= {name: (False, values) for name, (_, values) in inner.attributes.items()}
        return frozenset((name, is_required) for name, (is_required, _) in inner.attributes.items())

    def values(self, attribute):
        """Whether the value is a list, and the language of it; an empty attribute is text."""
        listed = attribute.find(RNG + "list")
        language = self.group(attribute if listed is None else listed)
        is_free = not any(child.tag in PATTERNS for child in attribute)
        language = ("symbol", "#text") if is_free else language
        return is_list(listed, language), language


def leaf(kind, node):
    """Read what holds no pattern that is of interest here."""
    facets = sorted(f" {facet.get('name')}={facet.text}" for facet in node) if kind == "data" else []
    symbols = {
        "element": name_of(node) or wildcard(node),
        "text": "#text",
        "value": f"value {node.text or ''}",
        "data": f"data {node.get('type')}{''.join(facets)}",
    }
    constants = {"empty": EMPTY, "attribute": EMPTY, "notAllowed": NEVER}
    return constants.get(kind) or ("symbol", symbols[kind])


def is_list(listed, language):
    """An optional datum is the list of at most one."""
    return listed is not None or (is_nullable(language) and "#text" not in transitions(language))


def name_of(node):
    """The name of an element, with its namespace where that is not the grammar's."""
    return f"{node.get('ns')} {node.get('name')}" if node.get("ns") else node.get("name")


def wildcard(node):
    """The name class of an element of many names, in one canonical line."""
    inner = " ".join(wildcard(child) for child in node if child.tag in NAME_CLASSES)
    attributes = [*sorted(node.attrib.values()), (node.text or "").strip()]
    return f"{node.tag.removeprefix(RNG)}({' '.join(filter(None, [*attributes, inner]))})"


NAME_CLASSES = {RNG + name for name in ("anyName", "nsName", "name", "except", "choice")}
LEAVES = {"element", "text", "value", "data", "empty", "attribute", "notAllowed"}
COMPOSITES = {"ref", "choice", "optional", "zeroOrMore", "oneOrMore", "group", "list"}
PATTERNS = {RNG + name for name in LEAVES | COMPOSITES}
