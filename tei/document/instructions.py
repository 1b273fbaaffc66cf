"""Processing instructions in an XML text, and the elements that they are about.

An instruction is about the element that follows it, with all that is in it; where text or an end tag follows, about the
element that it stands in. In comes the decoded text of a well-formed file, out come :class:`Instruction` values.
"""

import re
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

# A file without instructions does not pay for exact places.
if TYPE_CHECKING:
    from tei.document.positions import Place

# A whole tag; a `>` may stand in a value.
_TAG = re.compile(rb"""<[^"'>]*(?:(?:"[^"]*"|'[^']*')[^"'>]*)*>""")


class Instruction(NamedTuple):
    """What an instruction says after its target, its place, and the place of what it is about."""

    data: str
    place: "Place"
    about: "Place"


def instructions(text: str, target: str) -> list[Instruction]:
    """Find the instructions for ``target``; what expat cannot follow has none."""
    from tei.document.positions import Positions  # noqa: PLC0415 -- see above

    data = text.encode("utf-8", "surrogatepass")
    walk = _Walk(data, target)
    try:
        walk.parser.Parse(data, True)
    except expat.ExpatError:
        return []
    positions = Positions(text)
    return [
        Instruction(said, positions.place(start, end), positions.place(min(start, first), max(end, last)))
        for said, start, end, first, last in walk.found
    ]


class _Element(NamedTuple):
    """An open element: its first byte, and the instructions that are about it."""

    start: int
    about: list[tuple[str, int, int]]


class _Walk:
    """One pass over the text; ``found`` has data, bytes of the instruction, bytes of what it is about."""

    def __init__(self, data: bytes, target: str) -> None:
        self.found: list[tuple[str, int, int, int, int]] = []
        self._data, self._target = data, target
        self._open: list[_Element] = []
        # Instructions that wait for what follows them.
        self._waiting: list[tuple[str, int, int]] = []
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _instruction(self, target: str, said: str) -> None:
        if target == self._target:
            start = self.parser.CurrentByteIndex
            self._waiting.append((said, start, self._data.find(b"?>", start) + 2))

    def _start(self, _name: str, _attributes: object) -> None:
        self._open.append(_Element(self.parser.CurrentByteIndex, self._waiting))
        self._waiting = []

    def _text(self, words: str) -> None:
        if self._waiting and words.strip():
            self._stand_in()

    def _end(self, _name: str) -> None:
        self._stand_in()
        element = self._open.pop()
        if element.about:
            end = self._end_of(element.start)
            self.found += [(*one, element.start, end) for one in element.about]

    def _end_of(self, start: int) -> int:
        """Give the byte behind the element that ends now; what an entity brings has no tags here."""
        opened = _TAG.match(self._data, start)
        if opened and opened[0].endswith(b"/>"):
            return opened.end()
        ended = _TAG.match(self._data, self.parser.CurrentByteIndex)
        return ended.end() if ended else self.parser.CurrentByteIndex + 1

    def _stand_in(self) -> None:
        """What waits is about the element that it stands in."""
        self._open[-1].about.extend(self._waiting)
        self._waiting = []


def has_instructions(data: bytes, target: str) -> bool:
    """Whether a file may have instructions for ``target``: told from its bytes, in any encoding, without reading it."""
    plain = f"<?{target} ".encode()
    return plain in data or (b"\x00" in data[:4] and plain in data.replace(b"\x00", b""))
