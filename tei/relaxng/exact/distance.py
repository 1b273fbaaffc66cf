"""How far two names are apart, and which of many names is nearest to one that was misspelt.

A slip is a letter too many, too few, a wrong one, or two in the wrong order (Damerau 1964); case is half a slip.
"""

from collections.abc import Collection

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


def cost(word: str, other: str) -> float:
    """Weigh the slips: a letter doubled or two that changed places are likeliest, then a letter lost, then a wrong one."""
    count = slips(word, other, most_slips(word))
    if not 1 <= count < 2:
        return count
    first, second = word.casefold(), other.casefold()
    return count - (0.2 if is_slip_of_keys(first, second) else 0.1 if len(first) != len(second) else 0)


def is_slip_of_keys(word: str, other: str) -> bool:
    """Say whether one word has a letter twice that the other has once, or two neighbours the other way round."""
    if sorted(word) == sorted(other):
        return True
    long, short = sorted((word, other), key=len, reverse=True)
    return any(
        long[at] == long[at + 1] and long[:at] + long[at + 1 :] == short for at in range(len(long) - 1)
    )


def is_close(word: str, other: str) -> bool:
    """Say whether ``other`` was surely meant by ``word``, if there is no other one like it."""
    if word.casefold() == other.casefold() or cost(word, other) < 1:
        return True
    shorter = min(len(word), len(other))
    return slips(word, other, 3) < (3 if shorter > 6 else 2 if shorter > 2 else 0)


def nearest(word: str, among: Collection[str]) -> list[str]:
    """Give the words within reach of ``word``, the nearest first, at most three; else those that it is short for."""
    most = most_slips(word)
    found = []
    for place, other in enumerate(among):
        count = cost(word, other)
        # The whole word must not be slips: a third of it at least has to stay.
        is_near = count < most + 1 and count < max(len(word), len(other)) * 0.7
        if other != word and (is_near or word.casefold() == other.casefold()) and not _is_letter(word, other):
            found.append((count, word[:1] != other[:1], abs(len(word) - len(other)), place, other))
    return [other for *_, other in sorted(found)[:3]] or _longer_or_shorter(word, among)


def _longer_or_shorter(word: str, among: Collection[str]) -> list[str]:
    """Give the words that begin with ``word``, or with which it begins, if they share a good part of it."""
    start = word.casefold()
    found = [
        (abs(len(word) - len(other)), other)
        for other in among
        if 3 <= min(len(word), len(other)) < max(len(word), len(other))
        and (other.casefold().startswith(start) or start.startswith(other.casefold()))
    ]
    return [other for _, other in sorted(found)[:3]]


def _is_letter(word: str, other: str) -> bool:
    """Say whether one of the words is a letter that the other is neither in case nor doubled."""
    short, long = sorted((word.casefold(), other.casefold()), key=len)
    return len(short) < 2 and long not in {short, short * 2}
