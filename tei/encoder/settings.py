"""What the encoder is told about the file it makes: nothing of it can be read off a transcription."""

from typing import NamedTuple


class Publication(NamedTuple):
    """Who publishes the encoded file, and on what terms.

    ``publisher`` is a publishing body; ``authority`` stands in its place where no body publishes.
    ``date`` is a W3C date; ``licence`` its wording, ``licence_target`` its address.
    """

    publisher: str | None = None
    authority: str | None = None
    place: str | None = None
    date: str | None = None
    licence: str | None = None
    licence_target: str | None = None


class Revision(NamedTuple):
    """What was done to the encoded file, and when (a W3C date)."""

    date: str | None = None
    note: str | None = None


class Settings(NamedTuple):
    """Everything about the encoded file; ``id`` becomes the ``xml:id`` of its root."""

    id: str | None = None
    publication: Publication = Publication()
    revision: Revision = Revision()
