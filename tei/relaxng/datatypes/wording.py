"""Plain words for regular expressions: from a table for the well-known ones, else a shortest text as an example."""

from collections.abc import Callable
from functools import cache

from tei.relaxng.datatypes.data_files import lines
from tei.relaxng.datatypes.languages import Undecided, shortest
from tei.relaxng.datatypes.regular_expressions import automaton

LONGEST = 40  # characters of an example that helps
# What editors get wrong: how to put a text right, and what to say if it then matches.
REPAIRS: tuple[tuple[Callable[[str], str], str], ...] = (
    (lambda text: text.replace(" ", ""), "a blank is not allowed inside"),
    (str.lower, "it is written in small letters"),
    (str.upper, "it is written in capital letters"),
    (lambda text: text.replace(",", "."), "a point is expected, not a comma"),
    (lambda text: text.replace(".", ","), "a comma is expected, not a point"),
    (lambda text: text.replace("_", "-"), "a hyphen is expected, not “_”"),
)


@cache
def _known() -> dict[str, str]:
    pairs = (line.partition("\t") for line in lines("pattern_words.txt"))
    return {pattern: words for pattern, _, words in pairs}


def fault(matches: Callable[[str], bool], text: str) -> str:
    """Say what is wrong with a text that does not match; empty where nothing simple is."""
    if not text:
        return "the value is empty"
    unseen = next((character for character in text if not character.isprintable()), "")
    if unseen and matches("".join(filter(str.isprintable, text))):
        return f"the invisible character U+{ord(unseen):04X} is not allowed"
    return next(
        (words for repaired, words in REPAIRS if repaired(text) != text and matches(repaired(text))), ""
    )


@cache
def description(pattern: str) -> str:
    """Say what texts match a pattern."""
    known = _known().get(pattern)
    if known:
        return known
    try:
        example = shortest((automaton(pattern),))
    except Undecided:
        return "text of a certain form"
    if example is None:
        return "nothing at all: no text can match"
    if not example.strip() or len(example) > LONGEST:
        return "text of a certain form"
    return f"text of a certain form, like “{example}”"
