"""``tei encode``: a transcription becomes a TEI file, or a folder of them a folder of TEI files."""

from pathlib import Path

import click

from tei.cli.batch import Request, encode_folder
from tei.cli.decisions import FORMS, Report, WithReport
from tei.cli.options import PATH, Inhabitant, findings
from tei.cli.progress import jobs
from tei.cli.single import encode_one, is_single


@click.command("encode", short_help="Encode transcriptions as TEI.", cls=WithReport)
@click.argument("sources", metavar="FILE|DIR...", type=PATH, nargs=-1, required=True)
@click.option("-o", "--output", type=PATH, help="Where to write the TEI of one file (- is standard output).")
@click.option(
    "--out-dir", type=PATH, help="The folder to write to: NAME.xml for each file, only what changed."
)
@click.option(
    "--from", "reader", type=Inhabitant("readers"), help="What the files are, instead of finding out."
)
@click.option("--date", help="The date of revision of the encoded file: 1941-11-08, 1941-11 or 1941.")
@click.option("--language", help="The language of the text, such as en or de-AT.")
@click.option("--account", type=PATH, help="Write down here where each character of the source went.")
@click.option(
    "--report",
    "told",
    type=click.Choice(FORMS),
    help="Show each decision, its confidence and its reasons (alone: as a table).",
)
@click.option(
    "--report-html", "page", type=PATH, help="Write a page that shows the decisions beside the text."
)
@click.option("--no-validate", is_flag=True, help="Write the TEI without checking it first.")
@click.option("--no-proposals", is_flag=True, help="Do not look for probable slips to correct.")
@click.option("--force", is_flag=True, help="With --out-dir: encode everything, changed or not.")
@jobs
@click.option("--dry-run", is_flag=True, help="Encode and report, but write nothing.")
@click.option(
    "-v",
    "--verbose",
    is_flag=True,
    help="With --out-dir or --report: show also the notes about what was guessed.",
)
@findings
def command(  # noqa: PLR0913 -- one parameter for each option
    *,
    sources: tuple[Path, ...],
    output: Path | None,
    out_dir: Path | None,
    reader: str | None,
    date: str | None,
    language: str | None,
    account: Path | None,
    told: str | None,
    page: Path | None,
    form: str,
    jobs: int | None,
    no_validate: bool,
    no_proposals: bool,
    force: bool,
    dry_run: bool,
    verbose: bool,
    quiet: bool,
) -> int:
    """Encode transcriptions as TEI; - reads standard input.

    What a transcription does not say stands in its sidecar (letter.toml beside letter.txt), in metadata.toml of its
    folder, and in tei.toml of the project. What the encoder guesses, it says (--report shows all of it), and a sidecar
    overrules. Nothing is written that would lose a character of the text or is not valid. In a folder one bad file does
    not stop the others, and a second run does only what changed.

    \b
    tei encode letter.txt -o letter.xml
    tei encode letter.txt --report
    tei encode letters/ --out-dir tei/
    tei encode - < letter.txt | tei validate -
    """  # noqa: D301 -- click keeps the lines after \b as they are
    asked = Report(told, page)
    request = Request(
        sources,
        out_dir,
        reader,
        date,
        language,
        jobs,
        force,
        dry_run,
        is_validating=not no_validate,
        is_proposing=not no_proposals,
    )
    if is_single(request):
        return encode_one(request, asked, form, output=output, account=account, verbose=verbose, quiet=quiet)
    for name, value in (("--output", output), ("--account", account), ("--report-html", page)):
        if value is not None:
            raise click.UsageError(f"{name} is for one file; --out-dir names the folder for several")
    if out_dir is None and not asked.is_asked:
        what = "several files" if len(sources) > 1 else f"{sources[0]} is a folder; several files"
        raise click.UsageError(f"{what} need --out-dir, the folder to write to")
    return encode_folder(request, asked, form, verbose=verbose, quiet=quiet)
