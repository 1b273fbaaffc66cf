r"""Which characters names may have (XML 1.0, 2.3; Namespaces in XML 1.0, 4).

The fifth edition's tables are used for names, as documents of today use them; those of the editions before it, which
regular expressions need (``\i`` and ``\c`` of XSD 1.0 are defined by them), stand in a file and are read when asked for.
"""

from functools import cache

from tei.relaxng.datatypes.character_ranges import Boundaries, has, read_ranges, union
from tei.relaxng.datatypes.data_files import lines

FIRST = read_ranges(
    "3A 41-5A 5F 61-7A C0-D6 D8-F6 F8-2FF 370-37D 37F-1FFF 200C-200D 2070-218F 2C00-2FEF 3001-D7FF F900-FDCF "
    "FDF0-FFFD 10000-EFFFF"
)
ANY = union(FIRST, read_ranges("2D-2E 30-39 B7 300-36F 203F-2040"))


@cache
def fourth_edition() -> tuple[Boundaries, Boundaries]:
    """The characters that may begin a name and those that it may have, before the fifth edition."""
    first, _, other = " ".join(lines("names_fourth_edition.txt")).removeprefix("first").partition("other")
    return read_ranges(first), read_ranges(other)


def is_nmtoken(text: str, *, fourth: bool = False) -> bool:
    """Whether a text has characters of names alone, and at least one."""
    characters = fourth_edition()[1] if fourth else ANY
    return text != "" and all(has(characters, character) for character in text)


def is_name(text: str, *, fourth: bool = False) -> bool:
    """Whether a text is a Name."""
    if text.isascii() and text.replace(":", "_").isidentifier():
        return True
    first = fourth_edition()[0] if fourth else FIRST
    return is_nmtoken(text, fourth=fourth) and has(first, text[0])


def is_ncname(text: str, *, fourth: bool = False) -> bool:
    """Whether a text is a name without a colon; ``fourth`` asks by the editions of XML 1.0 before the fifth."""
    if text.isascii():  # then Python's identifiers are these names, but for two characters
        return text.isidentifier() or (
            text.replace("-", "_").replace(".", "_").isidentifier() and text[0] not in ".-"
        )
    return ":" not in text and is_name(text, fourth=fourth)
