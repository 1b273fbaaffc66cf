"""An edition held against the transcription that it was made of.

In come both files, out come findings at lines of the transcription: reader, publication and comparison brought
together.
"""

from collections.abc import Iterator

from lxml import etree

from tei.diagnostics import Diagnostic
from tei.document.comparison import differences, finding
from tei.document.namespaces import NS
from tei.document.parse import parse
from tei.publications.text import Reader, text_of
from tei.recognition import reader_of
from tei.rooms import inhabitant
from tei.transcription import Transcription
from tei.transcription.reading import reading_text


def compare(
    edition: bytes, edition_name: str, source: bytes, source_name: str, reader: str | None = None
) -> list[Diagnostic]:
    """Where the edition reads otherwise than its source; no finding of severity error when every letter is there."""
    document, found = parse(edition, edition_name)
    if document is None:
        return found
    name, misled = reader_of(source_name, source, reader)
    transcription, _ = inhabitant("readers", name).read(source, source_name)
    text = reading_text(transcription)
    lines = _Lines(transcription)
    found = [*found, *misled]
    for difference in differences(text, text_of(document.root, original=True), _on_record(document.root)):
        found.append(finding(difference, source_name, lines.in_file(difference.source_line)))
    return found


def _on_record(root: etree._Element) -> Iterator[str]:
    """What the edition keeps of its source outside the text that is read: the records, and running heads."""
    for note in root.iterfind(".//tei:bibl[@type='digital']/tei:note", NS):
        yield "".join(map(str, note.itertext()))
    for running in root.iterfind(".//tei:text//tei:fw", NS):
        yield "\n".join(Reader(original=True).blocks(running))


class _Lines:
    """Where in its file a line of the reading text stands."""

    def __init__(self, transcription: Transcription) -> None:
        self._transcription = transcription
        self._starts = [0]
        for line in transcription.source.split("\n")[:-1] if transcription.anchors else ():
            self._starts.append(self._starts[-1] + len(line) + 1)

    def in_file(self, line: int) -> int:
        """The line of the file for a line of the text; the text has as many lines as the source."""
        if not self._transcription.anchors:
            return line
        return self._transcription.place(self._starts[min(line, len(self._starts)) - 1])[0]
