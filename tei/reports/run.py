"""What a report is told besides the findings: the run that found them, and how it is to be shown."""

from collections.abc import Callable
from typing import NamedTuple

Explain = Callable[[str], str | None]


def _nothing(_code: str) -> None:
    """Explain no rule."""


class Run(NamedTuple):
    """``checked`` counts the files, None where nobody did; ``files`` names them, where they are known.

    ``explain`` gives what is said of a rule: a sentence, then paragraphs that begin with What:, Why:, Example: and Instead:.
    """

    checked: int | None = None
    files: tuple[str, ...] = ()
    has_colour: bool = False
    version: str = ""
    explain: Explain = _nothing


NO_RUN = Run()


def explained(code: str, run: Run) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Divide what is said of a rule into its first sentence and its paragraphs, each with the word it begins with."""
    first, *others = (run.explain(code) or "").split("\n\n")
    parted = (" ".join(one.split()).partition(": ") for one in others)
    return " ".join(first.split()), tuple((word, text) for word, _, text in parted)
