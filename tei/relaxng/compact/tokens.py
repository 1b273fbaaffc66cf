"""The tokens of the compact syntax: from characters to kinds, texts and offsets.

Implements section 2.4 of the compact syntax. White space and comments are left out; documentation comments are tokens,
because they are part of the schema: lines of them that follow one another are one token.
"""

import re
from collections.abc import Callable

from tei.relaxng.compact.text import ESCAPED_LINE_FEED, CompactText
from tei.relaxng.errors import SchemaError

NAME, PREFIXED, WILDCARD, LITERAL, DOCUMENTATION, END = "name", "prefixed", "wildcard", "literal", "##", "end"
"""Kinds of tokens; those of keywords and signs are the keywords and signs themselves."""

KEYWORDS = frozenset(
    [
        "attribute",
        "default",
        "datatypes",
        "div",
        "element",
        "empty",
        "external",
        "grammar",
        "include",
        "inherit",
        "list",
        "mixed",
        "namespace",
        "notAllowed",
        "parent",
        "start",
        "string",
        "text",
        "token",
    ]
)
NAMES = KEYWORDS | {NAME}
"""Where any identifier may stand, a keyword may."""

DECLARATIONS = ("namespace", "default", "datatypes")

_START = (
    "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff"
    "\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NCNAME = f"[{_START}][-.0-9\xb7\u0300-\u036f\u203f\u2040{_START}]*+"
_TOKEN = re.compile(
    rf"""(?: [ \t\n\r\0]++ | \#(?!\#)[^\n]*+ )*+
    (?: (?P<plain>{_NCNAME}) (?: : (?: (?P<local>{_NCNAME}) | (?P<star>\*) ) )?
      | (?P<sign>>> | [|&]= | [][{{}}(),|&=*+?~-])
      | (?P<literal>(?P<quotes>\"{{3}}|'{{3}}).*?(?P=quotes) | \"(?!\"\")[^\"\n]*+\" | '(?!'')[^'\n]*+')
      | (?P<documentation>\#\#[^\n]*+ (?: \n[ \t]*+\#\#[^\n]*+ )*+)
      | \\(?P<quoted>{_NCNAME})
      | (?P<end>\Z) )""",
    re.VERBOSE | re.DOTALL,
)
_SPACE = re.compile(r"(?:[ \t\n\r\0]++|#(?!#)[^\n]*+)*+")
_DOCUMENTATION = re.compile(r"^[ \t]*#+ ?", re.MULTILINE)


class Tokens:
    """The tokens of a file, and how far they were read: ``kind`` is that of the next one."""

    def __init__(self, text: CompactText) -> None:
        self.text = text
        self._kinds: list[str] = []
        self._texts: list[str] = []
        self._offsets: list[int] = []
        _split(text, self._kinds, self._texts, self._offsets)
        self.index = 0
        self.kind = self._kinds[0]

    @property
    def offset(self) -> int:
        """Where the next token begins."""
        return self._offsets[self.index]

    def go_back(self, index: int) -> None:
        """Read again from a token that was read before: ``index`` is what it was then."""
        self.index = index
        self.kind = self._kinds[index]

    def peek(self) -> str:
        """The text of the next token, which stays the next one."""
        return self._texts[self.index]

    def after(self) -> str:
        """The kind of the token after the next one."""
        return self._kinds[self.index + 1] if self.kind != END else END

    def take(self) -> str:
        """Read the next token and give its text."""
        index = self.index
        if self.kind != END:
            self.index = index + 1
            self.kind = self._kinds[index + 1]
        return self._texts[index]

    def take_if(self, kind: str) -> bool:
        """Read the next token if it is of this kind."""
        if self.kind != kind:
            return False
        self.take()
        return True

    def expect(self, kind: str, what: str = "") -> str:
        """Read the next token, which must be of this kind."""
        if self.kind != kind:
            raise self.unexpected(what or f"`{kind}`")
        return self.take()

    def name(self, what: str) -> str:
        """Read the next token, which must be a name without a prefix; keywords are names here."""
        if self.kind not in NAMES:
            raise self.unexpected(what)
        return self.take()

    def literal(self, what: str) -> str:
        """Read literals joined by ``~``."""
        text = self.expect(LITERAL, what)
        if self.kind != "~":
            return text
        segments = [text]
        while self.take_if("~"):
            segments.append(self.expect(LITERAL, "a quoted text after `~`"))
        return "".join(segments)

    def fault(self, message: str) -> SchemaError:
        """Give an error at the next token."""
        return self.text.fault(self.offset, message)

    def unexpected(self, what: str) -> SchemaError:
        """Give an error at the next token: what it is and what should stand there."""
        if self.kind in DECLARATIONS:
            return self.fault(
                f"`{self.kind}` declares something: this stands at the head of the file, before all else"
            )
        return self.fault(f"{self._found()} stands where {what} is expected")

    def _found(self) -> str:
        if self.kind == END:
            return "the end of the file"
        if self.kind == DOCUMENTATION:
            return "a documentation comment"
        kind = "the quoted text " if self.kind == LITERAL else ""
        text = self._texts[self.index]
        return f"{kind}`{text if len(text) <= 40 else text[:39] + '…'}`"


def _split(text: CompactText, kinds: list[str], texts: list[str], offsets: list[int]) -> None:
    """Fill the three lists; the last token is ``END``."""
    end = 0
    for match in iter(_TOKEN.scanner(text.characters).match, None):  # type: ignore[attr-defined]
        kind, value = _READ[match.lastgroup](match)
        kinds.append(kind)
        texts.append(value)
        offsets.append(match.start(1) if match[1] else match.start(match.lastgroup))
        end = match.end()
        if kind == END:
            return
    raise _no_token(text, end)


def _plain(match: re.Match[str]) -> tuple[str, str]:
    name = match[1]
    return (name if name in KEYWORDS else NAME), name


def _literal(match: re.Match[str]) -> tuple[str, str]:
    quoted = match["literal"]
    quotes = 3 if quoted.startswith(('"""', "'''")) else 1
    return LITERAL, quoted[quotes:-quotes].replace(ESCAPED_LINE_FEED, "\n")


def _documentation(match: re.Match[str]) -> tuple[str, str]:
    return DOCUMENTATION, _DOCUMENTATION.sub("", match["documentation"]).replace(ESCAPED_LINE_FEED, "\n")


_READ: dict[str | None, Callable[[re.Match[str]], tuple[str, str]]] = {
    "plain": _plain,
    "local": lambda match: (PREFIXED, match[0][match.start(1) - match.start() :]),
    "star": lambda match: (WILDCARD, match[1]),
    "sign": lambda match: (match["sign"], match["sign"]),
    "literal": _literal,
    "documentation": _documentation,
    "quoted": lambda match: (NAME, match["quoted"]),
    "end": lambda _: (END, ""),
}
"""What each group of the expression gives: kind and text (of a wildcard its prefix)."""


def _no_token(text: CompactText, end: int) -> SchemaError:
    """Say what is wrong with the characters behind the last token."""
    space = _SPACE.match(text.characters, end)
    start = space.end() if space else end
    sign = text.characters[start]
    if sign in "\"'":
        return text.fault(
            start, "the quoted text that begins here is not closed (three quotes may hold line ends)"
        )
    if sign == "\\":
        return text.fault(start, "`\\` stands where no name follows: it marks a name that would be a keyword")
    return text.fault(start, f"`{sign}` has no meaning here")
