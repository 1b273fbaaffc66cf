"""The check ``xsd``: is the document valid against the XML Schema, as programs without RELAX NG will ask?

The XML Schema is looser than the RELAX NG schema and slower to read, so it is checked on request only
(``tei validate --check xsd``). xmlschema does the work.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

from tei.checks.schemas import Schemas
from tei.diagnostics import Diagnostic, Rule
from tei.document.parse import Document
from tei.errors import SchemaError


class Invalid(Rule):
    """The document does not follow the XML Schema of the project.

    What: XML Schema is another language for the same rules; it is checked with `--check xsd` only.

    Why: programs that know no RELAX NG will refuse the file.

    Example: an element that the schema does not know.

    Instead: run `tei validate --check rng`, which says it in plainer words; if that finds nothing, the
    two schemas disagree, and that is worth a report.
    """

    message = "{reason}"


def check(document: Document, schemas: Schemas) -> Iterator[Diagnostic]:
    """Give one finding for each element that the XML Schema refuses."""
    schema = schemas.read_as("xsd", _compiled)
    seen = set()
    for error in schema.iter_errors(document.tree):
        element = error.elem if error.elem is not None else document.root
        if element not in seen:
            seen.add(element)
            yield Invalid.at(document.span(element), reason=_plain(error.reason or error.message))


def _compiled(name: str, schemas: Schemas) -> Any:  # noqa: ANN401 -- xmlschema is not typed here
    import xmlschema  # noqa: PLC0415 -- a quarter of a second that only this check pays

    # xmlschema reads what a schema includes itself: from its folder and those below, and from nowhere else.
    allow = "sandbox" if schemas.folder else "none"
    data = schemas.data("xsd")
    try:
        return xmlschema.XMLSchema(io.BytesIO(data), allow=allow, base_url=schemas.folder)
    except (xmlschema.XMLSchemaException, SyntaxError) as error:
        raise SchemaError(f"{name} is not an XML Schema that can be used: {_plain(str(error))}") from None


def _plain(reason: str) -> str:
    """Cut the namespaces and long lists out of xmlschema's sentence."""
    words = re.sub(r"\{[^}]*\}", "", " ".join(reason.split())).rstrip(".")
    words = re.sub(r"<Element (\S+) at 0x[0-9a-f]+>", r"`\1`", words)
    words = re.sub(r"'([^']*)'", r"`\1`", words)
    words = words.split(" (")[0] if len(words) > 200 else words
    return (words[:1].lower() + words[1:])[:200]
