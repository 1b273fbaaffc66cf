"""The engine as a whole: a schema, a cache for what was computed of it, documents.

In come the URI of a schema and a ``resolve(uri)`` that gives the bytes of a file; the engine itself opens nothing. The
cache is any mapping from names to bytes that keeps them; whatever is wrong with an entry, the schema is read anew.
"""

import gc
import sys
from _blake2 import blake2b
from os import stat

from tei.relaxng.automata.storage import Damaged, dumped, loaded
from tei.relaxng.automata.validator import is_valid

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping
    from typing import BinaryIO

    from tei.relaxng.automata.automaton import Automaton
    from tei.relaxng.automata.trees import Node
    from tei.relaxng.exact.faults import Examination
    from tei.relaxng.matching.schema import Schema

    Resolve = Callable[[str], bytes]
    Cache = MutableMapping[str, bytes]

_DIGEST = 32
# A new step costs the next process the patterns of the schema, a new value next to nothing.
_WORTH_SAVING = 64
_MODULES = (
    "automata/filling",
    "automata/rows",
    "automata/storage",
    "matching/building",
    "matching/derivatives",
    "matching/patterns",
    "matching/plain",
    "matching/states",
)


class Engine:
    """A schema that documents are checked against.

    ``uri`` names its first file, ``resolve(uri)`` gives the bytes of a file, and ``cache`` keeps bytes under names of 64
    hexadecimal digits (an OSError or KeyError of it is as good as an empty one). SchemaError when the schema cannot be used; it is raised at once where the cache does
    not know the schema.
    """

    def __init__(self, uri: str, resolve: "Resolve", cache: "Cache | None" = None) -> None:
        self._uri, self._resolve, self._cache = uri, resolve, cache if cache is not None else {}
        self._files: dict[str, bytes] = {}
        self._key = _key(uri, self._digest(uri))
        self.automaton = self._from_cache() or self._made()

    @property
    def schema(self) -> "Schema":
        """The patterns of the schema."""
        return self.automaton.schema

    def is_valid(self, stream: "BinaryIO") -> bool:
        """Say whether the document is valid beyond doubt; where it is not, ask the exact pass."""
        return is_valid(self.automaton, stream)

    def is_valid_tree(self, root: "Node") -> bool:
        """Say the same of a tree."""
        from tei.relaxng.automata.trees import is_valid_tree  # noqa: PLC0415 -- files need none

        return is_valid_tree(self.automaton, root)

    def examined(self, data: bytes) -> "Examination":
        """Give the faults of a document; DocumentError where it cannot be read to its end."""
        from tei.relaxng.exact.examination import examined  # noqa: PLC0415 -- valid documents need none

        return examined(self.schema, data)

    def save(self, least: int = 1) -> None:
        """Keep in the cache what was computed, if there is enough of it that is new: ``least`` steps, or many values."""
        automaton = self.automaton
        if automaton.new_steps < least and automaton.new_values < least * _WORTH_SAVING:
            return
        with _without_collecting():
            entry = dumped(automaton, tuple(self._files.items()))
        try:
            self._cache[self._key] = entry
        except OSError:
            return
        automaton.new_steps = automaton.new_values = 0

    def _from_cache(self) -> "Automaton | None":
        try:
            return loaded(self._cache[self._key], self._are_current)
        except (KeyError, OSError, Damaged, ValueError, EOFError, TypeError, IndexError):
            return None

    def _made(self) -> "Automaton":
        from tei.relaxng.automata.automaton import Automaton  # noqa: PLC0415 -- as below
        from tei.relaxng.matching.schema import Schema  # noqa: PLC0415 -- as above
        from tei.relaxng.reading import read_schema  # noqa: PLC0415 -- a known schema is not read again

        with _without_collecting():
            grammar = read_schema(self._uri, self._resolve)
        for file in grammar.files:
            self._digest(file)
        schema = Schema(grammar)
        automaton = Automaton(lambda: schema, schema.start.number)
        automaton.new_steps = _WORTH_SAVING
        return automaton

    def _are_current(self, files: tuple[tuple[str, bytes], ...]) -> bool:
        """Say whether the files of a schema are what they were when the entry was made."""
        try:
            return all(self._digest(uri) == digest for uri, digest in files)
        except Exception:  # noqa: BLE001 -- whatever ``resolve`` raises will be raised again when the schema is read
            return False

    def _digest(self, uri: str) -> bytes:
        found = self._files.get(uri)
        if found is None:
            found = self._files[uri] = blake2b(self._resolve(uri), digest_size=_DIGEST).digest()
        return found


def _key(uri: str, digest: bytes) -> str:
    """Name the entry of a schema: its first file, its place (what it includes depends on it), engine and Python."""
    parts = (uri, sys.implementation.cache_tag, sys.version_info[:3], _state_of_code())
    return blake2b(repr(parts).encode() + digest, digest_size=_DIGEST).hexdigest()


def _state_of_code() -> tuple[tuple[int, int], ...]:
    """Give size and time of the modules whose values an entry holds: a newer engine does not trust an older one."""
    try:
        folder = __file__.rpartition("engine")[0]
        found = [stat(f"{folder}{module}.py") for module in _MODULES]  # noqa: PTH116 -- pathlib is slow to import
    except OSError:  # inside an archive
        return ()
    return tuple((one.st_size, one.st_mtime_ns) for one in found)


class _without_collecting:  # noqa: N801 -- contextlib is slow to import
    """Put off the collection of garbage while a large schema is read: nothing of it is garbage, and a sixth of the time."""

    def __enter__(self) -> None:
        self._was_enabled = gc.isenabled()
        gc.disable()

    def __exit__(self, *_error: object) -> None:
        if self._was_enabled:
            gc.enable()
