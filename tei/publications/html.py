"""A TEI document as one page of HTML.

In comes a :class:`~tei.document.parse.Document`, out comes ``{"index.html": bytes}``: one file that can be read,
printed, mailed and deposited without a second one. The style sheet therefore stands in the page, and so does the
policy that lets a browser run that style and nothing else: no script, no frame, no request to another host.
Pictures are the exception; they lie beside the page at the addresses that the TEI gives them.

What the page looks like is decided in ``html.xsl`` and its parts in ``html/``, its words in ``interface/``.
"""

from base64 import b64encode
from collections.abc import Callable
from functools import cache
from pathlib import Path

from lxml import etree

from tei.document.namespaces import NS, XML_LANG
from tei.document.parse import Document
from tei.errors import InputError
from tei.publications import attributes
from tei.publications.interface import NAMESPACE, Interface, interface
from tei.publications.xslt import Function, Transformation

_PARTS = (
    "attributes", "page", "structure", "contents", "blocks", "lists", "letters", "verse", "inlines",
    "transcription", "notes", "readings", "colophon", "citation", "registers", "signs",
)  # fmt: skip
_STYLES = ("edition.css", "print.css")


def publish(document: Document) -> dict[str, bytes]:
    """Make the page of a document whose root is ``TEI``; the same document gives the same bytes."""
    if etree.QName(document.root).localname != "TEI":
        raise InputError(f"{document.file}: a corpus is published one `TEI` at a time")
    style = _style() + _running_heads(document.root)
    page = _transformation(interface(document.root.get(XML_LANG)).language)(
        document.tree, style=style, policy=_policy(style)
    )
    return {"index.html": etree.tostring(page, method="html", encoding="utf-8", doctype="<!DOCTYPE html>")}


@cache
def _transformation(language: str) -> Transformation:
    return Transformation("html.xsl", _read, _functions(interface(language)))


def _read(name: str) -> bytes:
    if name not in ("html.xsl", *(f"html/{part}.xsl" for part in _PARTS)):
        raise KeyError(name)
    return _resource(name)


def _resource(name: str) -> bytes:
    return Path(__file__).parent.joinpath(*name.split("/")).read_bytes()


def _functions(words: Interface) -> dict[tuple[str, str], Function]:
    """What the stylesheet may call: strings in, a string out."""
    offered: dict[str, Callable[..., str]] = {
        "word": words.word,
        "term": words.term,
        "date": words.date,
        "language": lambda: words.language,
        "link": attributes.link,
        "picture": attributes.picture,
        "rendition": attributes.rendition,
        "direction": attributes.direction,
    }
    return {(NAMESPACE, name): _on_strings(function) for name, function in offered.items()}


def _on_strings(function: Callable[..., str]) -> Function:
    """Let XPath call ``function``: node-sets become the string of their first node, as XPath 1.0 has it."""

    def called(_context: object, *arguments: object) -> str:
        return function(*map(_string, arguments))

    return called


def _string(value: object) -> str:
    if not isinstance(value, list):
        return format(value, "g") if isinstance(value, float) else str(value)
    first = value[0] if value else ""
    return str(first) if isinstance(first, str) else str(first.xpath("string()"))


@cache
def _style() -> str:
    return "".join(_resource(f"html/{name}").decode("utf-8") for name in _STYLES)


def _running_heads(root: etree._Element) -> str:
    """Author and title over the pages of a print, where the browser knows margin boxes."""
    title = _line(root, "tei:title[@type='main' or not(@type)]")
    left = _line(root, "tei:author") or title
    heads = {":left": _css_string(left), ":right": _css_string(title), ":first": "none"}
    return "".join(f"@page {side} {{ @top-center {{ content: {text}; }} }}\n" for side, text in heads.items())


def _line(root: etree._Element, name: str) -> str:
    found = root.xpath(f"tei:teiHeader/tei:fileDesc/tei:titleStmt/{name}[1]", namespaces=NS)
    return " ".join(str(found[0].xpath("string()")).split()) if found else ""


def _css_string(text: str) -> str:
    """Write a string for CSS in which nothing can end the string or the ``style`` element."""
    return '"' + "".join(c if c.isalnum() or c in " .,;:!?’“”–—" else f"\\{ord(c):x} " for c in text) + '"'


def _policy(style: str) -> str:
    import hashlib  # noqa: PLC0415 -- brings OpenSSL, which no other command needs

    digest = b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src 'self' file: data:; base-uri 'none'; form-action 'none'"
