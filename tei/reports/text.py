"""The report ``text``: findings as a compiler shows them, with the line and a mark under the place.

Colour is a matter of the caller: with ``has_colour`` the text carries the terminal's escape sequences (SGR), without it
not one.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from tei.diagnostics import Diagnostic, Severity, Span
from tei.diagnostics.lines import Lines, Source
from tei.reports.run import NO_RUN, Run
from tei.reports.summary import summary

_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}
_FRAME = "34"
_TAB = 4
_WIDEST = 100
_MOST_RELATED = 2
# So many notes of one kind are shown as a list of places: a page of guesses should fit on a page.
_MANY_NOTES = 3
_MOST_PLACES = 20


def render(findings: Sequence[Diagnostic], source: Source, run: Run = NO_RUN) -> str:
    """Show ``findings`` in order, each with its line from ``source(file)``, and a summary of them."""
    paint = _painted if run.has_colour else _plain
    lines = Lines(source)
    ordered = sorted(findings, key=lambda finding: finding.order)
    many = _many(ordered)
    shown = [_finding(finding, lines, paint) for finding in ordered if finding.code not in many]
    shown += [_places([one for one in ordered if one.code == code], paint) for code in many]
    return "\n".join([*shown, summary(findings, run.checked), ""])


def _many(findings: Sequence[Diagnostic]) -> list[str]:
    """The codes of notes that are so many that their places are listed, in the order of their first place."""
    counts = Counter(finding.code for finding in findings if finding.severity is Severity.NOTE)
    return [code for code, count in counts.items() if count >= _MANY_NOTES]


def _places(findings: Sequence[Diagnostic], paint: Callable[[str, str], str]) -> str:
    """Several findings of one rule as a list: what is common said once, then each place."""
    first = findings[0]
    head = paint(f"{first.severity}[{first.code}]", _COLOURS[first.severity])
    width = max(len(str(finding.span)) for finding in findings)
    places = [
        f"  {paint('-->', _FRAME)} {finding.span!s:<{width}}  {finding.message}"
        for finding in findings[:_MOST_PLACES]
    ]
    if len(findings) > _MOST_PLACES:
        places.append(f"  … and {len(findings) - _MOST_PLACES} more")
    hints = {finding.hint for finding in findings}
    advice = [("hint", first.hint if len(hints) == 1 else None), ("see", f"tei explain {first.code}")]
    notes = [f"  {paint('=', _FRAME)} {paint(word, '1')}: {text}" for word, text in advice if text]
    return "\n".join([f"{head}: {paint(f'{len(findings)} places', '1')}", *places, *notes, ""])


def _finding(finding: Diagnostic, lines: Lines, paint: Callable[[str, str], str]) -> str:
    colour, file = _COLOURS[finding.severity], finding.span.file
    shown = finding.related[:_MOST_RELATED]
    gutter = len(str(max([finding.span.line, *(related.span.line for related in shown)])))
    head = f"{paint(f'{finding.severity}[{finding.code}]', colour)}: {paint(finding.message, '1')}"
    parts = [head, f"{' ' * (gutter - 1)} {paint('-->', _FRAME)} {finding.span}"]
    parts += _excerpt(finding.span, "", lines, gutter, colour, paint)
    for related in shown:
        if related.span.file != file:
            file = related.span.file
            parts.append(f"{' ' * gutter} {paint(':::', _FRAME)} {related.span}")
        parts += _excerpt(related.span, related.label, lines, gutter, _FRAME, paint)
    parts += [
        f"{' ' * gutter} {paint('=', _FRAME)} {paint(word, '1')}: {text}"
        for word, text in _notes(finding)
        if text
    ]
    return "\n".join([*parts, ""])


def _notes(finding: Diagnostic) -> tuple[tuple[str, str | None], ...]:
    more = [f"line {related.span.line}" for related in finding.related[_MOST_RELATED:]]
    return (
        ("also", ", ".join(more[:10]) + "…" * (len(more) > 10)),
        ("hint", finding.hint),
        ("from", str(finding.origin) if finding.origin else None),
        ("fix", finding.fix.title if finding.fix else None),
        ("see", f"tei explain {finding.code}"),
    )


def _excerpt(  # noqa: PLR0913, PLR0917 -- one line of a report and everything that shapes it
    span: Span, label: str, lines: Lines, gutter: int, colour: str, paint: Callable[[str, str], str]
) -> list[str]:
    line = lines.line(span.file, span.line)
    if not line.strip() or span.column is None:
        return []
    bar = paint("|", _FRAME)
    blank = f"{' ' * gutter} {bar}"
    start, end = _marked(line, span)
    shown, start, end = _window(line, start, end)
    mark = paint("^" * (end - start) + (f" {label}" if label else ""), colour)
    return [blank, f"{paint(f'{span.line:>{gutter}}', _FRAME)} {bar} {shown}", f"{blank} {' ' * start}{mark}"]


def _marked(line: str, span: Span) -> tuple[int, int]:
    """Say which characters of the line are meant, from 0; of a tag only its name is marked."""
    start = min((span.column or 1) - 1, len(line))
    same_line = span.end_line in {None, span.line}
    end = (
        span.end_column - 1 if span.end_column and same_line else (len(line) if not same_line else start + 1)
    )
    if line[start : start + 1] == "<" and end - start > 1:
        start += 1
    return start, max(end, start + 1)


def _window(line: str, start: int, end: int) -> tuple[str, int, int]:
    """Expand tabs, and of a long line show what is around the place."""
    before, marked, after = (part.expandtabs(_TAB) for part in (line[:start], line[start:end], line[end:]))
    start, end = len(before), len(before) + max(len(marked), 1)
    shown = (before + marked + after).rstrip()
    if len(shown) <= _WIDEST:
        return shown, start, end
    cut = max(0, start - _WIDEST // 3)
    piece = shown[cut : cut + _WIDEST]
    left, right = "…" * (cut > 0), "…" * (cut + _WIDEST < len(shown))
    offset = len(left) - cut
    return left + piece + right, start + offset, min(end + offset, len(left) + len(piece))


def _painted(text: str, sgr: str) -> str:
    return f"\x1b[{sgr}m{text}\x1b[0m"


def _plain(text: str, _sgr: str) -> str:
    return text
