"""The check ``sch``: the Schematron rules of the schema, or those that stand in its grammar.

Schematron says in XPath what a grammar cannot: that a subtitle needs a title, that an emphasis note names a person.
The engine (``tei.schematron``) gives what failed and where; here it becomes findings. The code of a finding ends in
the id of its constraint, ``check.sch.CONSTRAINT``; where a constraint has none it is ``check.sch.assertion-failed``.
"""

from collections.abc import Iterator

from lxml import etree

from tei.checks.schemas import Schemas
from tei.diagnostics import Diagnostic, Rule, Severity, Span
from tei.document.namespaces import TEI, tei
from tei.document.parse import Document
from tei.errors import SchemaError
from tei.relaxng import errors as relaxng_errors
from tei.schematron import embedded, reading
from tei.schematron.errors import SchematronError
from tei.schematron.failures import Failure
from tei.schematron.rules import Rules
from tei.schematron.schema import Assertion, Insertion, Message, Schema


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


class UndecidedRule(Rule):
    """Whether a rule of the schema holds here cannot be found out.

    What: its expression has no value at this place, mostly since a value is not of the kind that the rule
    takes for granted.

    Why: what the rule is there for was not checked.

    Example: a rule counts from a number, and the attribute says `several`.

    Instead: mend the value that the message names; if it is right, report the rule to the makers of the
    schema.
    """

    message = "{text}"


def check(document: Document, schemas: Schemas) -> Iterator[Diagnostic]:
    """Give one finding for each assertion that fails and each report that fires, in document order."""
    if not schemas.has("sch"):
        return
    try:
        rules = schemas.read_as("sch", _rules)
        for failure in rules.failures(document.root, uri=document.file):
            yield _said(document, failure)
    except SchematronError as error:
        raise SchemaError(str(error)) from None


def _rules(name: str, schemas: Schemas) -> Rules:
    try:
        schema = _schema(name, schemas)
    except relaxng_errors.SchemaError as error:
        raise SchemaError(str(error)) from None
    return Rules(schema, schemas.phase or "#DEFAULT")


def _schema(name: str, schemas: Schemas) -> Schema:
    """Read a schema; of a grammar in compact syntax only its own reader can tell the rules."""
    if not name.endswith(".rnc"):
        return reading.read_schema(name, schemas.read, _of_specification)
    from tei.relaxng.reading import read_schema  # noqa: PLC0415 -- few schemas need it

    found = read_schema(name, schemas.read).annotations
    annotations = ((one.xml, one.uri, one.line) for one in found)
    return reading.schema_of(embedded.of_annotations(annotations, name), name, schemas.read)


def _of_specification(element: etree._Element, prefixes: dict[str, str]) -> str:
    """What an assertion that stands alone in an ODD is about: the element or attribute whose specification is around it."""
    specification = next(element.iterancestors(tei("elementSpec")), None)
    if specification is None or not specification.get("ident"):
        line = int(element.sourceline or 0)
        raise SchematronError(
            f"nothing says what the assertion in line {line} is about; put it into a `rule` with a `context`"
        )
    attribute = next(element.iterancestors(tei("attDef")), None)
    prefix = embedded.prefix_of(specification.get("ns", TEI), prefixes)
    context = f"{prefix}:{specification.get('ident')}"
    return context if attribute is None else f"{context}/@{attribute.get('ident')}"


def _said(document: Document, failure: Failure) -> Diagnostic:
    rule = UndecidedRule if failure.kind == "undecided" else AssertionFailed
    hint = "; ".join(one.text for one in failure.diagnostics) or None
    finding = rule.at(_span(document, failure), text=failure.text.rstrip("."), hint=hint)
    if failure.kind == "undecided":
        return finding
    severity = _SEVERITIES.get(failure.role.casefold(), Severity.ERROR)
    code = f"check.sch.{failure.id}" if failure.id else finding.code
    return finding._replace(code=code, severity=severity)


def _span(document: Document, failure: Failure) -> Span:
    if failure.is_text:
        return document.text_span(failure.element)
    return document.span(failure.element, failure.attribute)


def texts(data: bytes, name: str) -> dict[str, str]:
    """Give the texts of a schema's assertions and reports by their id, one to a line, `…` for what documents fill in."""
    try:
        schema = reading.read_schema(name, lambda _: data)
    except SchematronError as error:
        raise SchemaError(str(error)) from None
    found: dict[str, list[str]] = {}
    for pattern in schema.patterns:
        for rule in pattern.rules:
            for part in rule.parts:
                if isinstance(part, Assertion):
                    found.setdefault(part.id or rule.id or pattern.id, []).append(_shown(part.message))
    return {code: "\n".join(lines) for code, lines in found.items() if code}


def _shown(message: Message) -> str:
    return " ".join("".join("…" if isinstance(part, Insertion) else part for part in message).split())
