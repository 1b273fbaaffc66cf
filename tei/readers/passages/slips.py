"""Which known word a mistyped one is: one letter dropped, doubled, exchanged or swapped with the next, or two in a long word."""

from collections.abc import Iterable
from functools import cache


def distance(one: str, other: str) -> int:
    """How many letters are dropped, added, exchanged or swapped with their neighbour between two words."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, wanted in enumerate(other, 1):
            cost = min(last[column] + 1, now[column - 1] + 1, last[column - 1] + (letter != wanted))
            if before and column > 1 and letter == other[column - 2] and one[row - 2] == wanted:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        before, last = last, now
    return last[-1]


@cache
def _allowed(length: int) -> int:
    """How many slips a word of ``length`` letters may have."""
    return 2 if length >= 8 else 1


def meant(word: str, among: Iterable[str], shortest: int = 0) -> str | None:
    """The one of ``among`` that ``word`` is meant to be, by its first letter and its length; None when none is near.

    Only words of five letters and of ``shortest`` are considered.
    """
    typed = word.lower()
    near = [
        (distance(typed, one), one)
        for one in among
        if len(one) >= max(5, shortest) and one[0] == typed[0] and abs(len(one) - len(typed)) <= 2
    ]
    best = min(near, default=None)
    return best[1] if best and best[0] <= _allowed(len(best[1])) else None
