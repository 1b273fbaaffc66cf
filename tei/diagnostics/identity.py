"""What makes a finding the same finding after the lines of its file have shifted.

In come findings and the texts they speak of, out come an :class:`Identity` and a fingerprint for each. A baseline, and the
services that compare two reports, know findings by them. Neither has a line or a column in it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from tei.diagnostics.diagnostic import Diagnostic
from tei.diagnostics.lines import Lines, Source
from tei.diagnostics.span import Span

# So much of a line stands for the place on either side of it: whole texts stand in one line.
_AROUND = 60
_WINDOW = 4 * _AROUND
# A message may name another line, which shifts as well.
_LINE = re.compile(r"\blines? \d+")


class Identity(NamedTuple):
    """The file, the rule, the message and the text round the place, its spaces evened out."""

    file: str
    code: str
    message: str
    text: str


def identities(findings: Sequence[Diagnostic], source: Source) -> list[Identity]:
    """Give the identity of each finding; two findings may have the same one."""
    lines = Lines(source)
    return [
        Identity(one.span.file, one.code, _LINE.sub("line", one.message), _around(one.span, lines))
        for one in findings
    ]


def fingerprints(findings: Sequence[Diagnostic], source: Source) -> list[str]:
    """Give a digest for each finding; findings of one identity are told apart by their order."""
    seen = Counter[Identity]()
    digests = []
    for identity in identities(findings, source):
        seen[identity] += 1
        written = "\0".join((*identity, str(seen[identity])))
        digests.append(sha256(written.encode("utf-8", "surrogatepass")).hexdigest())
    return digests


def _around(span: Span, lines: Lines) -> str:
    """Give what stands before and after the place in its line; indentation and width of spaces do not count."""
    line = lines.line(span.file, span.line)
    at = min((span.column or 1) - 1, len(line))
    before = " ".join(line[max(at - _WINDOW, 0) : at].split())[-_AROUND:]
    after = " ".join(line[at : at + _WINDOW].split())[:_AROUND]
    return f"{before} {after}".strip()
