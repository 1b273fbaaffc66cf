"""``tei explain``: what a finding means, why it matters and what to do."""

import inspect

import click


def _complete(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """The codes that begin so, for the tab key."""
    from tei import rules  # noqa: PLC0415 -- it imports every room

    return [code for code in rules.rules() if code.startswith(incomplete)]


@click.command("explain", short_help="Say what a finding means and what to do.")
@click.argument("code", metavar="[CODE]", required=False, shell_complete=_complete)
def command(code: str | None) -> None:
    """Explain the finding with this CODE; without one, list all codes.

    \b
    tei explain check.pointers.dangling-target
    """  # noqa: D301 -- click keeps the lines after \b as they are
    from tei import rules  # noqa: PLC0415 -- it imports every room

    known = rules.rules()
    if code is None:
        width = max(map(len, known))
        for name, rule in known.items():
            click.echo(f"{name:<{width}}  {(inspect.getdoc(rule) or '').partition(chr(10))[0]}")
        return
    rule, said = rules.rule(code)
    click.echo(f"{code} ({rule.severity})\n")
    click.echo((f"{said}\n\n" if said else "") + (inspect.getdoc(rule) or ""))
