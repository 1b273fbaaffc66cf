"""The page of decisions: the text of a transcription with each decision beside the line it is about.

In comes a :class:`~tei.reports.decisions.Decided`, out comes one HTML file that needs no script and no other file.
For each decision it has the lines of TOML that overrule it, to be pasted into the sidecar.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import escape

from tei.reports.decisions import Certainty, Decided, Row, confidence, counted
from tei.reports.page_style import policy, style_with

_LEGEND = {
    Certainty.DOUBTFUL: "look at these first",
    Certainty.LIKELY: "probably right",
    Certainty.SURE: "little doubt",
    Certainty.SETTLED: "decided by the editor, and kept",
}
# What a thing is most likely to be when it is not what it was taken for.
_INSTEAD = {
    "paragraph": "heading",
    "verse": "quotation",
    "list": "verse",
    "title": "subtitle",
    "subtitle": "title",
}
_LONGEST = 60
_MOST_LISTED = 40


def page(decided: Decided, sidecar: str) -> str:
    """Make the page for one file; ``sidecar`` is the name of the file that decisions are written to."""
    style = style_with("decision_page.css")
    name = escape(decided.file)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy(style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Decisions in {name}</title>
<style>{style}</style>
</head>
<body>
<header>
<h1>Decisions in <span class="file">{name}</span></h1>
<p>{counted(decided)}. Where one is wrong, open “Overrule” beside it, paste the lines into
<code>{escape(sidecar)}</code>, choose the right kind, and encode again: what you decide is kept.</p>
{_legend(decided.rows)}
</header>
{_doubtful(decided.rows)}
<main>
<h2>The text</h2>
{"".join(_runs(decided, sidecar))}</main>
</body>
</html>
"""


def snippet(row: Row, kinds: Sequence[str] = ()) -> str:
    """Write the TOML that overrules a decision."""
    lines = ["[[decision]]", f"line = {row.line}", f"text = {_quoted(beginning(row.words))}"]
    if row.correction is not None:
        place = [f"line = {row.line}", *([f"column = {row.column}"] if row.column else [])]
        slip = [f"text = {_quoted(row.words)}", f"correction = {_quoted(row.correction)}"]
        return "\n".join(["[[decision]]", *place, *slip])
    instead = row.kind if row.is_settled else _INSTEAD.get(row.kind, "paragraph")
    others = [kind for kind in kinds if kind not in {row.kind, instead}]
    return "\n".join([*lines, f'kind = "{instead}"', *([f"# or {', '.join(others)}"] if others else [])])


def beginning(words: str) -> str:
    """The first words of a line, as many as are needed to find it again."""
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0]


def _quoted(text: str) -> str:
    """Write a basic string of TOML; its escapes are those of JSON, and one more character needs one."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _legend(rows: Sequence[Row]) -> str:
    found = {row.certainty for row in rows}
    items = [
        f'<li class="{one}"><strong>{one}</strong> {words}</li>'
        for one, words in _LEGEND.items()
        if one in found
    ]
    return f'<ul class="legend">{"".join(items)}</ul>' if items else ""


def _doubtful(rows: Sequence[Row]) -> str:
    """A list of links to what is least certain."""
    doubtful = sorted(
        (row for row in rows if row.certainty is Certainty.DOUBTFUL), key=lambda row: row.confidence
    )
    if not doubtful:
        return ""
    items = "".join(
        f'<li><a href="#decision-{rows.index(row) + 1}">Line {row.line}</a>: {escape(row.kind)}, '
        f'<span class="words">{escape(beginning(row.words))}</span></li>'
        for row in doubtful[:_MOST_LISTED]
    )
    more = f"<p>… and {len(doubtful) - _MOST_LISTED} more</p>" if len(doubtful) > _MOST_LISTED else ""
    return (
        f'<nav aria-labelledby="doubtful"><h2 id="doubtful">Least certain</h2><ol>{items}</ol>{more}</nav>\n'
    )


def _runs(decided: Decided, sidecar: str) -> Iterator[str]:
    """The text in runs of lines, each with the decisions about it; a decision and a blank line begin a new one."""
    begun: dict[int, list[str]] = defaultdict(list)
    bars: dict[int, Certainty] = {}
    for number, row in enumerate(decided.rows, 1):
        begun[row.at].append(_decision(number, row, decided.kinds, sidecar))
        for at in range(row.at, max(row.end, row.at + 1)):
            bars[at] = max(bars.get(at, row.certainty), row.certainty, key=list(Certainty).index)
    lines: list[str] = []
    beside: list[str] = []
    for at, (number, text) in enumerate(decided.lines):
        if lines and (at in begun or not text.strip()):
            yield _run(lines, beside)
            lines, beside = [], []
        beside += begun.get(at, ())
        if text.strip():
            bar = f' class="within {bars[at]}"' if at in bars else ""
            lines.append(
                f'<li value="{number}"{bar}><span class="number">{number}</span><p>{escape(text)}</p></li>'
            )
    if lines or beside:
        yield _run(lines, beside)


def _run(lines: Sequence[str], beside: Sequence[str]) -> str:
    return (
        f'<div class="run">\n<ol>{"".join(lines)}</ol>\n<div class="beside">{"".join(beside)}</div>\n</div>\n'
    )


def _decision(number: int, row: Row, kinds: Sequence[str], sidecar: str) -> str:
    reasons = f'<p class="reasons">{escape("; ".join(row.reasons))}</p>' if row.reasons else ""
    correction = f" <ins>{escape(row.correction)}</ins>" if row.correction is not None else ""
    act = "Change" if row.is_settled else "Accept" if row.correction is not None else "Overrule"
    return f"""
<div class="decision {row.certainty}" id="decision-{number}">
<p class="kind"><strong>{escape(row.kind)}</strong>{correction} <span class="confidence">{confidence(row)}</span></p>
{reasons}<details><summary>{act}</summary><p>In <code>{escape(sidecar)}</code>:</p>
<pre>{escape(snippet(row, kinds))}</pre></details>
</div>
"""
