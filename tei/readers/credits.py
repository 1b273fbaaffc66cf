"""A line of credits to tasks, people and the body it was done for: "Transcribed & marked up by N for the O.".

Two shapes, "TASKS by NAMES for BODY" and "TASKS for BODY by NAMES". A colon stands for "by"; where there is
neither, only what has the form of names is taken for names. Thanks, a date and a stop may follow.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tei.readers.dates import dates
from tei.readers.names import is_name_like, split_names
from tei.readers.vocabulary import any_of, words
from tei.transcription.extent import Extent
from tei.transcription.metadata import Organisation, Person, Responsibility, Task

_LONGEST = 300  # characters of a line of credits; what is longer is prose
_MOST_WORDS = 7  # of one name
_STOPS = " \u00a0,.;:"
_LETTER = re.compile(r"[^\W\d_]")


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


@cache
def _words() -> _Words:
    task = any_of(word for task in Task for word in words("tasks", task.value))
    both, by, before, articles, others, language, within, thanks = (
        any_of(words("credits", key))
        for key in ("and", "by", "for", "articles", "others", "from", "within", "thanks")
    )
    joint = rf"\s*(?:,\s*{both}(?!\w)|,|/|\\|{both}(?!\w))\s*"
    patterns = (
        rf"{task}(?:{joint}(?:{task}|{others}))*(?!\w)",
        rf"(?:\s+{language}\s+\w+)?(?P<mark>\s*:)?\s*(?:\d{{4}}\s+(?={by}\s))?(?P<by>{by}\s*:?\s+)?",
        rf"(?<!\w){before}\s+(?:{articles}(?:\s+|(?<=’)))?(?=\S)",
        rf"\s{by}\s+",
        rf"[,;(]\s*{thanks}\s",
        rf"\s{within}$",
    )
    return _Words(*(re.compile(pattern, re.IGNORECASE) for pattern in patterns))


def _without_remarks(line: str) -> str:
    """``line`` up to its thanks, its date and its stop."""
    thanks = _words().remark.search(line)
    line = (line[: thanks.start()] if thanks else line).rstrip(_STOPS)
    last = next(reversed([one.extent for one in dates(line) if one.extent]), None)
    if last is None or line[last.end :].strip(" )"):
        return line
    return _words().within.sub("", line[: last.start].rstrip(" \u00a0,("))


def _tasks(text: str) -> Iterator[Task]:
    """The tasks in ``text`` in the order in which it names them."""
    places = {}
    for task in Task:
        match = re.search(rf"(?<!\w){any_of(words('tasks', task.value))}(?!\w)", text, re.IGNORECASE)
        if match:
            places[task] = match.start()
    yield from sorted(places, key=places.__getitem__)


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


def read_credits(line: str, start: int = 0) -> Credits | None:
    """What ``line`` credits to whom, or None when it is no line of credits."""
    if len(line) > _LONGEST:
        return None
    text = _without_remarks(line)
    tasks = _words().tasks.match(text)
    mark = _words().mark.match(text, tasks.end()) if tasks else None
    agents = _agents(text, mark.end()) if mark else None
    if tasks is None or mark is None or agents is None:
        return None
    extent, body = agents
    names = [one for one in split_names(extent.of(text), extent.start) if _LETTER.search(one[0])]
    if any(len(name.split()) > _MOST_WORDS for name, _ in names):
        return None
    is_marked = mark["mark"] or mark["by"] or (body and body.start < extent.start)
    if not names or not (is_marked or all(_is_full_name(name) for name, _ in names)):
        return None
    people = [Person(name, extent=_moved(at, start)) for name, at in names]
    publisher = Organisation(body.of(text), _moved(body, start)) if body else None
    return Credits(
        tuple(Responsibility(task, person) for task in _tasks(tasks.group()) for person in people), publisher
    )


def _is_full_name(name: str) -> bool:
    return " " in name and is_name_like(name)


def _moved(extent: Extent, start: int) -> Extent:
    return Extent(extent.start + start, extent.end + start)
