"""Exact places in an XML text: where each start tag, attribute name and attribute value stands.

In comes the decoded text of a file, out come :class:`Place` values (line and column, both from 1, columns in
characters). lxml knows the line of an element only, and not always that; one pass of expat knows the byte of
every start tag. It is made when the first place is asked for, so a valid document never pays for it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from xml.parsers import expat

_LINE_END = re.compile(rb"\r\n|\r|\n")
_NAME = re.compile(rb"<([^\s/>]+)")
_ENTITY = re.compile(rb"&[^;]*;")
_WORD = re.compile(rb"[^\s<]+")
_ATTRIBUTE = re.compile(rb"""\s+([^\s=/>]+)(\s*=\s*)("[^"]*"|'[^']*')""")


@dataclass(frozen=True, slots=True)
class Place:
    """From (inclusive) and to (exclusive), as line and column."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class RawAttribute:
    """An attribute as it is written: its name with prefix, and the bytes where name and value stand."""

    name: str
    name_range: tuple[int, int]
    value_range: tuple[int, int]


class Positions:
    """The places of one XML text."""

    def __init__(self, text: str) -> None:
        self._bytes = text.encode("utf-8", "surrogatepass")

    @cached_property
    def starts(self) -> list[int]:
        """The byte of each start tag in document order; it ends early where expat cannot follow."""
        found: list[int] = []
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True

        def begin(_name: str, _attributes: object) -> None:
            found.append(parser.CurrentByteIndex)

        parser.StartElementHandler = begin
        with suppress(
            expat.ExpatError
        ):  # what libxml2 reads and expat does not keeps lines and loses columns
            parser.Parse(self._bytes, True)
        return found

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self._bytes))]

    def point(self, byte: int) -> tuple[int, int]:
        """Line and column of a byte of the UTF-8 text."""
        line = bisect_right(self._lines, byte)
        start = self._lines[line - 1]
        return line, len(self._bytes[start:byte].decode("utf-8", "replace")) + 1

    def place(self, start: int, end: int) -> Place:
        """The place of a stretch of bytes."""
        return Place(*self.point(start), *self.point(end))

    def tag(self, index: int) -> Place | None:
        """The ``<name`` of the element number ``index`` (from 0, in document order)."""
        if index >= len(self.starts):
            return None
        # What an entity brings stands where the entity stands.
        match = self._open(index) or _ENTITY.match(self._bytes, self.starts[index])
        return self.place(match.start(), match.end()) if match else None

    def attributes(self, index: int) -> Iterator[RawAttribute]:
        """The attributes of the element number ``index`` as they are written, namespaces included."""
        match = self._open(index)
        byte = match.end() if match else len(self._bytes)
        while found := _ATTRIBUTE.match(self._bytes, byte):
            yield RawAttribute(
                found[1].decode("utf-8", "replace"), found.span(1), (found.start(3) + 1, found.end(3) - 1)
            )
            byte = found.end()

    def text(self, index: int) -> Place | None:
        """Find the first word that stands directly in the element number ``index``."""
        counts, stack, found = [-1], [-1], list[int]()
        parser = expat.ParserCreate("utf-8")

        def begin(_name: str, _attributes: object) -> None:
            counts[0] += 1
            stack.append(counts[0])

        def characters(words: str) -> None:
            if stack[-1] == index and words.strip() and not found:
                leading = words[: len(words) - len(words.lstrip())]
                found.append(parser.CurrentByteIndex + len(leading.encode()))

        parser.StartElementHandler = begin
        parser.EndElementHandler = lambda _name: stack.pop()
        parser.CharacterDataHandler = characters
        with suppress(expat.ExpatError):
            parser.Parse(self._bytes, True)
        word = _WORD.match(self._bytes, found[0]) if found else None
        return self.place(word.start(), word.end()) if word else None

    def _open(self, index: int) -> re.Match[bytes] | None:
        return _NAME.match(self._bytes, self.starts[index]) if index < len(self.starts) else None
