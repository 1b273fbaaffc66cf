"""Light marks in a plain text, by which transcribers and editors say what a line is: those of Markdown, and underscores.

In come chunks, out go the same with hints and marks: `# Heading`, `> quotation`, `- item`, `_emphasis_`,
`**bold**`, `=bold=`, `^{th}`. The signs are mark-up and no text. A sign that could be anything else stays as it is:
one that has no partner, stands between blanks or within a word, an item without a second one.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import count

from tei.readers.chunks.chunk import Chunk, Hint, Mark, leaf
from tei.transcription.decisions import Kind
from tei.transcription.extent import Extent
from tei.transcription.inlines import Emphasis, Inline, Markup

_HEADING = re.compile(r"(#{1,6})[ \u00a0]+(?=[^\s#])")
_QUOTED = re.compile(r">[ \u00a0]?")
_ITEM = re.compile(r"([-*+•])[ \u00a0]+(?=\S)")
_SIGNS = frozenset("#>-*+•")  # that may say what a line is
_LEAST_QUOTED = 24  # characters: shorter lines behind such a sign lead somewhere
# The signs, what may stand between them, and how that looks.
_PAIRED = (
    ("_", re.compile(r"(?<![\w_])(_)(?=[^\s_])([^_]*[^\s_])(_)(?![\w_])"), "italic"),
    ("**", re.compile(r"(?<![\w*])(\*\*)(?=[^\s*])([^*]*[^\s*])(\*\*)(?![\w*])"), "bold"),
    ("=", re.compile(r"(?<![\w=])(=)(?=[^\W\d])([^=<>]*[^\s=])(=)(?![\w=])"), "bold"),
    ("^{", re.compile(r"(\^\{)([^{}\s]+)(\})"), "superscript"),
)


def lighted(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """``chunks`` with what their signs say."""
    if not chunks:
        return chunks
    source = chunks[0].source
    signs = [paired for paired in _PAIRED if paired[0] in source]
    if "#" in source or ">" in source or _has_items(source):
        groups = count(1)
        chunks = [
            part
            for chunk in chunks
            for part in ((chunk,) if source[chunk.lines[0].start] not in _SIGNS else _blocks(chunk, groups))
        ]
        chunks = _flat(chunks)
    if not signs:
        return chunks
    return [_with_emphasis(chunk, signs) for chunk in chunks]


def _has_items(source: str) -> bool:
    return any(sign + " " in source for sign in "-*+•")


# ------------------------------------------------------------ what a line is


def _blocks(chunk: Chunk, groups: Iterator[int]) -> Iterator[Chunk]:
    """``chunk``, parted where signs at the beginning of lines say what they are."""
    if chunk.hint is not None or chunk.source[chunk.extent.start] not in _SIGNS:
        yield chunk
        return
    texts = chunk.texts
    heading = _HEADING.match(texts[0])
    if heading is not None and any(map(str.isalpha, texts[0])):
        yield _heading(chunk, heading)
        if len(texts) > 1:
            yield from _blocks(chunk.part(1), groups)
    elif all(text.startswith(">") for text in texts) and chunk.length >= _LEAST_QUOTED:
        yield from _quotation(chunk, next(groups))
    elif _are_items(texts):
        group = next(groups)
        for number, text in enumerate(texts):
            yield _item(chunk.part(number, number + 1), text, group)
    else:
        yield chunk


def _markup(start: int, end: int) -> Mark:
    return leaf(Markup(Extent(start, end)))


def _heading(chunk: Chunk, match: re.Match[str]) -> Chunk:
    """The first line of ``chunk`` without the signs before and behind it, which stay marks of it."""
    start, text = chunk.extent.start, match.string
    words = text.rstrip("#")
    words = words.rstrip() if words[-1].isspace() else text
    marks = [_markup(start, start + match.end())]
    if len(words) < len(text):
        marks.append(_markup(start + len(words), start + len(text)))
    line = Extent(start + match.end(), start + len(words))
    return chunk._replace(
        lines=(line,), hint=Hint(Kind.HEADING, level=len(match[1])), marks=(*chunk.marks, *marks)
    )


def _quotation(chunk: Chunk, group: int) -> list[Chunk]:
    """The paragraphs of a quotation: its lines are one, up to a line of the sign alone."""
    hint = Hint(Kind.QUOTATION, level=1, group=group)
    signs = [_QUOTED.match(chunk.source, line.start, line.end) for line in chunk.lines]
    ends = [
        (sign.end() if sign else line.start, line.end) for sign, line in zip(signs, chunk.lines, strict=True)
    ]
    made: list[Chunk] = []
    lines: list[Extent] = []
    marks: list[Mark] = []
    for number, (line, (start, end)) in enumerate(zip(chunk.lines, ends, strict=True)):
        marks.append(_markup(line.start, start))
        if start < end:
            lines.append(Extent(start, end))
        if lines and (start == end or number + 1 == len(ends)):
            whole = Extent(lines[0].start, lines[-1].end)
            made.append(chunk._replace(lines=(whole,), hint=hint, marks=(*chunk.marks, *marks)))
            lines, marks = [], []
    if made and marks:
        made[-1] = made[-1]._replace(marks=(*made[-1].marks, *marks))
    return made or [chunk]


def _are_items(texts: Sequence[str]) -> bool:
    """Whether each of ``texts`` opens with the same sign of an item, and there are two at least."""
    signs = {match[1] if (match := _ITEM.match(text)) else "" for text in texts}
    return len(texts) > 1 and len(signs) == 1 and "" not in signs


def _item(line: Chunk, text: str, group: int) -> Chunk:
    """``line`` without the sign before it, which stays a mark of it."""
    sign = _ITEM.match(text)
    start, end = line.extent
    first = start + (sign.end() if sign else 0)
    return line._replace(
        lines=(Extent(first, end),),
        hint=Hint(Kind.LIST, level=1, group=group),
        marks=(*line.marks, _markup(start, first)),
    )


def _flat(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """``chunks`` whose source has blanks for the line ends and signs within the lines of quotations."""
    quoted = [chunk for chunk in chunks if chunk.kind is Kind.QUOTATION]
    if not quoted:
        return chunks
    pieces, at = [], 0
    source = chunks[0].source
    for chunk in quoted:
        start, end = chunk.extent
        for sign in chunk.marks:
            before = source[at : sign.start]
            is_within = start < sign.start < end
            pieces += [
                before.removesuffix("\n") + " " if is_within else before,
                " " * (sign.end - sign.start),
            ]
            at = sign.end
    flat = "".join([*pieces, source[at:]])
    return [chunk._replace(source=flat) for chunk in chunks]


# ------------------------------------------------------------ what words are


def _with_emphasis(chunk: Chunk, signs: Sequence[tuple[str, re.Pattern[str], str]]) -> Chunk:
    """``chunk`` with marks on the words between signs; the signs themselves are mark-up."""
    text = chunk.text
    found = [paired for paired in signs if paired[0] in text]
    marks = [mark for _, pattern, look in found for mark in _emphasised(chunk, pattern, look)]
    return chunk._replace(marks=(*chunk.marks, *marks)) if marks else chunk


def _emphasised(chunk: Chunk, pattern: re.Pattern[str], look: str) -> Iterator[Mark]:
    """The words that ``pattern`` finds in ``chunk``: where they run over the end of a line, a mark for each line."""
    for match in pattern.finditer(chunk.source, chunk.extent.start, chunk.extent.end):
        for line in chunk.lines:
            start, end = max(line.start, match.start()), min(line.end, match.end())
            if start < end:
                yield Mark(start, end, partial(_emphasis, rendition=look))
        yield _markup(*match.span(1))
        yield _markup(*match.span(3))


def _emphasis(content: tuple[Inline, ...], rendition: str) -> Inline:
    return Emphasis(content, rendition)
