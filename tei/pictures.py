"""Pictures: the files that the graphics of a document name, to lie beside what is published of it."""

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from tei.diagnostics import Diagnostic, Rule, Severity
from tei.document.namespaces import NS
from tei.errors import InputError, OutputError
from tei.files import inside, read

if TYPE_CHECKING:
    from tei.document.parse import Document


class PictureMissing(Rule):
    """A picture that an edition shows is not there.

    What: a `graphic` names a file that does not lie in the folder of the edition, or below it.

    Why: the page would have a gap where the picture should be.

    Example: `<graphic url="plate-3.jpg"/>` without a `plate-3.jpg` beside the TEI file.

    Instead: put the file into the folder of the edition, or mend the address.
    """

    severity = Severity.WARNING
    message = "the picture `{address}` is not in the folder of the edition"
    hint = "put it beside the file, or mend the address"


def pictures(document: "Document", folder: Path) -> tuple[dict[str, bytes], list[Diagnostic]]:
    """Read the pictures of ``document`` that lie in ``folder``, by their addresses; what is elsewhere stays there."""
    found: dict[str, bytes] = {}
    findings: list[Diagnostic] = []
    for graphic in document.root.iterfind(".//tei:graphic[@url]", NS):
        address = graphic.get("url", "")
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path:
            continue
        name = unquote(parts.path)
        try:
            found[name] = read(inside(folder, name))
        except (InputError, OutputError):
            findings.append(PictureMissing.at(document.span(graphic, "url"), address=address))
    return found, findings
