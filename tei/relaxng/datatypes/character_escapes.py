r"""What escapes in regular expressions stand for (XSD 1.0 part 2, appendix F.1.1).

``\i`` and ``\c`` are the characters of names as XML 1.0 had them when XSD 1.0 was written: before its fifth edition.
"""

from collections.abc import Callable
from functools import cache

from tei.relaxng.datatypes.character_ranges import from_pairs
from tei.relaxng.datatypes.character_sets import Categories, CharacterSet, Ranges, complement, single
from tei.relaxng.datatypes.name_characters import fourth_edition
from tei.relaxng.datatypes.unicode_categories import CATEGORIES, block, members

SINGLE = {character: character for character in "\\|.?*+(){}-[]^"} | {"n": "\n", "r": "\r", "t": "\t"}
WHITE_SPACE = Ranges(from_pairs([(9, 10), (13, 13), (32, 32)]))
NO_WORD = frozenset("PZC")  # the categories whose characters are not in words begin with these
MULTIPLE: dict[str, Callable[[], CharacterSet]] = {
    "s": lambda: WHITE_SPACE,
    "i": lambda: Ranges(fourth_edition()[0]),
    "c": lambda: Ranges(fourth_edition()[1]),
    "d": lambda: Categories(frozenset({"Nd"})),
    "w": lambda: Categories(frozenset(known for known in CATEGORIES if known[0] not in NO_WORD)),
}


@cache
def escaped(name: str) -> CharacterSet | None:
    r"""What ``\name`` stands for, where ``name`` is one character; None for nothing."""
    if name in SINGLE:
        return single(SINGLE[name])
    if name.lower() not in MULTIPLE:
        return None
    characters = MULTIPLE[name.lower()]()
    return complement(characters) if name.isupper() else characters


def named(name: str) -> CharacterSet | None:
    r"""What ``\p{name}`` stands for: a category or, after ``Is``, a block."""
    if name.startswith("Is"):
        characters = block(name[2:])
        return None if characters is None else Ranges(characters)
    categories = members(name)
    return None if categories is None else Categories(categories)
