"""Lines of Markdown: words and what is marked in them, escaped so that it is read as it is meant.

In come nodes (words, with a newline for a line break, and spans), out comes a line of Markdown, or of HTML where
Markdown is not read. A span is written with the signs of Markdown where they are sure to be read as such (CommonMark
0.31, clause 6.2: blank or punctuation outside them, none but a letter, a digit or punctuation inside), else as the
element of HTML.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import NamedTuple, Union
from unicodedata import category

DOUBLE = '"'
Node = Union[str, "Span"]

_SIGNS = re.compile(r"[\\`*_\[\]<~|]|&(?=#?\w+;)")
_AT_START = re.compile(r"[#>+=:-]|\d{1,9}(?=[.)](?:\s|$))")
_PLAIN_ADDRESS = re.compile(r"[^\s()<>\\&\x00-\x20\x7f]+")

# How a look is written: the sign of Markdown, or none, and the element of HTML.
_LOOKS = {
    "italic": ("_", "em"), "bold": ("**", "strong"), "strikethrough": ("~~", "del"), "underline": ("", "u"),
    "superscript": ("", "sup"), "subscript": ("", "sub"), "sup": ("", "sup"), "sub": ("", "sub"),
    "code": ("", "code"),
    "small-caps": ("", "span small-caps"), "letter-spaced": ("", "span letter-spaced"),
}  # fmt: skip


class Span(NamedTuple):
    """Nodes that are marked: by a sign or an element, as a link, as a picture; or a reference to a note."""

    nodes: list["Node"]
    mark: str = ""
    tag: str = ""
    address: str | None = None
    note: str = ""
    is_picture: bool = False
    title: str = ""

    @property
    def is_note(self) -> bool:
        return bool(self.note) or any(isinstance(node, Span) and node.is_note for node in self.nodes)


def plain(nodes: list[Node]) -> str:
    """The words of ``nodes``."""
    return "".join(node if isinstance(node, str) else plain(node.nodes) or node.note for node in nodes)


def looked(looks: Iterable[str], nodes: list[Node]) -> list[Node]:
    """``nodes`` as they look by the names in ``hi/@rend``."""
    for look in looks:
        mark, tag = _LOOKS.get(look, ("", ""))
        if mark or tag:
            nodes = [Span(nodes, mark=mark, tag=tag)]
    return nodes


def leads_within(nodes: list[Node]) -> bool:
    """Whether all words of ``nodes`` are those of links to the same text."""
    words = [node for node in nodes if not isinstance(node, str) or any(map(str.isalnum, node))]
    return bool(words) and all(
        isinstance(node, Span)
        and (leads_within(node.nodes) if node.address is None else node.address.startswith("#"))
        for node in words
    )


def escaped(words: str, signs: str = "") -> str:
    """``words`` as Markdown reads them back; ``signs`` are further characters that would be read as mark-up."""
    written = _SIGNS.sub(r"\\\g<0>", words).replace("\t", "&#9;")
    for one in signs:
        written = written.replace(one, f"\\{one}")
    return written


def edged(written: str) -> str:
    """``written``, a block, with what would be lost or misread at the beginning of its lines and at its end escaped."""
    lines = [_begun(line) for line in written.split("\n")]
    whole = "\n".join(lines)
    inside = whole.strip()
    before, after = whole[: whole.find(inside)], whole[whole.find(inside) + len(inside) :]
    return f"{_named(before)}{inside}{_named(after)}" if inside else _named(whole)


def _begun(line: str) -> str:
    match = _AT_START.match(line)
    if match is None:
        return line
    # A number is followed by its stop, which is what is escaped; "-1" and ":-)" lose nothing by a backslash.
    return f"{match[0]}\\{line[match.end() :]}" if match[0].isdigit() else f"\\{line}"


def _named(blanks: str) -> str:
    """Blanks at an edge by their names; those of the layout are none."""
    return "".join(f"&#{ord(one)};" for one in blanks if one not in " \t\r\n")


def as_markdown(nodes: list[Node], *, breaks: str = "\\\n", signs: str = "") -> str:
    """The line of Markdown for ``nodes``."""
    return _Line(breaks, signs).of(nodes, "", "", frozenset())


def as_html(nodes: list[Node]) -> str:
    """The same as HTML, for a block in which Markdown is not read."""
    return "".join(escape(node, quote=False) if isinstance(node, str) else _element(node) for node in nodes)


def _element(span: Span) -> str:
    inner = as_html(span.nodes)
    if span.is_picture:
        return f'<img src="{escape(span.address or "")}" alt="{escape(plain(span.nodes))}">'
    if span.address is not None:
        return f'<a href="{escape(span.address)}">{inner}</a>'
    return _tagged(span.tag, inner)


def _tagged(tag: str, inner: str) -> str:
    element, _, kind = tag.partition(" ")
    opening = f'<{element} class="{kind}">' if kind else f"<{element}>"
    return f"{opening}{inner}</{element}>"


class _Line:
    """Writes one line; ``breaks`` is what a line break becomes."""

    def __init__(self, breaks: str, signs: str) -> None:
        self._breaks, self._signs = breaks, signs

    def of(self, nodes: list[Node], before: str, after: str, within: frozenset[str]) -> str:
        """``nodes`` between the characters ``before`` and ``after``; ``within`` are the signs around them."""
        written = ""
        for number, node in enumerate(nodes):
            following = nodes[number + 1] if number + 1 < len(nodes) else None
            if isinstance(node, str):
                written += self._words(node, following, nodes[number - 1] if number else None)
            else:
                last = written[-1:] or before
                written += self._span(node, last, _beginning(following, after), within)
        return written

    def _words(self, words: str, following: Node | None, last: Node | None) -> str:
        written = self._breaks.join(escaped(line, self._signs) for line in words.split("\n"))
        if isinstance(last, Span) and last.note and written.startswith((":", "(")):
            written = f"\\{written}"  # "[^1]: …" defines a note, "[^1](…)" might be a link
        if isinstance(following, Span) and written.endswith(("!", "^")):
            written = f"{written[:-1]}\\{written[-1]}"  # "![…](…)" is a picture, "^[…]" a note
        return written

    def _span(self, span: Span, before: str, after: str, within: frozenset[str]) -> str:
        if span.note:
            return f"[^{span.note}]"
        if span.is_picture or span.address is not None:
            if "[" in within:
                return self.of(span.nodes, before, after, within)
            inner = self.of(span.nodes, "[", "]", within | {"["})
            title = f' "{escaped(span.title, DOUBLE)}"'.replace("\n", "<br>") if span.title else ""
            return f"{'!' if span.is_picture else ''}[{inner}]({_address(span.address or '')}{title})"
        mark = span.mark
        if mark and mark not in within and self._is_sure(mark, span, before, after):
            inner = self.of(span.nodes, mark[0], mark[0], within | {mark})
            return f"{mark}{inner}{mark}"
        return _tagged(span.tag, self.of(span.nodes, ">", "<", within))

    @staticmethod
    def _is_sure(mark: str, span: Span, before: str, after: str) -> bool:
        words = plain(span.nodes)
        ends = _first(span.nodes), _first(span.nodes[::-1], at=-1)
        return (
            _parts(before)
            and _parts(after)
            and mark[0] not in before + after
            and bool(words)
            and all(one.isalnum() or category(one)[0] == "P" for one in ends if one)
            and all(ends)
            and mark[0] not in "".join(ends)
        )


def _parts(character: str) -> bool:
    """Whether ``character``, or the edge of a line, parts words."""
    return not character or character.isspace() or category(character)[0] == "P"


def _first(nodes: list[Node], at: int = 0) -> str:
    """The first character of ``nodes`` as they are written, or the last of a list turned round; a sign where a span begins."""
    if not nodes:
        return ""
    node = nodes[0]
    if isinstance(node, str):
        return node[at] if node else _first(nodes[1:], at)
    return node.mark[:1] or ("[" if node.note or node.address is not None else "(")


def _beginning(node: Node | None, after: str) -> str:
    """The character that follows: that of the next node, or the one behind them all."""
    if node is None:
        return after
    if isinstance(node, str):
        return node[:1] or after
    return node.mark[:1] or "["


def _address(address: str) -> str:
    if _PLAIN_ADDRESS.fullmatch(address):
        return escaped(address)
    inner = re.sub(r"[\\<>&]", r"\\\g<0>", address)
    return f"<{re.sub(chr(10), '%0A', inner)}>"


def indented(marker: str, blocks: list[str], width: int | None = None) -> str:
    """``blocks`` behind ``marker``, the lines that follow indented to stand under the first."""
    margin = " " * (width or len(marker) + 1)
    first, *others = "\n\n".join(blocks).split("\n")
    return "\n".join([f"{marker} {first}".rstrip(), *(f"{margin}{line}" if line else "" for line in others)])


def quoted(blocks: Iterable[str]) -> Iterator[str]:
    """``blocks`` as one quotation; none of none."""
    lines = "\n\n".join(blocks).split("\n")
    if lines != [""]:
        yield "\n".join(f"> {line}" if line else ">" for line in lines)
