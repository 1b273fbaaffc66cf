"""Did you mean …? The names nearest to one that is not known."""

from collections.abc import Iterable

# Beyond this many names only those of about the same length are compared: difflib is slow, and a slip is short.
_MANY = 2000


def nearest(word: str, among: Iterable[str], *, limit: int = 1) -> tuple[str, ...]:
    """Names that differ from ``word`` by a slip, the likeliest first; a difference in case alone comes before all."""
    names = sorted(set(among) - {word})
    if len(names) > _MANY:
        names = [name for name in names if abs(len(name) - len(word)) <= 1]
    same = [name for name in names if name.casefold() == word.casefold()]
    from difflib import get_close_matches  # noqa: PLC0415 -- only a slip pays for it

    close = get_close_matches(word, names, n=limit, cutoff=0.6 if len(word) <= 4 else 0.7)
    return tuple(dict.fromkeys([*same, *close]))[:limit]


def did_you_mean(word: str, among: Iterable[str]) -> str | None:
    """Ask whether the nearest name was meant; None when nothing is near."""
    found = nearest(word, among)
    return f"did you mean `{found[0]}`?" if found else None
