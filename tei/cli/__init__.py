"""The command ``tei``: parse options, call, print, exit.

A command is a module of this folder with a function ``command``; it is imported when it is asked for, and brings
what is heavy (lxml, rich, xmlschema) only when it runs, so that ``tei --version`` and ``tei --help`` cost little more
than click itself. A command returns its exit status: 0 nothing worse than a warning, 1 findings of severity error,
2 the command could not do its work.
"""

import errno
import gc
import os
import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from tei import __version__
from tei.errors import TeiError

# In the order of the work; `tei --help` shows them so.
COMMANDS = (
    "new",
    "encode",
    "validate",
    "compare",
    "publish",
    "cite",
    "build",
    "explain",
    "formats",
    "schema",
)


class Commands(click.Group):
    """The group of commands, each imported when needed; every trouble ends in one sentence and a status."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 -- the same
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"tei.cli.{cmd_name}").command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:  # noqa: ANN401 -- click's signature
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            from tei.diagnostics.nearest import did_you_mean  # noqa: PLC0415 -- only a slip pays for it

            advice = did_you_mean(args[0], COMMANDS) or f"there are {', '.join(COMMANDS)}"
            raise click.UsageError(f"there is no command `{args[0]}`; {advice}", ctx)
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **options: Any) -> NoReturn:  # noqa: ANN401 -- click's signature
        options["standalone_mode"] = False
        try:
            status = super().main(*args, **options)
        except click.UsageError as error:
            path = error.ctx.command_path if error.ctx else "tei"
            _say(f"{_sentence(error)} (see {path} --help)")
            status = 2
        except (TeiError, click.ClickException) as error:
            _say(str(error) if isinstance(error, TeiError) else error.format_message())
            status = 2
        except click.Abort:
            status = 130
        except Exception as error:
            if isinstance(error, OSError) and error.errno == errno.ENOSPC and error.filename is None:
                # What names no file was printed: whatever writes files says which.
                _say("standard output cannot be written: no space left on device")
                sys.exit(2)
            if os.environ.get("TEI_DEBUG"):
                raise
            _say(
                f"a fault of the program ({type(error).__name__}: {error}); set TEI_DEBUG=1 to see where, and report it"
            )
            status = 2
        sys.exit(status if isinstance(status, int) else 0)


def _say(sentence: str) -> None:
    click.echo("tei: " + " ".join(sentence.split()), err=True)


def _sentence(error: click.UsageError) -> str:
    """Say what is wrong with the options, alike for every version of click."""
    if isinstance(error, click.NoSuchOption) and error.ctx:
        from tei.diagnostics.nearest import did_you_mean  # noqa: PLC0415 -- only a slip pays for it

        known = [name for parameter in error.ctx.command.params for name in parameter.opts]
        advice = did_you_mean(error.option_name, known)
        return f"there is no option `{error.option_name}`" + (f"; {advice}" if advice else "")
    words = error.format_message()
    return words[:1].lower() + words[1:].rstrip(".")


@click.group(
    "tei",
    cls=Commands,
    epilog='To complete with the tab key: eval "$(_TEI_COMPLETE=bash_source tei)" (or zsh_source, fish_source).',
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="tei", message="%(prog)s %(version)s")
@click.pass_context
def commands(context: click.Context) -> None:
    """Scholarly editions from transcriptions: encode as TEI, validate, publish.

    \b
    tei new letters                            begin a project
    tei encode letter.txt -o letter.xml        a transcription becomes TEI
    tei validate letter.xml                    is it right, and if not, where?
    tei publish letter.xml --to html -o web    a page to read
    tei cite letter.xml --to bibtex            an entry for a bibliography
    tei build                                  all of it, for every edition, only what changed
    """  # noqa: D301 -- click keeps the lines after \b as they are
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def main() -> NoReturn:
    """Run the command ``tei``."""
    # Starting makes many objects that live to the end; collecting among them over and over costs a short command
    # a tenth of its time and frees nothing.
    gc.set_threshold(100_000, 20, 20)
    try:
        commands.main(prog_name="tei")
    finally:
        gc.freeze()  # the same for the collection at the end: the memory goes back with the process
