"""What an editor has decided to leave: findings that an instruction in the file names, with the reason.

    <?tei ignore check.pointers.dangling-target the list of places comes next year?>

The instruction is about the element that follows it and all that is in it; where text or an end tag follows, about the element
that it stands in; before the root element, about the whole file. It may name several codes, with commas between them, and
groups of them (`check.pointers`). In come the findings of a document, out come those that are left.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tei.checks.pointers import TOO
from tei.diagnostics import Diagnostic, Rule, Severity, Span
from tei.diagnostics.codes import covers
from tei.diagnostics.nearest import did_you_mean
from tei.document.instructions import Instruction, has_instructions, instructions
from tei.document.parse import Document

if TYPE_CHECKING:
    from tei.document.positions import Place

TARGET, _ACT = "tei", "ignore"


class ReasonMissing(Rule):
    """A finding is ignored, and nobody says why.

    What: an instruction `<?tei ignore …?>` names a finding and gives no reason after it.

    Why: whoever edits the file next year cannot know whether the reason still holds.

    Example: `<?tei ignore check.pointers.dangling-target?>`.

    Instead: write the reason behind the code: `<?tei ignore check.pointers.dangling-target the list of places is not
    finished?>`.
    """

    message = "`{codes}` is ignored here without a reason"
    hint = "write the reason behind it: `<?tei ignore {codes} …?>`"


class Unused(Rule):
    """A finding is ignored that is not there.

    What: an instruction `<?tei ignore …?>` names a finding that the element it is about does not have.

    Why: the fault was mended, or the code is misspelt; the next fault of the kind would be passed over.

    Example: the instruction stands in a paragraph, the wrong pointer in the next one.

    Instead: remove the instruction or the code from it, or correct the code; `tei explain` lists all codes.
    """

    severity = Severity.WARNING
    message = "nothing is found here that `{code}` would ignore"
    hint = "remove it"


class _Suppression(NamedTuple):
    """An instruction that was understood."""

    codes: tuple[str, ...]
    reason: str
    instruction: Instruction

    @property
    def size(self) -> tuple[int, int]:
        """How much it is about."""
        about = self.instruction.about
        return about.end_line - about.line, about.end_column - about.column


class Checks(NamedTuple):
    """The names of the checks that were made, and of those that there are."""

    made: Collection[str]
    known: Collection[str]


def settled(document: Document, findings: list[Diagnostic], checks: Checks) -> list[Diagnostic]:
    """Leave out the findings that the file says to ignore; add those about the instructions themselves."""
    if not has_instructions(document.data, TARGET) or document.text is None:
        return findings
    suppressions = list(_suppressions(instructions(document.text, TARGET)))
    left = []
    used: set[tuple[_Suppression, str]] = set()
    for finding in findings:
        kept, by = _kept(finding, suppressions, document.file)
        used |= {(one, code) for one in by for code in one.codes if covers(code, finding.code)}
        if kept:
            left.append(kept)
    return left + [one for each in suppressions for one in _about(each, used, findings, checks, document)]


def _suppressions(found: Sequence[Instruction]) -> Iterator[_Suppression]:
    for instruction in found:
        act, codes, reason = (*instruction.data.split(None, 2), "", "", "")[:3]
        if act == _ACT:
            yield _Suppression(tuple(filter(None, codes.split(","))), reason.strip(), instruction)


def _kept(
    finding: Diagnostic, suppressions: Sequence[_Suppression], file: str
) -> tuple[Diagnostic | None, list[_Suppression]]:
    """Give what is left of a finding, and the instructions that ignore it or some of its places.

    Several pointers to one id that is missing are one finding; it stays at the first of them that is not ignored.
    """
    alike = [one.span for one in finding.related if one.label == TOO]
    nearest = {span: _nearest(finding.code, span, suppressions, file) for span in (finding.span, *alike)}
    by = [one for one in nearest.values() if one]
    if not by:
        return finding, by
    left = [span for span, one in nearest.items() if not one]
    if not left:
        return None, by
    related = [one for one in finding.related if one.label != TOO or one.span in left[1:]]
    return finding._replace(span=left[0], related=tuple(related)), by


def _nearest(code: str, span: Span, suppressions: Sequence[_Suppression], file: str) -> _Suppression | None:
    """Give the instruction that ignores a finding at a place; of several, the one that is about least."""
    fitting = [
        one
        for one in suppressions
        if span.file == file
        and any(covers(group, code) for group in one.codes)
        and _contains(one.instruction.about, span)
    ]
    return min(fitting, key=lambda one: one.size, default=None)


def _contains(about: "Place", span: Span) -> bool:
    if span.column is None:
        return about.line <= span.line <= about.end_line
    return (about.line, about.column) <= (span.line, span.column) < (about.end_line, about.end_column)


def _about(
    suppression: _Suppression,
    used: set[tuple[_Suppression, str]],
    findings: Sequence[Diagnostic],
    checks: Checks,
    document: Document,
) -> Iterator[Diagnostic]:
    """Give the findings about an instruction."""
    place = suppression.instruction.place
    span = Span(document.file, place.line, place.column, place.end_line, place.end_column)
    codes = suppression.codes or ("…",)
    unused = [code for code in codes if (suppression, code) not in used and _is_judged(code, checks)]
    here = [one.code for one in findings if _contains(suppression.instruction.about, one.span)]
    for code in unused:
        yield Unused.at(span, code=code, hint=did_you_mean(code, here))
    if not suppression.reason and len(unused) < len(codes):
        yield ReasonMissing.at(span, codes=",".join(codes))


def _is_judged(code: str, checks: Checks) -> bool:
    """Whether a code would have been found if it were there: not when its check was not made."""
    stage, *others = code.split(".")
    return stage != "check" or not others or others[0] in checks.made or others[0] not in checks.known
