"""The bytes of a page to its tree: decoded as browsers do, parsed as they do, whatever state the mark-up is in.

The encoding is that of the byte order mark, else the one that the page declares, else UTF-8 when the bytes are, else
Windows-1252. A page that declares ISO-8859-1 is read as Windows-1252 (WHATWG Encoding, clause 4.2), and as UTF-8
when it is UTF-8 beyond doubt. Nothing is fetched, no entity of the page's own is expanded.
"""

import codecs
import re

from lxml import etree

from tei.diagnostics import Diagnostic, Span
from tei.errors import InputError
from tei.readers.chunks.decoding import EncodingAssumed, EncodingMisdeclared, decode_marked, without_controls

_LOOKED_AT = 4096
_SPARSE = 200  # characters to a tag
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
_LATIN = {"iso8859-1", "ascii", "cp1252"}
# What browsers know; Python has more codecs, some of which are none for texts.
_KNOWN = re.compile(
    r"utf-8|utf_8|utf-16|iso8859-\d+|cp\d+|koi8-[ru]|mac-\w+|gb\w+|big5\w*|euc_\w+|shift_jis\w*"
)
# References to the characters that Windows-1252 has where ISO-8859-1 has none (HTML, clause 13.2.5.80).
# References to characters that XML cannot carry; HTML has none of them either.
_CONTROL = re.compile(
    r"&#(?:x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef])|0*(?:[0-8]|11|12|1[4-9]|2\d|3[01]))(?:;|(?![\da-f]))",
    re.IGNORECASE,
)
_WINDOWS = re.compile(r"&#(1[2-5]\d|[xX][89][0-9a-fA-F])(?:;|(?![\da-fA-F]))")
_XHTML = re.compile(r"\s*(?:<\?xml|<!doctype[^>]+xhtml|<html[^>]+www\.w3\.org/1999/xhtml)", re.IGNORECASE)
_EMPTY = re.compile(
    r"<(?:a|p|div|span|td|th|i|b|em|title|script|style|textarea|iframe)\b[^<>]*/>", re.IGNORECASE
)
_DOCUMENT_TYPE = re.compile(r"<!DOCTYPE[^\[>]*>\s*", re.IGNORECASE)
_IS_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    r"</?(?:p|br|div|h[1-6]|span|a|b|i|em|strong|table|td|ul|ol|li|blockquote|font|center)\b[^<>]*>",
    re.IGNORECASE,
)


def is_page(data: bytes) -> float:
    """How sure it is that ``data`` is a page, from 0 to 1."""
    encoding = "utf-16" if data[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE} else "utf-8"
    text = data[:_LOOKED_AT].decode(encoding, "replace").removeprefix("\ufeff")
    if _IS_PAGE.match(text):
        return 1.0
    tags = 0 if text.lstrip().startswith("<?xml") else len(_TAG.findall(text))
    if not tags:
        return 0.0
    if text.lstrip().startswith("<"):
        return 0.95 if tags > 1 else 0.5
    return 0.6 if tags >= len(text) / _SPARSE else 0.1


def parse_page(data: bytes, file: str) -> tuple[etree._Element, list[str], list[Diagnostic]]:
    """The root of the page, its lines, and what is to be said of it; InputError for what is no page."""
    text, findings = _decoded(data, file)
    text, controls = without_controls(text.replace("\r\n", "\n").replace("\r", "\n"), file)
    root = _as_xml(text) if _XHTML.match(text) and _EMPTY.search(text) else None
    if root is None:
        root = _as_html(text, file)
    return root, text.split("\n"), [*findings, *controls]


def _as_html(text: str, file: str) -> etree._Element:
    text = _WINDOWS.sub(_windows, text) if "&#" in text else text
    text = _CONTROL.sub(" ", text) if "&#" in text else text
    # The tree is built by the rules of HTML, from characters that are known: what the page declares is past.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise InputError(f"{file} is empty; a page has at least one line of text")
    return root


def _as_xml(text: str) -> etree._Element | None:
    """The root of a page that is XML: only there may an element without content be closed by its own tag."""
    if "<!ENTITY" in text:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True)
    bare = _DOCUMENT_TYPE.sub(lambda match: "\n" * match.group().count("\n"), text.lstrip(), count=1)
    try:
        return etree.fromstring(re.sub(r"^<\?xml[^>]*\?>", "", bare).encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        return None


def _windows(match: re.Match[str]) -> str:
    number = match[1]
    code = int(number[1:], 16) if number[0] in "xX" else int(number)
    if not 0x80 <= code <= 0x9F:
        return match.group()
    return bytes([code]).decode("cp1252", "ignore") or f"&#{code};"


def _decoded(data: bytes, file: str) -> tuple[str, list[Diagnostic]]:
    if not data.strip():
        raise InputError(f"{file} is empty; a page has at least one line of text")
    marked = decode_marked(data, file)
    if marked is not None:
        return marked
    if b"\0" in data:
        raise InputError(f"{file} is not a page; give a page as text with tags")
    declared = _declared(data)
    encoding = _codec(declared)
    is_utf8 = _is_utf8(data)
    if encoding == "utf-8" or encoding is None or encoding in _LATIN:
        encoding = "utf-8" if is_utf8 else "cp1252"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        encoding = "utf-8" if is_utf8 else "cp1252"
        text = data.decode(encoding, "replace")
    return text, list(_said(data, file, declared, encoding))


def _said(data: bytes, file: str, declared: str | None, used: str) -> "list[Diagnostic]":
    if data.isascii():
        return []
    if declared is None:
        return [EncodingAssumed.at(Span(file))] if used == "cp1252" else []
    stated = _codec(declared)
    if stated == used or (stated in _LATIN and used == "cp1252"):
        return []
    return [
        EncodingMisdeclared.at(
            Span(file), declared=declared, used={"cp1252": "Windows-1252"}.get(used, used.upper())
        )
    ]


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_LOOKED_AT])
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def _codec(label: str | None) -> str | None:
    """The name that Python has for an encoding; None for one that no browser knows."""
    try:
        name = codecs.lookup(label).name if label else None
    except (LookupError, ValueError):
        return None
    return name if name and _KNOWN.fullmatch(name) and name != "utf-16" else None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def name_of(element: etree._Element) -> str:
    """The name of ``element`` in small letters, without a namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def names_of(element: etree._Element) -> tuple[str, ...]:
    """The names by which links lead to ``element``."""
    found = element.get("id"), element.get("name") if name_of(element) == "a" else None
    return tuple(dict.fromkeys(name for name in found if name))
