"""Options that several commands share, and the values they take."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from tei.rooms import inhabitants

F = TypeVar("F", bound=Callable[..., Any])


class Inhabitant(click.ParamType[str]):
    """The name of a module of a room: a reader, a check, a publication, a report."""

    def __init__(self, room: str) -> None:
        self.room = room
        self.name = room.removesuffix("s")

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002 -- click's signature
        return "|".join(inhabitants(self.room))

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in inhabitants(self.room):
            from tei.diagnostics.nearest import did_you_mean  # noqa: PLC0415 -- only a slip pays for it

            advice = (
                did_you_mean(value, inhabitants(self.room))
                or f"there are {', '.join(inhabitants(self.room))}"
            )
            self.fail(f"there is no `{value}` among the {self.room}; {advice}", param, ctx)
        return value

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:  # noqa: ARG002
        from click.shell_completion import CompletionItem  # noqa: PLC0415 -- only a completion pays for it

        return [CompletionItem(name) for name in inhabitants(self.room) if name.startswith(incomplete)]


PATH: click.Path = click.Path(path_type=Path, allow_dash=True)


def findings(command: F) -> F:
    """Add the options that say how findings are shown."""
    form = click.option(
        "--format",
        "form",
        type=Inhabitant("reports"),
        default="text",
        show_default=True,
        help="How findings are shown.",
    )
    quiet = click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
    return form(quiet(command))
