"""Plain text as volunteers publish transcriptions: bytes to a ``Transcription``.

Navigation, author, title and subtitle, date in brackets, source line, credits; then headings,
paragraphs and block quotations parted by blank lines; navigation and date of update at the foot.
Every character is kept: in the text, as a record beside it, or as presentation (blank lines).
"""

from collections.abc import Iterable

from tei.diagnostics import Diagnostic
from tei.readers.assembly import assemble
from tei.readers.chunks.decoding import decode, form_feeds
from tei.readers.light import lighted
from tei.readers.lines import laid_out
from tei.readers.surroundings.pages import with_feeds
from tei.transcription import Transcription
from tei.transcription.decisions import Settled

SUFFIXES = (".txt", ".text")


def read(data: bytes, file: str, settled: Iterable[Settled] = ()) -> tuple[Transcription, list[Diagnostic]]:
    """The transcription in ``data`` and what is to be said of it; InputError for an empty or binary file.

    ``settled`` is what an editor decided about it.
    """
    source, findings = decode(data, file)
    chunks, layout = laid_out(source, file)
    marked = with_feeds(lighted(chunks), form_feeds(data, file))
    transcription, more = assemble(source, file, marked, settled)
    return transcription, [*findings, *layout, *more]
