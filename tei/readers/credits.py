"""A line of credits to tasks, people and the body it was done for: "Transcribed & marked up by N for the O."."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tei.readers.names import split_names
from tei.readers.vocabulary import any_of, words
from tei.transcription.extent import Extent
from tei.transcription.metadata import Organisation, Person, Responsibility, Task


class Credits(NamedTuple):
    """What a line of credits says."""

    responsibilities: tuple[Responsibility, ...]
    publisher: Organisation | None


@cache
def _line() -> re.Pattern[str]:
    task = any_of(word for task in Task for word in words("tasks", task.value))
    joint = rf"\s*(?:,|/|\\|{any_of(words('credits', 'and'))})\s*"
    return re.compile(
        rf"(?P<tasks>{task}(?:{joint}{task})*)\s*:?\s*(?:{any_of(words('credits', 'by'))}\s+)?(?P<names>\S.*?)"
        rf"(?:\s+{any_of(words('credits', 'for'))}\s+(?:{any_of(words('credits', 'articles'))}\s+)?(?P<body>.+?))?\.?",
        re.IGNORECASE,
    )


def _tasks(text: str) -> Iterator[Task]:
    """The tasks in ``text`` in the order in which it names them."""
    places = {}
    for task in Task:
        match = re.search(rf"(?<!\w){any_of(words('tasks', task.value))}(?!\w)", text, re.IGNORECASE)
        if match:
            places[task] = match.start()
    yield from sorted(places, key=places.__getitem__)


def read_credits(line: str, start: int = 0) -> Credits | None:
    """What ``line`` credits to whom, or None when it is no line of credits."""
    match = _line().fullmatch(line)
    if match is None:
        return None
    people = [
        Person(name, extent=extent)
        for name, extent in split_names(match["names"], start + match.start("names"))
    ]
    body = match["body"]
    publisher = (
        Organisation(body, Extent(start + match.start("body"), start + match.end("body"))) if body else None
    )
    return Credits(
        tuple(Responsibility(task, person) for task in _tasks(match["tasks"]) for person in people), publisher
    )
