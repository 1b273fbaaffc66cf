"""How far a long run is, and what came of it: for commands that make many things."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from tei.cli.options import F
from tei.cli.output import is_terminal, note

if TYPE_CHECKING:
    from tei.making import Outcome


def jobs(command: F) -> F:
    """Add the option that says on how many cores the work is done."""
    return click.option(
        "--jobs", type=click.IntRange(min=1), help="How many files to work on at once (one for each core)."
    )(command)


@contextmanager
def progress(
    total: int, act: str, *, is_quiet: bool, has_lines: bool
) -> Iterator[Callable[[Iterable[Any]], Iterable[Any]]]:
    """Show how far a long run is, when someone is looking; otherwise a line for each thing made, if ``has_lines``."""
    if is_quiet or total < 2:
        yield lambda outcomes: outcomes
    elif is_terminal(sys.stderr):
        from rich.console import Console  # noqa: PLC0415 -- only a bar needs it
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn  # noqa: PLC0415 -- the same

        columns = (act, BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            yield lambda outcomes: bar.track(outcomes, total=total)
    elif has_lines:
        yield _lines
    else:
        yield lambda outcomes: outcomes


def _lines(outcomes: "Iterable[Outcome[Any]]") -> "Iterator[Outcome[Any]]":
    for outcome in outcomes:
        if outcome.result != "unchanged":
            note(f"{WORDS['build'].get(outcome.result, outcome.result)}: {outcome.task.name}")
        yield outcome


# What the results are called by the commands.
WORDS = {
    "build": {"made": "built", "to make": "to build"},
    "encode": {"made": "encoded", "to make": "to encode"},
}


def summary(outcomes: "Sequence[Outcome[Any]]", act: str, noun: str, place: str) -> str:
    """Count what came of the things: ``500 files: 497 encoded, 3 failed (in out)``."""
    results = [WORDS[act].get(outcome.result, outcome.result) for outcome in outcomes]
    counted = sorted(set(results))
    things = f"1 {noun}" if len(outcomes) == 1 else f"{len(outcomes)} {noun}s"
    return f"{things}: {', '.join(f'{results.count(name)} {name}' for name in counted)} (in {place})"
