r"""The text of a file in compact syntax: from bytes to characters, and from a character back to its line and column.

Implements section 2.1 to 2.3 of the compact syntax (OASIS, 21 November 2002): UTF-16 where a byte order mark says so,
else UTF-8; every line end is one line feed; ``\x{A}`` stands for a character anywhere, before tokens are looked for. A
line feed that was written so ends no line: no comment and no literal stops at it. It is ``ESCAPED_LINE_FEED`` until
the literal that holds it is read.
"""

import re
import sys
from bisect import bisect_right

from tei.relaxng.errors import SchemaError

ESCAPED_LINE_FEED = "\0"
"""No character of XML, hence free to be a mark."""

_ESCAPE = re.compile(r"\\x+\{([0-9A-Fa-f]+)\}")
_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


class CompactText:
    """The characters to be read, and where in the file each stood."""

    def __init__(self, data: bytes, uri: str) -> None:
        self.uri = uri
        written = _decode(data, uri)
        self._starts = [0, *(match.end() for match in re.finditer("\n", written))]
        self._escapes: list[int] = []  # where in ``characters`` an escape stands
        self._longer: list[int] = [0]  # by how much the file is longer, up to and with each escape
        if wrong := _FORBIDDEN.search(written):
            raise self.fault(wrong.start(), f"the character U+{ord(wrong[0]):04X} cannot stand in a schema")
        self.characters = self._unescape(written) if "\\x" in written else written

    def place(self, offset: int) -> tuple[int, int]:
        """Give line and column in the file, both from 1, of a character."""
        if self._escapes:
            offset += self._longer[bisect_right(self._escapes, offset - 1)]
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def fault(self, offset: int, message: str) -> SchemaError:
        """Give an error that says where the character stands."""
        return SchemaError(message, self.uri, *self.place(offset))

    def _unescape(self, written: str) -> str:
        pieces = []
        end = length = 0
        for match in _ESCAPE.finditer(written):
            character = self._character(match)
            pieces += [written[end : match.start()], character]
            length += match.start() - end
            self._escapes.append(length)
            length += 1
            end = match.end()
            self._longer.append(end - length)
        pieces.append(written[end:])
        return "".join(pieces)

    def _character(self, escape: re.Match[str]) -> str:
        digits = escape[1].lstrip("0")
        code = int(digits or "0", 16) if len(digits) <= 6 else 0
        character = chr(code) if code <= sys.maxunicode else "\0"
        if _FORBIDDEN.match(character):
            message = f"`{escape[0]}` stands for no character of XML"
            line = bisect_right(self._starts, escape.start())
            raise SchemaError(message, self.uri, line, escape.start() - self._starts[line - 1] + 1)
        return ESCAPED_LINE_FEED if character == "\n" else character


def _decode(data: bytes, uri: str) -> str:
    encoding = "utf-8"
    for mark, name in _MARKS:
        if data.startswith(mark):
            data, encoding = data[len(mark) :], name
    try:
        written = data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = (
            f"the file is not in {encoding.upper()[:6].rstrip('-')}, which is what it must be in: save it so"
        )
        raise SchemaError(message, uri, line, column) from None
    return written.replace("\r\n", "\n").replace("\r", "\n")
