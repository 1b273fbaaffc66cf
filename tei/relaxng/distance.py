"""How far two names are apart, and which of many names is nearest to one that was misspelt.

A slip is a letter too many, too few, a wrong one, or two in the wrong order (Damerau 1964); case is half a slip.
"""

from collections.abc import Iterable

CASE = 0.5


def slips(word: str, other: str, most: int) -> float:
    """Count the slips between two words; whatever is above ``most`` is ``most + 1``."""
    case = CASE if word != other else 0
    first, second = word.casefold(), other.casefold()
    if first == second:
        return case
    if abs(len(first) - len(second)) > most:
        return most + 1
    same_case = sum(map(str.isupper, word)) == sum(map(str.isupper, other))
    return min(_edits(first, second), most + 1) + (0 if same_case else CASE)


def _edits(first: str, second: str) -> int:
    """Count insertions, deletions, changes and transpositions, row by row."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for at, letter in enumerate(first):
        before, last, row = row, before, [at + 1]
        for to, other in enumerate(second):
            steps = min(before[to] + (letter != other), before[to + 1] + 1, row[to] + 1)
            if at and to and letter == second[to - 1] and first[at - 1] == other:
                steps = min(steps, last[to - 1] + 1)
            row.append(steps)
    return row[-1]


def most_slips(word: str) -> int:
    """Say how many slips a word of this length can bear and still be recognised."""
    return 1 if len(word) < 4 else 2 if len(word) < 8 else 3


def is_close(word: str, other: str) -> bool:
    """Say whether ``other`` was surely meant by ``word``: one slip, or two in a long word."""
    if word.casefold() == other.casefold():
        return True
    if min(len(word), len(other)) < 2:
        return False
    return slips(word, other, 3) < (3 if len(word) >= 6 else 2)


def nearest(word: str, among: Iterable[str]) -> list[str]:
    """Give the words within reach of ``word``, the nearest first, at most three."""
    most = most_slips(word)
    found = []
    for place, other in enumerate(among):
        if other == word or (min(len(word), len(other)) == 1 and word.casefold() != other.casefold()):
            continue
        count = slips(word, other, most)
        # The whole word must not be slips: a third of it at least has to stay.
        if count < most + 1 and count < max(len(word), len(other)) * 0.7:
            found.append((count, word[:1] != other[:1], abs(len(word) - len(other)), place, other))
    return [other for *_, other in sorted(found)[:3]]
