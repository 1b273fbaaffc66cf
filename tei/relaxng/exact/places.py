"""Exact places in an XML text: from the bytes that expat names to lines and columns, and to attributes in a start tag.

In comes the text as UTF-8 and the byte of a tag or a word, out come :class:`Place` values. It costs nothing until
a place is asked for; asked in the order of the document, each costs its distance from the one before, so that a text
of one long line is no worse than another.
"""

import re
from bisect import bisect_right

from tei.relaxng.exact.faults import Place

_LINE_END = re.compile(rb"\r\n|\r|\n")
_NAME = re.compile(rb"</?([^\s/>]+)")
_ENTITY = re.compile(rb"&[^;]*;")
_WORD = re.compile(rb"[^\s<]+")
_ATTRIBUTE = re.compile(rb"""\s+([^\s=/>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


class Places:
    """The places of one text in UTF-8."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._lines: list[int] = []
        self._last = (0, 0, 1)  # a line (from 0), a byte of it and its column

    def point(self, byte: int) -> tuple[int, int]:
        """Line and column of a byte."""
        if not self._lines:
            self._lines = [0, *(match.end() for match in _LINE_END.finditer(self._text))]
        line = bisect_right(self._lines, byte) - 1
        last_line, last, column = self._last
        if line != last_line:
            last, column = self._lines[line], 1
        if byte < last:
            column -= self._characters(byte, last)
        else:
            column += self._characters(last, byte)
        self._last = line, byte, column
        return line + 1, column

    def _characters(self, start: int, end: int) -> int:
        return len(self._text[start:end].decode("utf-8", "replace"))

    def _place(self, start: int, end: int) -> Place:
        return Place(*self.point(start), *self.point(end))

    def name(self, tag: int) -> Place:
        """The name in the tag, or the entity that has brought it."""
        match = _NAME.match(self._text, tag)
        if match:
            return self._place(*match.span(1))
        entity = _ENTITY.match(self._text, tag)
        return self._place(*(entity.span() if entity else (tag, tag)))

    def word(self, byte: int) -> Place:
        """The word that begins there."""
        match = _WORD.match(self._text, byte)
        return self._place(*(match.span() if match else (byte, byte)))

    def attribute(self, tag: int, written: str, *, is_value: bool) -> Place:
        """The name or the value of an attribute; where the start tag does not write it (a DTD does), that of the tag."""
        name = _NAME.match(self._text, tag)
        at, wanted = name.end() if name else len(self._text), written.encode("utf-8", "surrogatepass")
        while found := _ATTRIBUTE.match(self._text, at):
            if found[1] == wanted:
                return self._place(*found.span((found.lastindex or 1) if is_value else 1))
            at = found.end()
        return self.name(tag)
