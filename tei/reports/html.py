"""The report ``html``: one page to send to a colleague, grouped by cause, with no script and no other file.

A table of the rules that were broken comes first; then for each rule what it means, and for each cause the message, a few
places as they stand in the text, and all places by file and line. A cause with thousands of places is one entry.
"""

import re
from collections.abc import Sequence
from html import escape

from tei.diagnostics import Diagnostic, Span
from tei.diagnostics.lines import Lines, Source
from tei.reports.causes import Broken, Cause, broken_rules
from tei.reports.page_style import policy, style_with
from tei.reports.run import NO_RUN, Run, explained
from tei.reports.summary import number, summary

# So many places of a cause are shown with their text, and so many causes of a rule before the rest is folded.
_SHOWN, _OPEN = 3, 12
_AROUND = 70
_CODE = re.compile("`([^`]+)`")


def render(findings: Sequence[Diagnostic], source: Source, run: Run = NO_RUN) -> str:
    """Make the page."""
    style = style_with("findings_page.css")
    broken, lines = broken_rules(findings), Lines(source)
    sections = "".join(_section(at, rule, lines, run) for at, rule in enumerate(broken, 1))
    made = f"<footer><p>Made by tei {escape(run.version)}.</p></footer>\n" if run.version else ""
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy(style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Findings: {escape(summary(findings, run.checked))}</title>
<style>{style}</style>
</head>
<body>
<header>
<h1>Findings</h1>
<p>{escape(_capital(summary(findings, run.checked)))}.</p>
</header>
<main>
{_table(broken, run)}{sections}</main>
{made}</body>
</html>
"""


def _table(broken: Sequence[Broken], run: Run) -> str:
    """List the rules that were broken, each with a link to its section."""
    if not broken:
        return ""
    rows = "".join(
        f'<tr class="{rule.severity}"><td class="count">{rule.places}</td><td class="count">{rule.files}</td>'
        f'<td class="severity">{rule.severity}</td>'
        f'<td><a href="#rule-{at}">{_marked(_title(rule.code, run))}</a></td></tr>\n'
        for at, rule in enumerate(broken, 1)
    )
    return f"""<table>
<thead><tr><th class="count" scope="col">places</th><th class="count" scope="col">files</th><th scope="col">severity</th>
<th scope="col">what</th></tr></thead>
<tbody>
{rows}</tbody>
</table>
"""


def _section(at: int, rule: Broken, lines: Lines, run: Run) -> str:
    articles = [_article(cause, rule, lines) for cause in rule.causes]
    more = "".join(articles[_OPEN:])
    if more:
        more = f"<details><summary>{len(articles) - _OPEN} more</summary>\n{more}</details>\n"
    where = f"{number(rule.places, 'place')} in {number(rule.files, 'file')}"
    return f"""<section class="{rule.severity}" aria-labelledby="rule-{at} code-{at}">
<h2 id="rule-{at}">{_marked(_title(rule.code, run))}</h2>
<p><span class="severity">{_capital(rule.severity)}</span> <code class="code" id="code-{at}">{escape(rule.code)}</code>, {where}</p>
{_meaning(rule.code, run)}{"".join(articles[:_OPEN])}{more}</section>
"""


def _title(code: str, run: Run) -> str:
    """Say in a few words what is the case; of a rule that nobody explains, its code."""
    return _capital(explained(code, run)[0].rstrip(".")) or code


def _meaning(code: str, run: Run) -> str:
    _, paragraphs = explained(code, run)
    if not paragraphs:
        return ""
    said = "".join(f"<dt>{escape(word)}</dt><dd>{_marked(text)}</dd>\n" for word, text in paragraphs)
    return f"<details><summary>What it means</summary>\n<dl>\n{said}</dl></details>\n"


def _article(cause: Cause, rule: Broken, lines: Lines) -> str:
    hint = f"<p>{_marked(_capital(cause.hint))}.</p>\n" if cause.hint else ""
    figures = "".join(_figure(finding, cause, lines) for finding in cause.findings[:_SHOWN])
    return f"""<article class="{rule.severity}">
<h3>{_marked(_capital(cause.message))}</h3>
{hint}{figures}{_places(cause)}</article>
"""


def _figure(finding: Diagnostic, cause: Cause, lines: Lines) -> str:
    """Show one place with the text round it."""
    own = f" {_marked(_capital(finding.hint))}." if finding.hint and not cause.hint else ""
    caption = f"<figcaption>{escape(str(finding.span))}{own}</figcaption>"
    shown = _excerpt(finding.span, lines)
    return f"<figure>{caption}{f'<pre>{shown}</pre>' if shown else ''}</figure>\n"


def _excerpt(span: Span, lines: Lines) -> str:
    line = lines.line(span.file, span.line)
    if not line.strip():
        return ""
    start = min((span.column or 1) - 1, len(line))
    end = len(line) if span.end_line not in {None, span.line} else (span.end_column or start + 2) - 1
    end = start if span.column is None else max(start, min(end, start + 2 * _AROUND))
    before, after = line[max(0, start - _AROUND) : start], line[end : end + _AROUND]
    left, right = "…" * (start > _AROUND), "…" * (len(line) > end + _AROUND)
    marked = f"<mark>{escape(line[start:end])}</mark>" if end > start else ""
    return f"{left}{escape(before.lstrip())}{marked}{escape(after.rstrip())}{right}"


def _places(cause: Cause) -> str:
    """List all places by file, unless they are all shown."""
    if len(cause.findings) <= _SHOWN:
        return ""
    files = cause.files
    items = "".join(
        f'<li><code>{escape(file)}</code> <span class="places">{", ".join(_place(one.span) for one in findings)}</span></li>\n'
        for file, findings in files.items()
    )
    counted = f"All {len(cause.findings)} places in {number(len(files), 'file')}"
    return f"<details><summary>{counted}</summary>\n<ul>\n{items}</ul></details>\n"


def _place(span: Span) -> str:
    return f"{span.line}:{span.column}" if span.column else str(span.line)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _marked(text: str) -> str:
    """Write what stands in backquotes as code."""
    return _CODE.sub(lambda found: f"<code>{found[1]}</code>", escape(text))
