"""IDs and references of one document: each ID is a name and stands once, each reference leads to one.

RELAX NG DTD Compatibility, section 5. Values are kept as hashes, eight bytes each, so that a document of millions of
IDs fits; two IDs with one hash look like one ID twice, which the exact pass then finds wrong.
"""

from array import array

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_AT_ONCE = 1 << 17


class Identity:
    """What a document has said of IDs so far."""

    def __init__(self) -> None:
        self._identifiers, self._references = array("q"), array("q")
        self._are_names = True

    def add(self, identifiers: list[str], references: list[str]) -> None:
        """Take the values of a block, and empty the lists."""
        for values, hashes in ((identifiers, self._identifiers), (references, self._references)):
            names = " ".join(values).split()
            self._are_names = self._are_names and len(names) == len(values) and _are_names(names)
            hashes.extend(map(hash, names))
            values.clear()

    def holds(self) -> bool:
        """Say whether all is right, beyond doubt."""
        return self._are_names and all(
            len(set(identifiers)) == len(identifiers) and set(references) <= set(identifiers)
            for identifiers, references in self._parts()
        )

    def _parts(self) -> "Iterator[tuple[list[int], list[int]]]":
        """Divide the values so that no part is large: a set takes ten times the room of an array."""
        parts = (len(self._identifiers) + len(self._references)) // _AT_ONCE + 1
        for part in range(parts):
            yield _part(self._identifiers, part, parts), _part(self._references, part, parts)


def _part(values: "Iterable[int]", part: int, parts: int) -> list[int]:
    return list(values) if parts == 1 else [value for value in values if value % parts == part]


def _are_names(names: list[str]) -> bool:
    """Say whether all are NCNames. In ASCII those are Python's identifiers, with hyphens and full stops inside."""
    joined = " " + " ".join(names)
    if joined.isascii() and " -" not in joined and " ." not in joined:
        plain = joined.replace("-", "_").replace(".", "_").split()
        return all(map(str.isidentifier, plain))
    from tei.relaxng.datatypes import datatype  # noqa: PLC0415 -- most documents have plain IDs

    name = datatype("http://www.w3.org/2001/XMLSchema-datatypes", "NCName", ())
    return all(name.allows(one, _no_namespace) for one in names)


def _no_namespace(_prefix: str) -> None:
    return None
