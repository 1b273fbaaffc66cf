"""A document that is being written: what is open at a position, and what is being typed there.

In come the text of a document, finished or not, well-formed or not, and an offset; out comes a ``Situation``. Only what
stands before the offset is read, and of what follows the rest of the tag around it. A tag that is never closed ends where
the next one begins; an end tag closes what it names with all that is open in it; one that names nothing open is nothing.
"""

import codecs
import re
from collections import Counter
from dataclasses import dataclass, field
from enum import Enum
from html import unescape
from itertools import islice

_NAME = r"[^\s<>/!?=\"'&]"
_TAG = re.compile(
    rf"""< (?: (?P<slash>/?) (?P<name>{_NAME}++)
               (?P<rest> (?: [^<>"']++ | "[^"<]*+" | '[^'<]*+' )*+ ) (?P<end>>?)
           | (?: !--.*?(?P<comment>-->) | !\[CDATA\[.*?(?P<data>\]\]>) | \?.*?(?P<instruction>\?>)
               | !DOCTYPE[^\[<>]*+(?:\[.*?\]\s*+)?(?P<type>>) )
           | (?: !-- | !\[CDATA\[ | \? | !DOCTYPE ).*+ )""",
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE = re.compile(rf"""\s*+({_NAME}++)\s*+=\s*+(?:"([^"<]*+)"|'([^'<]*+)')""")
_TYPED = re.compile(rf"""\s+({_NAME}*+)\Z|\s+({_NAME}++)\s*+=\s*+(?:(["'])([^<]*+))?\Z""")
_REST_OF_NAME = re.compile(rf"""{_NAME}*+(?:\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+'))?""")
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_ENCODING = re.compile(rb"""<\?xml[^>]*?\bencoding\s*=\s*["']([\w.-]+)""")
_LINE_END = re.compile(r"\r\n|\r|\n")
_FARTHEST = 100  # how many open elements an end tag is looked for in


class Place(Enum):
    """Where in the text a position is."""

    CONTENT = "content"
    ELEMENT = "element"
    ATTRIBUTE = "attribute"
    VALUE = "value"
    END_TAG = "end tag"
    NOTHING = "nothing"
    """Comments, CDATA sections, processing instructions, the DTD, behind a value without white space."""


@dataclass(slots=True)
class Tag:
    """An element that was begun: its name as written, the text of its attributes, the elements in it."""

    name: str
    rest: str
    children: list["Tag"] = field(default_factory=list)

    def attributes(self) -> dict[str, str]:
        """The attributes by their names as written."""
        return attributes(self.rest)


@dataclass(slots=True)
class Situation:
    """What a position is in. ``open`` are the elements around it, the outermost first; an element whose start tag is
    being typed is ``tag``, with its attributes, save the one called ``attribute`` whose value is being typed.

    ``typed`` is what was typed of a name or value, ``quote`` the sign that begins the value ("" where there is none yet).
    ``used`` counts the elements before the position by their names.
    """

    place: Place
    open: list[Tag]
    used: Counter[str]
    typed: str = ""
    tag: Tag | None = None
    attribute: str = ""
    quote: str = ""


def decoded(data: bytes | str) -> str:
    """Give the characters of a document, whatever its encoding; bytes that are none are replaced."""
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    declared = _ENCODING.match(data)
    try:
        return data.decode(declared[1].decode("ascii") if declared else "utf-8", "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def offset_of(text: str, line: int, column: int) -> int:
    """Give the offset of a line and column, both from 1; behind the end of a line is its end."""
    start = 0
    if line > 1:
        before = next(islice(_LINE_END.finditer(text), line - 2, None), None)
        start = before.end() if before else len(text)
    end = _LINE_END.search(text, start)
    return min(start + max(column - 1, 0), end.start() if end else len(text))


def attributes(text: str) -> dict[str, str]:
    """Give the attributes that a part of a tag holds, up to the first that is broken."""
    found: dict[str, str] = {}
    at = 0
    while match := _ATTRIBUTE.match(text, at):
        found.setdefault(match[1], unescape(match[match.lastindex or 2]))
        at = match.end()
    return found


def situation(text: str, offset: int) -> Situation:
    """Say what the position is in."""
    document = Tag("", "")
    stack = [document]
    used: list[str] = []
    last = None
    for last in _TAG.finditer(text, 0, offset):
        slash, name, rest, end = last.group(1, 2, 3, 4)
        if name is None or (not end and _is_typed(text, last, offset)):
            continue
        if slash:
            _close(stack, name)
            continue
        used.append(name)
        tag = Tag(name, rest)
        stack[-1].children.append(tag)
        if not rest.endswith("/"):
            stack.append(tag)
    found = Situation(Place.CONTENT, stack, Counter(used))
    _locate(found, text, last, offset)
    return found


def _is_typed(text: str, tag: re.Match[str], offset: int) -> bool:
    """Say whether the position is in this tag, which has no end: no other begins between."""
    return tag.end() == offset or text.find("<", tag.end(), offset) < 0


def _close(stack: list[Tag], name: str) -> None:
    """Close the innermost open element of that name."""
    for above in range(1, min(len(stack), _FARTHEST)):
        if stack[-above].name == name:
            del stack[-above:]
            return


def _locate(found: Situation, text: str, last: re.Match[str] | None, offset: int) -> None:
    """Say where the position is: ``last`` is the last tag, comment or the like before it."""
    end = last.end() if last else 0
    behind = text[end:offset]
    if last and last["name"] and not last["end"] and "<" not in behind:
        _locate_in_tag(found, text, last, offset)
    elif last and last["name"] is None and last.lastgroup is None:
        found.place = Place.NOTHING
    elif behind.endswith("<"):
        found.place = Place.ELEMENT
    elif behind.endswith("</"):
        found.place = Place.END_TAG
    elif behind.endswith(("<!", "<!-", "<![")):
        found.place = Place.NOTHING
    else:
        found.typed = "" if found.open[-1].children else behind


def _locate_in_tag(found: Situation, text: str, tag: re.Match[str], offset: int) -> None:
    written = text[tag.end("name") : offset]
    found.typed = tag["name"]
    if not written:
        found.place = Place.END_TAG if tag["slash"] else Place.ELEMENT
        return
    at = 0
    while match := _ATTRIBUTE.match(written, at):
        at = match.end()
    typed = None if tag["slash"] else _TYPED.match(written, at)
    found.typed, found.place = "", Place.NOTHING
    if typed is None:
        return
    found.place = Place.ATTRIBUTE if typed[2] is None else Place.VALUE
    found.typed, found.attribute, found.quote = typed[1] or typed[4] or "", typed[2] or "", typed[3] or ""
    found.tag = Tag(tag["name"], written[:at] + _behind(text, offset, found.quote))


def _behind(text: str, offset: int, quote: str) -> str:
    """Give the rest of a tag behind what is being typed."""
    if quote:
        end = re.compile(f"[^<{quote}]*+{quote}").match(text, offset)
        return text[end.end() : _end_of_tag(text, end.end())] if end else ""
    name = _REST_OF_NAME.match(text, offset)
    start = name.end() if name else offset
    return text[start : _end_of_tag(text, start)]


_WITHIN_TAG = re.compile(r"""(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+""")


def _end_of_tag(text: str, start: int) -> int:
    found = _WITHIN_TAG.match(text, start)
    return found.end() if found else start
