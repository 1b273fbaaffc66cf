"""``tei compare``: does the edition say what its source says, letter for letter?"""

from pathlib import Path

import click

from tei.cli.options import PATH, Inhabitant, findings
from tei.cli.output import note, report, status


@click.command("compare", short_help="Compare an edition with its transcription.")
@click.argument("edition", metavar="EDITION", type=PATH)
@click.argument("transcription", metavar="TRANSCRIPTION", type=PATH)
@click.option("--from", "reader", type=Inhabitant("readers"), help="The format of the transcription.")
@findings
def command(edition: Path, transcription: Path, reader: str | None, form: str, *, quiet: bool) -> int:
    """Say where the text of the TEI file EDITION differs from TRANSCRIPTION, which it was made of.

    Read is what stood in the source (sic, orig, abbr). Letters decide; a difference of blank lines alone is a note.
    Lines that the header keeps (navigation, source, credits) are not missing.

    \b
    tei compare letter.xml letter.txt
    """  # noqa: D301 -- click keeps the lines after \b as they are
    from tei import files  # noqa: PLC0415 -- lxml
    from tei.comparing import compare  # noqa: PLC0415 -- the same

    names = files.shown(edition), files.shown(transcription)
    found = compare(files.read(edition), names[0], files.read(transcription), names[1], reader)
    report(found, form, is_quiet=quiet, is_answer=True)
    if not found:
        note(f"{names[0]} reads like {names[1]}", is_quiet=quiet)
    return status(found)
