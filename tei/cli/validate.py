"""``tei validate``: are TEI files right, and if not, where?"""

from pathlib import Path

import click

from tei.cli.checking import Baselines, Files, Printing, Request, check
from tei.cli.options import PATH, Inhabitant, findings
from tei.cli.progress import jobs as with_jobs
from tei.cli.selecting import selecting, selection
from tei.diagnostics import Severity


@click.command("validate", short_help="Check TEI files, or all of a folder.")
@click.argument("paths", metavar="PATH...", type=PATH, nargs=-1, required=True)
@click.option(
    "--check",
    "checks",
    type=Inhabitant("checks"),
    multiple=True,
    help="Which check to make; may be repeated.",
)
@click.option(
    "--schema",
    type=PATH,
    help="Another schema than the files name: a .rng, .rnc, .sch or .xsd file, or a name of tei schema list.",
)
@click.option("--catalog", type=PATH, help="An XML catalog that says where schemas lie.")
@click.option(
    "--changed", metavar="REF", help="Only files that differ from this branch, tag or commit of git."
)
@click.option("--tei-only", is_flag=True, help="Pass over files that are not TEI.")
@selecting
@click.option(
    "--fail-on",
    type=click.Choice([level.value for level in Severity]),
    default="error",
    show_default=True,
    help="How bad a finding must be for exit status 1.",
)
@click.option("--baseline", type=PATH, help="Old findings, which pass.")
@click.option("--write-baseline", type=PATH, help="Write what is found now as old findings, and pass.")
@click.option("--statistics", is_flag=True, help="Count the findings by rule.")
@click.option("-o", "--output", type=PATH, help="The file to write the report to.")
@with_jobs
@findings
def command(  # noqa: PLR0913, PLR0917 -- the options of a command
    paths: tuple[Path, ...],
    checks: tuple[str, ...],
    schema: Path | None,
    catalog: Path | None,
    jobs: int | None,
    form: str,
    *,
    changed: str | None,
    tei_only: bool,
    select: tuple[tuple[str, ...], ...],
    ignore: tuple[tuple[str, ...], ...],
    severities: tuple[tuple[str, Severity], ...],
    fail_on: str,
    baseline: Path | None,
    write_baseline: Path | None,
    statistics: bool,
    output: Path | None,
    quiet: bool,
) -> int:
    """Check the TEI files PATH; of a folder, all files below it that are TEI; - is standard input.

    Without --check each file is checked against the schemas that it names in its first lines, or the RELAX NG schema and
    Schematron rules of tei when it names none, and for dangling pointers; with --schema, against that schema and for
    dangling pointers. Nothing is fetched from the network: tei schema add does that. The findings go to standard output, the exit status is 1
    when there is an error among them.

    What was computed of a schema is kept in a cache folder, which the variable TEI_CACHE may name; it may be deleted at any
    time.

    \b
    tei validate letter.xml
    tei validate letters/ --format html -o findings.html       one page to send to a colleague
    tei validate letters/ --write-baseline old.json            from now on only new faults are to fail
    tei validate letters/ --baseline old.json --statistics
    tei validate letters/ --changed main --ignore check.sch
    tei validate letter.xml --schema tei_all.rng
    """  # noqa: D301 -- click keeps the lines after \b as they are
    from tei import pipeline, validating  # noqa: PLC0415 -- what only this command needs
    from tei.pool import cores  # noqa: PLC0415 -- the same

    chosen = checks or ((validating.kind_of(schema), "pointers") if schema else pipeline.CHECKS)
    against = validating.Against(chosen, schema, catalog)
    return check(
        Request(
            Files(paths, changed, tei_only),
            against,
            jobs or cores(),
            selection(select, ignore, severities),
            Baselines(baseline, write_baseline),
            Printing(form, output, statistics, quiet),
            Severity(fail_on),
        )
    )
