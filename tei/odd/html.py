"""The customization's words as HTML: the TEI elements an ODD is written with, and examples.

In: serialised TEI. Out: HTML elements. What has no HTML of its own becomes its content, so that a word
is never lost.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from textwrap import dedent

from lxml import etree

from tei.odd.prose import fragment
from tei.odd.source import Xml, local_name

# TEI element -> HTML element.
_BLOCKS: Mapping[str, str] = {
    "p": "p",
    "ab": "p",
    "list": "ul",
    "item": "li",
    "quote": "blockquote",
    "table": "table",
    "row": "tr",
    "cell": "td",
    "lb": "br",
}
_PHRASES: Mapping[str, str] = {
    "emph": "em",
    "hi": "em",
    "foreign": "i",
    "term": "dfn",
    "title": "cite",
    "code": "code",
    "ident": "code",
    "tag": "code",
    "val": "code",
}
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_QUOTED = {"q", "soCalled", "mentioned"}


def node(name: str, /, *content: "str | Xml", **attributes: str) -> Xml:
    """Make the HTML element ``name``; ``class_`` and the like lose their underscore, ``aria_label`` gets a hyphen."""
    made = etree.Element(
        name, {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    )
    for part in content:
        append(made, part)
    return made


def append(parent: Xml, part: "str | Xml") -> None:
    """Add text or an element at the end of ``parent``."""
    if not isinstance(part, str):
        parent.append(part)
    elif len(parent):
        parent[-1].tail = (parent[-1].tail or "") + part
    else:
        parent.text = (parent.text or "") + part


@dataclass(frozen=True, slots=True)
class Prose:
    """Renders TEI prose; names of ``elements`` become links, headings begin at ``level``."""

    elements: Collection[str]
    level: int = 2

    def into(self, parent: Xml, markup: str) -> Xml:
        """Add the content of the serialised element ``markup`` to ``parent``."""
        if markup:
            self._content(parent, fragment(markup), self.level)
        return parent

    def whole(self, parent: Xml, markup: str) -> None:
        """Add the serialised element ``markup`` itself to ``parent``."""
        self._element(parent, fragment(markup), self.level)

    def _content(self, parent: Xml, source: Xml, level: int) -> None:
        _say(parent, source.text)
        for child in source:
            self._element(parent, child, level)
            _say(parent, child.tail)

    def _element(self, parent: Xml, source: Xml, level: int) -> None:
        name = local_name(source)
        if name == "egXML":
            parent.append(example(source))
        elif name in _QUOTED:
            append(parent, "“")
            self._content(parent, source, level)
            append(parent, "”")
        else:
            made = self._made(source, name, level)
            if made is not None:
                parent.append(made)
            inner = made if made is not None else parent
            self._content(inner, source, level + (name == "div"))

    def _made(self, source: Xml, name: str, level: int) -> Xml | None:
        """The HTML element for ``source``, still empty; None when there is none."""
        match name:
            case "div":
                return self._section(source)
            case "head":
                return node(f"h{min(level, 6)}")
            case "gi":
                return self._named(source)
            case "att":
                return node("code", "@")
            case "ref" if re.match(r"https?:|#", source.get("target", "")):
                return node("a", href=source.get("target", ""))
        html = "ol" if source.get("rend") == "numbered" else _BLOCKS.get(name) or _PHRASES.get(name)
        return node(html) if html else None

    def _section(self, source: Xml) -> Xml:
        ident = source.get(XML_ID)
        return node("section", id=ident) if ident and ident not in self.elements else node("section")

    def _named(self, source: Xml) -> Xml:
        ident = "".join(source.itertext()).strip()
        return node("a", href=f"#{ident}", class_="gi") if ident in self.elements else node("code")


def example(source: Xml) -> Xml:
    """Show the content of an ``egXML`` as text, without namespaces, its common indent taken away."""
    bare = etree.fromstring(
        re.sub(r' xmlns="[^"]*"', "", etree.tostring(source, encoding="unicode", with_tail=False))
    )
    parts = [bare.text or "", *(etree.tostring(child, encoding="unicode") for child in bare)]
    return node("pre", node("code", dedent("".join(parts).strip("\n")).rstrip()))


def _say(parent: Xml, words: str | None) -> None:
    if words:
        append(parent, re.sub(r"\s+", " ", words))
