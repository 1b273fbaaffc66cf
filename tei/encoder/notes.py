"""Notes and the references to them: who leads to whom, both ways."""

from collections import defaultdict
from collections.abc import Iterable

from tei.encoder.ids import Ids
from tei.transcription.blocks import Block, Note
from tei.transcription.inlines import NoteReference
from tei.transcription.walk import blocks_within


class Notes:
    """The ids of the notes of one document by their keys, and those of the references to each."""

    def __init__(self, blocks: Iterable[Block], inlines: Iterable[object], ids: Ids) -> None:
        keys = [block.key for block in blocks_within(blocks) if isinstance(block, Note) and block.key]
        self._ids = {key: ids.note(key) for key in dict.fromkeys(keys)}
        self._references: dict[str, list[str]] = defaultdict(list)
        for inline in inlines:
            if isinstance(inline, NoteReference) and inline.key in self._ids:
                self._references[inline.key].append(ids.reference(inline.key))
        self._waiting = {key: iter(found) for key, found in self._references.items()}

    def refer(self, key: str | None) -> tuple[str, str] | None:
        """The id of the next reference to the note ``key``, and that of the note; None when there is no such note.

        References are asked for in the order of the text.
        """
        if key is None or key not in self._ids:
            return None
        return next(self._waiting[key]), self._ids[key]

    def id(self, key: str | None) -> str | None:
        """The id of the note ``key``."""
        return self._ids.get(key) if key else None

    def references(self, key: str | None) -> str | None:
        """The pointers to all references to the note ``key``."""
        found = self._references.get(key) if key else None
        return " ".join(f"#{one}" for one in found) if found else None
