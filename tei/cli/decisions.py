"""What ``tei encode`` tells about decisions: ``--report`` and ``--report-html``."""

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from tei.cli.output import has_colour, is_terminal

if TYPE_CHECKING:
    from tei.reports.decisions import Decided

FORMS = ("table", "json")
# How wide a table is where no terminal says it.
_WIDTH = 120


class Report(NamedTuple):
    """What is to be told: the form on standard output, the page."""

    form: str | None = None
    page: Path | None = None

    @property
    def is_asked(self) -> bool:
        return self.form is not None or self.page is not None


class WithReport(click.Command):
    """A command whose option ``--report`` may stand alone, also before a file: it takes only a form that there is."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        following = [*args[1:], ""]
        given = [
            "--report=table" if one == "--report" and after not in FORMS else one
            for one, after in zip(args, following, strict=False)
        ]
        return super().parse_args(ctx, given)


def tell(asked: Report, decided: "Sequence[Decided]") -> None:
    """Print what was decided, and write the page of a single file."""
    from tei.reports.decisions import as_json, as_table  # noqa: PLC0415 -- only a report needs it

    if asked.form == "json":
        click.echo(as_json(decided), nl=False)
    elif asked.form == "table":
        width = shutil.get_terminal_size((_WIDTH, 24)).columns if is_terminal(sys.stdout) else _WIDTH
        colour = has_colour(sys.stdout)
        click.echo(as_table(decided, width=width, colour=colour), nl=False, color=colour)
    if asked.page is not None and decided:
        from tei.files import write  # noqa: PLC0415 -- only what is written needs it
        from tei.reports.decision_page import page  # noqa: PLC0415 -- the same

        file = decided[0].file
        sidecar = "the sidecar" if file == "-" else Path(file).with_suffix(".toml").name
        write(asked.page, page(decided[0], sidecar).encode())
