"""What was decided in a transcription, for the editor to look through: as a table, and as JSON for programs.

In come :class:`Decided` values, one for each file, out comes text. The page is ``decision_page.py``.

    {"version": 1,
     "files": [
       {"file": "letter.txt",
        "decisions": [
          {"line": 31, "last_line": 31, "kind": "heading", "confidence": 0.62, "certainty": "doubtful",
           "reasons": ["short", "no full stop"], "words": "The Mill", "column": null, "correction": null}]}]}

Lines count from 1, and so does the column, which only corrections have; what an editor settled has the confidence 1 and the certainty ``settled``.
"""

import io
import json
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple


class Certainty(StrEnum):
    """How sure a decision is, in a word."""

    SETTLED = "settled"
    SURE = "sure"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


# The least confidence of each word.
_SURE, _LIKELY = 0.9, 0.75
# Columns of a table: the widest reasons, the least room for them and for the words, all columns but these and the kind.
_REASONS, _LEAST, _NARROW = 36, 16, 36
_STYLES = {
    Certainty.SETTLED: "blue",
    Certainty.SURE: "green",
    Certainty.LIKELY: "yellow",
    Certainty.DOUBTFUL: "bold red",
}


class Row(NamedTuple):
    """One decision: the lines of the file that it is about, what they were taken for, how surely, and why.

    ``at`` and ``end`` (exclusive) are its lines in the text that is shown, from 0; ``words`` those of its first.
    ``correction`` is the reading that was put, or is proposed, in the place of ``words``, which begin at ``column``.
    """

    line: int
    last_line: int
    kind: str
    confidence: float
    reasons: tuple[str, ...]
    words: str
    at: int = 0
    end: int = 0
    is_settled: bool = False
    correction: str | None = None
    column: int | None = None

    @property
    def certainty(self) -> Certainty:
        if self.is_settled:
            return Certainty.SETTLED
        if self.confidence >= _SURE:
            return Certainty.SURE
        return Certainty.LIKELY if self.confidence >= _LIKELY else Certainty.DOUBTFUL


class Decided(NamedTuple):
    """The decisions in one file, by line, and its text: each line with its number in the file."""

    file: str
    rows: tuple[Row, ...]
    lines: tuple[tuple[int, str], ...] = ()
    kinds: tuple[str, ...] = ()


def as_json(files: Sequence[Decided]) -> str:
    """Write the decisions as one JSON object."""
    listed = [{"file": one.file, "decisions": list(map(_named, one.rows))} for one in files]
    return json.dumps({"version": 1, "files": listed}, ensure_ascii=False, indent=2) + "\n"


def _named(row: Row) -> dict[str, object]:
    return {
        "line": row.line,
        "last_line": row.last_line,
        "kind": row.kind,
        "confidence": row.confidence,
        "certainty": row.certainty,
        "reasons": row.reasons,
        "words": row.words,
        "column": row.column,
        "correction": row.correction,
    }


def as_table(files: Sequence[Decided], *, width: int, colour: bool = False) -> str:
    """Show the decisions as a table for each file; the least certain have a mark before them."""
    from rich.console import Console  # noqa: PLC0415 -- only a table pays for it

    console = Console(
        file=io.StringIO(), width=width, force_terminal=colour, no_color=not colour, highlight=False
    )
    for one in files:
        if one.rows:
            console.print(_table(one, width))
        console.file.write(f"{one.file}: {counted(one)}\n")
    written: str = console.file.getvalue()  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in written.split("\n"))


def _table(decided: Decided, width: int) -> object:
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 -- only a table pays for it
    from rich.table import Table  # noqa: PLC0415 -- the same
    from rich.text import Text  # noqa: PLC0415 -- the same

    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("", "line", "kind", "confidence", "reasons", "words"):
        table.add_column(name, justify="right" if name == "line" else "left", no_wrap=name != "reasons")
    reasons = ["; ".join(row.reasons) for row in decided.rows]
    room = width - _NARROW - max(len(row.kind) for row in decided.rows)
    wide = min(max(map(len, reasons)), _REASONS, max(room // 2, _LEAST))
    table.columns[4].width = wide
    for row, why in zip(decided.rows, reasons, strict=True):
        style = _STYLES[row.certainty]
        words = f"{row.words} → {row.correction}" if row.correction is not None else row.words
        table.add_row(
            Text("?" if row.certainty is Certainty.DOUBTFUL else "", style),
            str(row.line),
            row.kind,
            Text(confidence(row), style),
            Text(why),
            Text(_short(words, max(room - wide, _LEAST))),
        )
    return table


def _short(words: str, most: int) -> str:
    words = " ".join(words.split())
    return words if len(words) <= most else words[: most - 1] + "…"


def confidence(row: Row) -> str:
    """Say how sure a decision is: ``0.62 doubtful``, or ``settled``."""
    return row.certainty.value if row.is_settled else f"{row.confidence:.2f} {row.certainty}"


def counted(decided: Decided) -> str:
    """Say how many decisions there are of each certainty: ``12 decisions: 3 doubtful, 9 sure``."""
    if not decided.rows:
        return "nothing had to be decided"
    certainties = [row.certainty for row in decided.rows]
    kinds = [f"{certainties.count(one)} {one}" for one in reversed(Certainty) if one in certainties]
    noun = "decision" if len(certainties) == 1 else "decisions"
    return f"{len(certainties)} {noun}: {', '.join(kinds)}"
