"""A line of credits to tasks, people and the body it was done for: "Transcribed & marked up by N for the O.".

Each sentence of a line is read by itself. It has two shapes, "TASKS by NAMES for BODY" and "TASKS for BODY by
NAMES". A colon stands for "by"; where there is neither, only what has the form of names is taken for names.
Thanks, a date and a stop may follow. A mistyped task before a colon or "by" is told by the likeliest right one.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from tei.readers.facts.dates import dates
from tei.readers.facts.labels import nearest
from tei.readers.facts.names import is_name_like, split_names, with_parts
from tei.readers.vocabulary import any_of, words
from tei.transcription.extent import Extent
from tei.transcription.metadata import Organisation, Person, Responsibility, Task

_LONGEST = 400  # characters of a line of credits; what is longer is prose
_MOST_WORDS = 7  # of one name
_MOST_SMALL = 2  # words in lower case in one name
_STOPS = " \u00a0,.;:"
_LETTER = re.compile(r"[^\W\d_]")
_ADDRESS = re.compile(r"@|\w\.\w{2,}(?:/|$)|://")
_LINK = re.compile(r"[\s(]*(?:\bat\s+)?(?:\S*://\S*|www\.\S+|[\w.-]+\.\w{2,}/\S*)\s*$")
_SENTENCE = re.compile(r"[.;]\s+(?=[^\W\d_a-z])")
_DATED = re.compile(r"\s*[(\[][^()\[\]]*\d{4}[^()\[\]]*[)\]]$")
_INITIAL = re.compile(r"(?:^|[\s.])[^\W\d_a-z]\.?$")


class Credits(NamedTuple):
    """What a line of credits says."""

    responsibilities: tuple[Responsibility, ...]
    publisher: Organisation | None


class _Words(NamedTuple):
    """The patterns that a line of credits is made of."""

    tasks: re.Pattern[str]
    mark: re.Pattern[str]
    body: re.Pattern[str]
    by: re.Pattern[str]
    remark: re.Pattern[str]
    within: re.Pattern[str]
    slip: re.Pattern[str]
    bodies: re.Pattern[str]
    article: re.Pattern[str]


@cache
def _words() -> _Words:
    task = any_of(sorted(_tasks_by_word(), key=lambda word: (-len(word), word)))
    both, by, before, articles, others, language, within, thanks = (
        any_of(words("credits", key))
        for key in ("and", "by", "for", "articles", "others", "from", "within", "thanks")
    )
    joint = rf"\s*(?:,\s*{both}(?!\w)|,|/|\\|\+|{both}(?!\w))\s*"
    year = rf"(?:[(\[]?\d{{4}}[)\]]?,?\s+(?={by}\s))?"
    patterns = (
        rf"(?:{others}\s+)?{task}(?:{joint}(?:{task}|{others}))*(?!\w)",
        rf"(?:\s+\({year}\))?(?:\s+{language}\s+\w+(?:\s+\w+)?(?=\s+{by}\s|\s*:))?(?P<mark>\s*:)?\s*{year}(?P<by>{by}\s*:?\s+)?",
        rf"(?<!\w){before}\s+(?:{articles}(?:\s+|(?<=’)))?(?=\S)",
        rf"\s{by}\s+",
        rf"(?:[,;(]\s*|\s[–—-]\s+){thanks}\s",
        rf"\s{within}$",
        rf"(?P<words>[^\W\d_][^\n:.,\d]{{4,44}}?)(?=\s*:|\s+{by}\s)",
        rf"(?<!\w){any_of(words('credits', 'bodies'))}(?!\w)",
        rf"{articles}(?:\s+|(?<=’))(?=[^\W\d_a-z])",
    )
    insensitive = [re.compile(pattern, re.IGNORECASE) for pattern in patterns[:-2]]
    return _Words(*insensitive, *(re.compile(pattern) for pattern in patterns[-2:]))


@cache
def _tasks_by_word() -> dict[str, str]:
    """Each word for a task in lower case, with the task."""
    return {word.lower(): task.value for task in Task for word in words("tasks", task.value)}


def _without_remarks(line: str) -> str:
    """``line`` up to its thanks, its date and its stop."""
    line = _LINK.sub("", line) if "/" in line or "www" in line else line
    thanks = _words().remark.search(line)
    line = (line[: thanks.start()] if thanks else line).rstrip(_STOPS)
    dated = _DATED.search(line[-60:])
    if dated is not None:
        return line[: len(line) - len(dated.group())].rstrip(_STOPS)
    last = next(reversed([one.extent for one in dates(line) if one.extent]), None)
    if last is None or line[last.end :].strip(" )"):
        return line
    return _words().within.sub("", line[: last.start].rstrip(" \u00a0,("))


@lru_cache(maxsize=1024)
def _tasks(text: str) -> tuple[Task, ...]:
    """The tasks in ``text`` in the order in which it names them."""
    places = {}
    for task in Task:
        choices = words("tasks", task.value)
        match = re.search(rf"(?<!\w){any_of(choices)}(?!\w)", text, re.IGNORECASE) if choices else None
        if match:
            places[task] = match.start()
    return tuple(sorted(places, key=places.__getitem__))


@lru_cache(maxsize=1024)
def _mistyped(text: str) -> tuple[Task, ...]:
    """The tasks that ``text`` names when each of its words may be mistyped; none when one is something else."""
    pieces = [piece for piece in re.split(r"\s*[/\\,+&]\s*|\s+and\s+", text.lower()) if piece]
    found = [nearest(piece, _tasks_by_word()) for piece in pieces]
    return tuple(dict.fromkeys(Task(one) for one in found if one)) if found and all(found) else ()


def _agents(text: str, start: int) -> tuple[Extent, Extent | None] | None:
    """Where from ``start`` on the names and the body stand in ``text``."""
    end = len(text)
    body = _words().body.search(text, start)
    if body is None:
        return Extent(start, end), None
    if body.start() > start:
        return Extent(start, body.start()), Extent(body.end(), end)
    # "Transcribed for the O. by N."
    by = _words().by.search(text, body.end())
    return (Extent(by.end(), end), Extent(body.end(), by.start())) if by else None


def _opening(text: str) -> tuple[tuple[Task, ...], int] | None:
    """The tasks that open ``text``, and where they end."""
    tasks = _words().tasks.match(text)
    if tasks is not None:
        return _tasks(tasks.group()), tasks.end()
    slip = _words().slip.match(text)
    found = _mistyped(slip["words"]) if slip else ()
    return (found, slip.end()) if slip and found else None


def _read_sentence(line: str, start: int) -> Credits | None:
    """What one sentence credits to whom."""
    if _opening(line) is None:  # as of most lines: what they end with takes longer to find
        return None
    text = _without_remarks(line)
    opening = _opening(text)
    mark = _words().mark.match(text, opening[1]) if opening else None
    agents = _agents(text, mark.end()) if mark else None
    if opening is None or mark is None or agents is None:
        return None
    extent, body = agents
    names = [_bare(*one) for one in split_names(extent.of(text), extent.start) if _LETTER.search(one[0])]
    is_marked = bool(mark["mark"] or mark["by"] or (body and body.start < extent.start))
    if not names or not all(_could_be_agent(name) if is_marked else _is_full_name(name) for name, _ in names):
        return None
    agents_ = [_agent(name, at, start) for name, at in names]
    publisher = Organisation(body.of(text), _moved(body, start)) if body else None
    return Credits(tuple(Responsibility(task, agent) for task in opening[0] for agent in agents_), publisher)


def _bare(name: str, at: Extent) -> tuple[str, Extent]:
    """``name`` without the article before it and the date in brackets and the stop behind it."""
    article = _words().article.match(name)
    first = article.end() if article else 0
    name = _DATED.sub("", name[first:]).rstrip(" \u00a0,;:")
    return name, Extent(at.start + first, at.start + first + len(name))


def _agent(name: str, at: Extent, start: int) -> Person | Organisation:
    extent = _moved(at, start)
    if _words().bodies.search(name) or _ADDRESS.search(name):
        return Organisation(name, extent=extent)
    return with_parts(Person(name, extent=extent), frozenset())


def _could_be_agent(name: str) -> bool:
    """Whether ``name``, which a colon or "by" marks, could be a name: it opens with a capital, as most of it does."""
    parts = name.split()
    small = sum(part[0].islower() for part in parts)
    opens = _LETTER.search(name)
    return (
        len(parts) <= _MOST_WORDS
        and opens is not None
        and (opens.group().isupper() or _ADDRESS.search(name) is not None or small == 0)
        and small <= _MOST_SMALL
        and not parts[-1][0].islower()
    )


def _is_full_name(name: str) -> bool:
    return " " in name and is_name_like(name)


def _sentences(line: str) -> Iterator[tuple[int, str]]:
    """The sentences of ``line``, each with its place; the stop of an initial ends none."""
    at = 0
    for match in _SENTENCE.finditer(line):
        before = line[at : match.start()]
        if line[match.start()] == "." and _INITIAL.search(before):
            continue
        yield at, before
        at = match.end()
    yield at, line[at:]


def read_credits(line: str, start: int = 0) -> Credits | None:
    """What ``line`` credits to whom, or None when it is no line of credits."""
    if len(line) > _LONGEST or not line:
        return None
    found: list[Credits] = []
    for at, sentence in _sentences(line):
        one = _read_sentence(sentence, start + at)
        if one is not None:
            found.append(one)
        elif not found:
            return None
    publisher = next((one.publisher for one in found if one.publisher), None)
    return Credits(tuple(each for one in found for each in one.responsibilities), publisher)


def _moved(extent: Extent, start: int) -> Extent:
    return Extent(extent.start + start, extent.end + start)
