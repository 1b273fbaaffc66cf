"""The check ``sch``: the Schematron rules of the schema, with XPath 1.0.

Schematron says in XPath what a grammar cannot: that a subtitle needs a title, that an emphasis note names a person.
The runner (``schematron.py``) gives what failed and where; here it becomes findings. The code of a finding ends in
the id of its constraint, ``check.sch.CONSTRAINT``; where a constraint has none it is ``check.sch.assertion-failed``.
"""

from collections.abc import Iterator

from tei.checks import schematron
from tei.checks.schemas import Schemas
from tei.diagnostics import Diagnostic, Rule, Severity
from tei.document.parse import Document


class AssertionFailed(Rule):
    """A rule that the schema states in Schematron does not hold here.

    What: such a rule says what the grammar cannot: about values that belong together, about text, about
    what is elsewhere in the file. Its message is written by the makers of the schema; the last part of
    the code is the name they gave it.

    Why: the schema's makers rely on it.

    Example: a subtitle without a title.

    Instead: do what the message asks for.
    """

    message = "{text}"


_SEVERITIES = {
    "fatal": Severity.ERROR,
    "error": Severity.ERROR,
    "warning": Severity.WARNING,
    "warn": Severity.WARNING,
    "nonfatal": Severity.WARNING,
    "info": Severity.NOTE,
    "information": Severity.NOTE,
    "note": Severity.NOTE,
}


def check(document: Document, schemas: Schemas) -> Iterator[Diagnostic]:
    """Give one finding for each assertion that fails and each report that fires, in document order."""
    if not schemas.has("sch"):
        return
    rules = schemas.made("sch", schematron.compiled)
    elements = list(document.root.iter("*"))
    for failure in sorted(schematron.failures(rules, document.tree), key=lambda failure: failure.element):
        element = elements[failure.element]
        finding = AssertionFailed.at(document.span(element, failure.attribute), text=failure.text)
        severity = _SEVERITIES.get(failure.role.casefold(), Severity.ERROR)
        code = f"check.sch.{failure.id}" if failure.id else finding.code
        yield finding._replace(code=code, severity=severity)
