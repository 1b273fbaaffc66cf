"""What is wrong with a text that is not well-formed XML, in words an editor understands.

In comes the decoded text, out comes one finding. libxml2 says that a text is not well-formed, but names places
to the line and causes in the terms of its own grammar; expat knows the byte. So a refused text is read once
more with expat, keeping the open elements, and the few mistakes that people make are named for what they are.
Clauses are those of XML 1.0, fifth edition.
"""

import html.entities
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.parsers.expat import errors as codes

from tei.diagnostics import Diagnostic, Related, Rule, Span
from tei.document.positions import Positions

_ENTITY = re.compile(rb"&([^\s;&<]+);")
_CLOSING = re.compile(rb"</([^\s>]+)")
_LONE_AMPERSAND = re.compile(rb"&[^\s;&<]*$")
_TAG = re.compile(rb"</?[^\s/>=<&!?]")


class NotWellFormed(Rule):
    """The file is not well-formed XML.

    What: the tags do not fit together, or a sign stands where it cannot. The place is where reading had
    to stop; the mistake is there or just before.

    Why: nothing else can be checked before this is mended, because no program can tell which element is
    meant to contain which.

    Example: `<p>Marks & Spencer</p>`, `<p><hi>He said</p></hi>`, `<hi rend="italic>`.

    Instead: write `&amp;` for an ampersand, close the inner element before the outer one, and put both
    quotation marks around the value of an attribute.
    """

    message = "{what}"


class UndeclaredEntity(Rule):
    """The file uses a name such as `&nbsp;` that XML does not know.

    What: XML itself knows only `&amp; &lt; &gt; &quot; &apos;`. The many names of HTML are not among
    them, and names that are declared in an outside DTD are not read.

    Why: a file must mean the same on every machine, with or without the DTD.

    Example: `<p>12&nbsp;May</p>`.

    Instead: write the character itself, for the file is Unicode, or its number: `&#160;`.
    """

    message = "the entity `&{name};` is not known to XML"


@dataclass
class _Reading:
    """The state of expat's second reading where it stopped: open elements with their bytes, and the place."""

    file: str
    data: bytes
    positions: Positions
    open: list[tuple[str, int]] = field(default_factory=list)
    last_closed: str = ""
    stop: int = 0

    def span(self, start: int, end: int) -> Span:
        place = self.positions.place(start, end)
        return Span(self.file, place.line, place.column, place.end_line, place.end_column)

    @property
    def at(self) -> Span:
        return self.span(self.stop, min(self.stop + 1, len(self.data)))

    @property
    def character(self) -> str:
        return self.data[self.stop : self.stop + 4].decode("utf-8", "replace")[:1]

    @property
    def last_bracket(self) -> int:
        return self.data.rfind(b"<", 0, self.stop)

    @property
    def is_in_tag(self) -> bool:
        return self.last_bracket > self.data.rfind(b">", 0, self.stop)

    def opened(self) -> tuple[str, int, Related]:
        """Name and line of the innermost open element, and a pointer to it."""
        name, byte = self.open[-1]
        tag = self.span(byte, byte + 1 + len(name.encode()))
        return name, tag.line, Related(tag, f"`{name}` is opened here")


def diagnose(text: str, file: str, *, verdict: str, line: int = 1) -> Diagnostic:
    """Give the finding for a text that the parser refused with ``verdict`` at ``line``."""
    data = text.encode("utf-8", "surrogatepass")
    reading = _Reading(file, data, Positions(text))
    error = _read(reading)
    if error is None:
        return NotWellFormed.at(Span(file, line), what=_plain(verdict))
    explain = _EXPLANATIONS.get(error)
    return explain(reading) if explain else NotWellFormed.at(reading.at, what=_plain(error))


def _read(reading: _Reading) -> str | None:
    """Read with expat; the error it stops at, or None where it sees none."""
    parser = expat.ParserCreate("utf-8", " ")
    parser.namespace_prefixes = True
    parser.StartElementHandler = lambda name, _: reading.open.append(
        (_written(name), parser.CurrentByteIndex)
    )
    parser.EndElementHandler = lambda _: setattr(reading, "last_closed", reading.open.pop()[0])
    try:
        parser.Parse(reading.data, True)
    except expat.ExpatError as error:
        reading.stop = min(max(parser.ErrorByteIndex, 0), len(reading.data))
        return expat.ErrorString(error.code)
    return None


def _written(name: str) -> str:
    """Name as the tag has it; expat gives `uri local prefix`, `uri local` or `local`."""
    match name.split(" "):
        case [_, local, prefix]:
            return f"{prefix}:{local}"
        case parts:
            return parts[-1]


def _plain(verdict: str) -> str:
    words = re.sub(r", line \d+, column \d+.*$", "", verdict.strip()).rstrip(".")
    return words[:1].lower() + words[1:] if words else "the file is not well-formed XML"


def _overlap(reading: _Reading) -> Diagnostic:
    # expat points at the name in the end tag or at its `<`, depending on its version.
    start = max(reading.data.rfind(b"</", 0, reading.stop + 2), 0)
    closing = _CLOSING.match(reading.data, start)
    name = closing[1].decode("utf-8", "replace") if closing else "?"
    opened, line, related = reading.opened()
    finding = NotWellFormed.at(
        reading.span(start, closing.end() if closing else reading.stop + 1),
        what=f"`</{name}>` stands where `</{opened}>` is due: `{opened}` was opened in line {line}",
        hint="close the inner element before the outer one, or open what is closed here",
    )
    return finding._replace(related=(related,))


def _unfinished(reading: _Reading) -> Diagnostic:
    if not reading.open:
        return NotWellFormed.at(
            reading.at, what="the file has no element", hint="a TEI file begins with `<TEI`"
        )
    opened, line, related = reading.opened()
    what = f"the file ends while `{opened}`, opened in line {line}, is still open"
    return NotWellFormed.at(reading.at, what=what)._replace(related=(related,))


def _entity(reading: _Reading) -> Diagnostic:
    match = _ENTITY.match(reading.data, reading.stop)
    name = match[1].decode("utf-8", "replace") if match else "?"
    span = reading.span(reading.stop, match.end() if match else reading.stop + 1)
    return UndeclaredEntity.at(span, name=name, hint=entity_hint(name))


def entity_hint(name: str) -> str:
    """Say what to write instead of ``&name;``."""
    number = html.entities.name2codepoint.get(name)
    if number is None:
        return "write the character itself, or `&amp;` if an ampersand is meant"
    return f"write the character itself, or `&#{number};`"


def _after_root(reading: _Reading) -> Diagnostic:
    what = f"something stands after the end of the root element `{reading.last_closed}`"
    hint = "a file has one root element, and nothing but comments after it"
    return NotWellFormed.at(reading.at, what=what, hint=hint)


def _said(what: str, hint: str | None = None) -> Callable[[_Reading], Diagnostic]:
    return lambda reading: NotWellFormed.at(
        reading.at, what=what.replace("CHARACTER", _shown(reading.character)), hint=hint
    )


def _shown(character: str) -> str:
    return f"U+{ord(character):04X}" if character and not character.isprintable() else f"`{character}`"


_OUTSIDE = _said(
    "text stands outside the root element", "a TEI file begins with `<TEI`; what stands before it is not read"
)

# A sign where it cannot stand: the first line that fits names the mistake.
_STRAYS: tuple[tuple[Callable[[_Reading], object], Callable[[_Reading], Diagnostic]], ...] = (
    (
        lambda r: r.character == "&" or _LONE_AMPERSAND.search(r.data, max(r.stop - 40, 0), r.stop),
        _said("an `&` stands alone", "write `&amp;` where an ampersand is meant"),
    ),
    (
        lambda r: r.character == "<" and _TAG.match(r.data, r.stop),
        _said(
            "a `<` stands inside a tag or an attribute's value",
            "look for a missing quotation mark or `>` before it; write `&lt;` where the sign itself is meant",
        ),
    ),
    (
        lambda r: r.data.startswith(b"<!--", max(r.last_bracket, 0)),
        _said("two hyphens stand inside a comment", "`--` is only for its end, `-->`"),
    ),
    (
        lambda r: r.character < " " and r.character not in "\t\r\n",
        _said("the control character CHARACTER is not allowed in XML"),
    ),
    (
        lambda r: r.character == "/" and r.last_bracket == r.stop - 1 and not r.open,
        _said("an end tag closes an element that is not open"),
    ),
    (
        lambda r: r.character == "<" or r.last_bracket == r.stop - 1 >= 0,
        _said("a `<` does not begin a tag", "write `&lt;` where the sign is meant"),
    ),
    (
        lambda r: r.is_in_tag,
        _said(
            "CHARACTER is not allowed inside a tag here",
            'attributes are written `name="value"`, with quotation marks and a space before each',
        ),
    ),
    (lambda r: not r.open, _OUTSIDE),
    (lambda _: True, _said("CHARACTER is not allowed here")),
)


def _stray(reading: _Reading) -> Diagnostic:
    return next(explain(reading) for fits, explain in _STRAYS if fits(reading))


_EXPLANATIONS: dict[str, Callable[[_Reading], Diagnostic]] = {
    codes.XML_ERROR_TAG_MISMATCH: _overlap,
    codes.XML_ERROR_UNDEFINED_ENTITY: _entity,
    codes.XML_ERROR_NO_ELEMENTS: _unfinished,
    codes.XML_ERROR_INVALID_TOKEN: _stray,
    codes.XML_ERROR_SYNTAX: _OUTSIDE,
    codes.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: _after_root,
    codes.XML_ERROR_UNCLOSED_CDATA_SECTION: _said("a CDATA section is not closed: `]]>` is missing"),
    codes.XML_ERROR_UNCLOSED_TOKEN: _said(
        "what begins here is not finished before the file ends",
        "look for a missing `>`, quotation mark, `-->` or `?>`",
    ),
    codes.XML_ERROR_DUPLICATE_ATTRIBUTE: _said("an attribute stands twice in the same tag"),
    codes.XML_ERROR_UNBOUND_PREFIX: _said("a name has a prefix that no `xmlns:…` declares"),
    codes.XML_ERROR_MISPLACED_XML_PI: _said(
        "the XML declaration is not the first thing in the file",
        "remove what stands before `<?xml`, blank lines included",
    ),
}
