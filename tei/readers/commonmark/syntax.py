"""The syntax of Markdown: a text to the tokens of CommonMark and the extensions that texts use.

In comes a text, out come the tokens of markdown-it with front matter, tables, struck-out words and footnotes, none
moved and none joined, each token within a line with the place where it stands in the content of its block
(``token.meta["at"]``).
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

_BRACKETS = re.compile(r"[\[\]]|\n[ \t]*\n")
DEEPEST = 100  # levels of blocks within blocks, two for each list
_DEEPEST = 32  # brackets within brackets; each is looked at again for every one around it
_DEEP = (
    "\ufdd1"  # stands for a bracket that is deeper, and so is a sign like others, while the text is parsed
)


class _State(StateInline):
    """Remembers where each token begins."""

    def push(self, ttype: str, tag: str, nesting: Any) -> Token:  # noqa: ANN401 -- a literal of the library
        token = super().push(ttype, tag, nesting)
        token.meta = {**token.meta, "at": self.pos}
        return token

    def pushPending(self) -> Token:  # noqa: N802 -- the library's name
        token = super().pushPending()
        at = self.pos - len(token.content)
        if not self.src.startswith(token.content, max(at, 0)):  # blanks before a line end were dropped
            at = self.src.rfind(token.content, 0, self.pos)
        token.meta = {"at": max(at, 0)}
        return token


class _Inline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:  # noqa: ANN401 -- the library's
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


class _Markdown(MarkdownIt):
    """Addresses are taken as they stand; what may be followed is decided where a page is made."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 -- the library's name
        return url

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 -- the library's
        return True


def is_too_deep(tokens: Iterable[Token]) -> bool:
    """Whether quotations or lists stand so deep in others that words within them are left out."""
    return any(token.level >= DEEPEST - 1 for token in tokens)


@cache
def _parser() -> MarkdownIt:
    parser = _Markdown("zero")
    parser.inline = _Inline()
    parser.configure("commonmark")
    parser.options["maxNesting"] = DEEPEST  # what lies deeper the library leaves out without a word
    parser.enable(["table", "strikethrough"])
    front_matter_plugin(parser)
    footnote_plugin(parser, move_to_end=False, always_match_refs=True)
    # Each piece keeps its place.
    parser.disable(["text_join", "fragments_join"])
    return parser


def tokens_of(text: str) -> tuple[list[Token], dict[int, dict[str, Any]]]:
    """The tokens of ``text``, and what is known of its footnotes by their number."""
    environment: dict[str, Any] = {}
    shallow = _shallow(text)
    tokens = _parser().parse(shallow, environment)
    notes: dict[int, dict[str, Any]] = environment.get("footnotes", {}).get("list", {})
    if shallow != text:
        _restore(tokens)
        for note in notes.values():
            _restore(note.get("tokens", ()))
    return tokens, notes


def _shallow(text: str) -> str:
    """``text`` with another sign for each opening bracket that is within too many others: nobody writes such notes and links."""
    depth, deep = 0, []
    for found in _BRACKETS.finditer(text):
        match found[0]:
            case "[":
                depth += 1
                deep += [found.start()] if depth > _DEEPEST else []
            case "]":
                depth = max(depth - 1, 0)
            case _:
                depth = 0
    if not deep:
        return text
    characters = list(text)
    for at in deep:
        characters[at] = _DEEP
    return "".join(characters)


def _restore(tokens: Iterable[Token]) -> None:
    for token in tokens:
        token.content = token.content.replace(_DEEP, "[")
        _restore(token.children or ())
