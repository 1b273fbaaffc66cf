"""The schema as a manual of encoding: one HTML page that needs nothing else.

In: a ``Schema``. Out: bytes. Every element with the customization's own words about it, its attributes
and their values, what may stand in it and where it may stand, examples, a remark, its rules. What many
elements have (attribute classes) stands once, and is linked. No script, no request, readable at 360 px.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree

from tei.odd.content import (
    Alternate,
    AnyElement,
    Content,
    Data,
    DataRef,
    ElementRef,
    Empty,
    Repeat,
    Sequence,
    Text,
    Value,
    Values,
    children,
    element_refs,
    is_mixed,
    walk,
)
from tei.odd.html import Prose, append, example, node
from tei.odd.licence import SOURCE
from tei.odd.manual_style import STYLE
from tei.odd.manual_words import DATATYPES, USAGE, VALUES
from tei.odd.prose import fragment
from tei.odd.schema import Attribute, Constraint, Element, Schema
from tei.odd.source import Xml

# A model is spelled out when it names at most this many elements; of a longer one the names are listed.
_READABLE = 24


def manual(schema: Schema) -> bytes:
    """Write ``schema`` as one HTML page, UTF-8."""
    page = _Page(schema)
    html = node("html", page.head(), page.body(), lang=schema.language)
    return etree.tostring(html, method="html", encoding="UTF-8", doctype="<!DOCTYPE html>") + b"\n"


class _Page:
    """One schema's manual: knows what stands in what, and which attributes are shared."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._prose = Prose(schema.elements)
        self._parents = _parents(schema.elements.values())
        self._modules = _by_module(schema.elements.values())
        self._shared = _shared(schema)

    def head(self) -> Xml:
        return node(
            "head",
            node("meta", charset="utf-8"),
            node("meta", name="viewport", content="width=device-width, initial-scale=1"),
            node("title", self._title),
            node("style", STYLE),
        )

    def body(self) -> Xml:
        return node(
            "body",
            node("a", "Skip to the manual", href="#manual", class_="skip"),
            self._banner(),
            self._contents(),
            node("main", *self._sections(), id="manual"),
            node("footer", node("p", SOURCE.format(version=self._schema.source_version))),
        )

    @property
    def _title(self) -> str:
        return self._schema.title or self._schema.ident

    def _banner(self) -> Xml:
        banner = node("header", node("h1", self._title))
        if self._schema.subtitle:
            banner.append(node("p", self._schema.subtitle, class_="lead"))
        if self._schema.words.description:
            banner.append(self._prose.into(node("p"), self._schema.words.description))
        return banner

    def _contents(self) -> Xml:
        nav = node("nav", node("h2", "Elements by module"), aria_label="Elements by module")
        for module, elements in self._modules.items():
            nav.append(node("p", node("a", f"Module {module}", href=f"#module.{module}")))
            nav.append(self._names(one.ident for one in elements))
        if self._shared:
            nav.append(node("p", node("a", "Shared attributes", href="#shared")))
        return nav

    def _sections(self) -> Iterator[Xml]:
        for part in self._schema.prose:
            section = node("section")
            self._prose.whole(section, part)
            yield section
        for module, elements in self._modules.items():
            heading = node("h2", f"Module {module}", id=f"module.{module}")
            yield node("section", heading, *map(self._element, elements))
        if self._shared:
            yield node(
                "section", node("h2", "Shared attributes", id="shared"), *map(self._class, self._shared)
            )

    def _element(self, element: Element) -> Xml:
        heading = node("h3", node("a", element.tag, href=f"#{element.ident}"), id=element.ident)
        if element.words.gloss:
            heading.append(node("span", element.words.gloss, class_="gloss"))
            heading[0].tail = " "
        article = node("article", heading)
        if element.words.description:
            article.append(self._prose.into(node("p"), element.words.description))
        facts = node("dl", class_="facts")
        for label, content in self._facts(element):
            facts.append(node("dt", label))
            facts.append(node("dd", *content))
        article.append(facts)
        return article

    def _facts(self, element: Element) -> Iterator[tuple[str, list[Xml]]]:
        attributes = list(self._attributes(element))
        if attributes:
            yield "Attributes", attributes
        yield "May contain", list(self._content(element.content))
        yield "May stand in", [self._parents_of(element)]
        if element.words.examples:
            label = "Example" if len(element.words.examples) == 1 else "Examples"
            yield label, [example(fragment(one)) for one in element.words.examples]
        rules = [one for one in self._schema.constraints if one.owner == element.ident and one.description]
        if rules:
            yield "Rules", [self._rules(rules)]
        if element.words.remarks:
            yield "Remark", [self._prose.into(node("div"), one) for one in element.words.remarks]

    def _rules(self, rules: list[Constraint]) -> Xml:
        return node("ul", *(self._prose.into(node("li"), one.description) for one in rules))

    def _attributes(self, element: Element) -> Iterator[Xml]:
        """The attributes of the element's own in full, those of whole classes as links."""
        there = set(element.attributes)
        whole = {ident for ident in self._shared if there.issuperset(self._schema.attribute_classes[ident])}
        own = [one for one in element.attributes if one.declared_in not in whole]
        if own:
            yield self._list(own)
        links = [one for one in element.attributes if one.declared_in in whole]
        if links:
            yield _joined(
                node("a", f"@{one.qualified_name}", href=f"#{one.declared_in}.{one.qualified_name}")
                for one in links
            )

    def _parents_of(self, element: Element) -> Xml:
        if element.ident in self._schema.start:
            return node("p", "the file: it is the root")
        parents = self._parents.get(element.ident, [])
        return self._names(parents) if parents else node("p", "nothing in this schema")

    def _names(self, idents: Iterable[str]) -> Xml:
        tags = sorted(((ident, self._schema.elements[ident].tag) for ident in idents), key=_spelling)
        return _joined(node("a", name, href=f"#{ident}") for ident, name in tags)

    def _class(self, ident: str) -> Xml:
        heading = node("h3", node("a", ident, href=f"#{ident}"), id=ident)
        return node("article", heading, self._list(self._schema.attribute_classes[ident], ident))

    def _list(self, attributes: Iterable[Attribute], ident: str = "") -> Xml:
        entries = node("dl")
        for one in attributes:
            term = node("dt", node("code", f"@{one.qualified_name}"), " ")
            term.append(node("span", USAGE[one.usage], class_="usage"))
            if ident:
                term.set("id", f"{ident}.{one.qualified_name}")
            entries.append(term)
            entries.append(self._attribute(one))
        return entries

    def _attribute(self, attribute: Attribute) -> Xml:
        entry = node("dd")
        if attribute.words.description:
            entry.append(self._prose.into(node("p"), attribute.words.description))
        entry.append(node("p", _kind(attribute), class_="usage"))
        if attribute.values:
            entry.append(self._values(attribute.values))
        for remark in attribute.words.remarks:
            self._prose.into(entry, remark)
        return entry

    def _values(self, values: Iterable[Value]) -> Xml:
        listed = node("dl")
        for value in values:
            listed.append(node("dt", node("code", value.text)))
            listed.append(self._prose.into(node("dd"), value.description))
        return listed

    def _content(self, content: Content) -> Iterator[Xml]:
        """Say what may stand in an element: the model, or where it is long the names in it."""
        names = element_refs(content)
        if not names:
            yield node("p", _typed(content))
        elif sum(isinstance(part, ElementRef) for part in walk(content)) <= _READABLE:
            model = node("p", class_="names")
            self._model(model, content)
            yield model
        else:
            yield node(
                "p", "text and" if is_mixed(content) else "these elements, whose order the schema checks"
            )
            yield self._names(names)

    def _model(self, parent: Xml, content: Content) -> None:
        """Write ``content`` as it is written in grammars: commas, bars, signs of repetition."""
        match content:
            case ElementRef(ident):
                append(parent, node("a", self._schema.elements[ident].tag, href=f"#{ident}"))
            case Sequence(items):
                self._joined_model(parent, items, ", ")
            case Alternate(items):
                self._joined_model(parent, items, " | ")
            case Repeat(item, least, most):
                self._model(parent, item)
                append(parent, _times(least, most))
            case _:
                append(parent, _typed(content))

    def _joined_model(self, parent: Xml, items: tuple[Content, ...], separator: str) -> None:
        append(parent, "( ")
        for count, item in enumerate(items):
            append(parent, separator if count else "")
            self._model(parent, item)
        append(parent, " )")


def _spelling(named: tuple[str, str]) -> str:
    return named[1].casefold()


def _joined(links: Iterable[Xml]) -> Xml:
    line = node("p", class_="names")
    for link in links:
        append(line, " " if len(line) else "")
        line.append(link)
    return line


def _times(least: int, most: int | None) -> str:
    signs = {(0, 1): "?", (0, None): "*", (1, None): "+"}
    return signs.get((least, most), f"{{{least},{'' if most is None else most}}}")


def _kind(attribute: Attribute) -> str:
    """Say in a few words what the value is, and how many values there may be."""
    kind = _typed(attribute.datatype)
    if attribute.values:
        label = VALUES[attribute.openness]
        kind = label if attribute.is_closed else f"{kind}. {label}"
    if not attribute.is_list:
        return f"{kind}:" if attribute.values else kind
    several = "several" if attribute.most is None else f"up to {attribute.most}"
    return f"{kind}, {several} with spaces between{':' if attribute.values else ''}"


def _typed(content: Content) -> str:
    """Say in plain words what content without elements may be."""
    match content:
        case Empty():
            return "nothing"
        case Text():
            return "text"
        case AnyElement():
            return "any element"
        case Data(name) | DataRef(name):
            return DATATYPES.get(name, name)
        case Values(items):
            return " or ".join(item.text for item in items)
    return " or ".join(dict.fromkeys(_typed(part) for part in children(content)))


def _parents(elements: Iterable[Element]) -> dict[str, list[str]]:
    """List for each element in which others it may stand."""
    parents: dict[str, list[str]] = {}
    for element in elements:
        for ident in element_refs(element.content):
            parents.setdefault(ident, []).append(element.ident)
    return parents


def _by_module(elements: Iterable[Element]) -> dict[str, list[Element]]:
    """Group the elements by module, each group by name."""
    modules: dict[str, list[Element]] = {}
    for element in elements:
        modules.setdefault(element.module, []).append(element)
    return {module: sorted(group, key=lambda one: one.tag.casefold()) for module, group in modules.items()}


def _shared(schema: Schema) -> list[str]:
    """List the attribute classes that several elements have unchanged."""
    counts: Counter[str] = Counter()
    for element in schema.elements.values():
        there = set(element.attributes)
        declared = dict.fromkeys(one.declared_in for one in element.attributes if one.declared_in)
        counts.update(ident for ident in declared if there.issuperset(schema.attribute_classes[ident]))
    return [ident for ident in schema.attribute_classes if counts[ident] > 1]
