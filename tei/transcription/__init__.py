"""The model: what a text is before it is TEI.

Immutable, typed, independent of TEI and of lxml. Every piece knows the stretch of the source it came
from (``Extent``), so that a finding about the edition can be shown in the transcription.
"""

from tei.transcription.extent import Extent
from tei.transcription.transcription import Transcription

__all__ = ["Extent", "Transcription"]
