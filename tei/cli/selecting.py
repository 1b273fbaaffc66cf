"""Options that say which findings count: ``--select``, ``--ignore``, ``--severity``, and what their values are."""

from collections.abc import Iterable
from typing import Any

import click

from tei.cli.options import F
from tei.diagnostics import Severity
from tei.diagnostics.nearest import did_you_mean
from tei.selection import Selection, checked_codes, known_codes


class Codes(click.ParamType[tuple[str, ...]]):
    """Codes of findings or groups of them, with commas between them."""

    name = "codes"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002 -- click's signature
        return "CODE[,CODE]"

    def convert(
        self,
        value: Any,  # noqa: ANN401 -- click's signature
        param: click.Parameter | None,  # noqa: ARG002 -- the same
        ctx: click.Context | None,  # noqa: ARG002 -- the same
    ) -> tuple[str, ...]:
        return checked_codes(code.strip() for code in str(value).split(",") if code.strip())

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:  # noqa: ARG002
        """Complete the last of the codes."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 -- only a completion pays for it

        before, comma, last = incomplete.rpartition(",")
        return [CompletionItem(before + comma + code) for code in known_codes() if code.startswith(last)]


class Level(click.ParamType[tuple[str, Severity]]):
    """A code and how severe it is to be: ``check.sch=warning``."""

    name = "level"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002 -- click's signature
        return "CODE=error|warning|note"

    def convert(
        self,
        value: Any,  # noqa: ANN401 -- click's signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[str, Severity]:
        code, _, level = str(value).rpartition("=")
        if not code or level not in set(Severity):
            meant = did_you_mean(level, Severity) if code else None
            advice = meant or "write the code, `=`, and one of error, warning, note"
            self.fail(f"`{value}` gives no code its severity; {advice}", param, ctx)
        checked_codes([code])
        return code, Severity(level)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:  # noqa: ARG002
        from click.shell_completion import CompletionItem  # noqa: PLC0415 -- only a completion pays for it

        code, equals, _ = incomplete.partition("=")
        offered = [f"{code}={level}" for level in Severity] if equals else known_codes()
        return [CompletionItem(one) for one in offered if one.startswith(incomplete)]


def selecting(command: F) -> F:
    """Add the options that say which findings count."""
    options = (
        click.option("--select", type=Codes(), multiple=True, help="Only these findings, or groups of them."),
        click.option(
            "--ignore", type=Codes(), multiple=True, help="Not these; the longer of two codes decides."
        ),
        click.option(
            "--severity",
            "severities",
            type=Level(),
            multiple=True,
            help="Another severity for a finding; may be repeated.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def selection(
    select: Iterable[tuple[str, ...]],
    ignore: Iterable[tuple[str, ...]],
    severities: Iterable[tuple[str, Severity]],
) -> Selection:
    """Give the selection that the options ask for."""
    return Selection(
        tuple(code for codes in select for code in codes),
        tuple(code for codes in ignore for code in codes),
        tuple(severities),
    )
