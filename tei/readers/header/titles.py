"""The title block: which of the first chunks it is, and what each of them is.

Its usual order is author, column or series, title, subtitle, date; any but the title may be missing, the author may
follow ("by N"). It ends with the date, or above the lines about the text. Without either only what is sure is
taken: the author and the title, or the title. A text that opens as a letter does (place and date, "Dear …") has none.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from tei.readers.blocks import letter_lines
from tei.readers.blocks.headings import is_article, is_heading
from tei.readers.chunks.chunk import Chunk, joined
from tei.readers.facts.dates import dates, whole_date
from tei.readers.facts.labels import label
from tei.readers.facts.names import are_names, without_year
from tei.readers.header.records import tells_of_text
from tei.readers.passages.front_pages import is_lone_by
from tei.readers.vocabulary import any_of, languages, words
from tei.transcription.blocks import FrontKind
from tei.transcription.decisions import Kind

_LONGEST = 160  # characters of a title or subtitle, its lines together
_MOST = 7  # chunks
_MOST_LINES, _MOST_OF_BYLINE = 4, 2  # of a title, of a byline whose "by" stands alone
_LONGEST_SENTENCE = 8  # words of a title that ends with a stop
_LONGEST_SALUTE = 60
_LONGEST_NUMBERED = 120  # characters of what a chapter is about, below its number
_SHORTEST_TEXT = 160  # characters of a paragraph that a title may stand above
_SENTENCE_ENDS = (".", ".”", ".’", '."', ".)", "…", ",", ";")
_BRACKET = re.compile(r"\s*\(([^()]+)\)$")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_POSSESSIVE = re.compile(r"[’']s(?!\w)")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.\s?){1,5}(?:[^\W\d_a-z][\w’'-]*)?")
# "Wien, 20. April 92", "4. 3. 903.", "10/11 903."
_DATELINE = re.compile(
    r"(?:[^\W\d_a-z][^\s,]*[,\s]\s*){0,4}(?:[^\W\d_a-z][^\s,]*\s)?\d{1,2}\s?[./]\s?(?:\d{1,2}|[^\W\d_]+)[./]?\s+[’'.]?\d{2,4}\.?"
)
_PLACE_AND_YEAR = re.compile(r"[^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z][\w’'-]+)?,\s[^\n()]{0,40}\d{2,4}\.?")
_ADDRESS_END = re.compile(r"(?:\d+[a-z]?|[IVX]+\.?)$")
_HINTED = {
    Kind.AUTHOR: FrontKind.AUTHOR,
    Kind.OVERTITLE: FrontKind.OVERTITLE,
    Kind.TITLE: FrontKind.TITLE,
    Kind.SUBTITLE: FrontKind.SUBTITLE,
    Kind.DATE: FrontKind.DATE,
}
_OPEN = {None, Kind.PARAGRAPH, Kind.HEADING, *_HINTED}


class Evidence(NamedTuple):
    """What else the page says: the words of its navigation in lower case, and the lines about the text."""

    names: frozenset[str] = frozenset()
    about: str = ""


@cache
def _byline() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words('front', 'by'))}\s*:?\s+(?=\S)", re.IGNORECASE)


@cache
def _particles() -> frozenset[str]:
    """The words in small letters that stand in names and between them."""
    within = {word for name in words("names", "particles") for word in name.split()}
    return frozenset(within | set(words("credits", "and")) | set(words("names", "generations")))


@cache
def _small_words() -> frozenset[str]:
    """The commonest words of all languages, less those that stand in names and between them."""
    return frozenset(word for one in languages() for word in one.common) - _particles()


@cache
def _rubrics() -> frozenset[str]:
    return frozenset(word.lower() for word in words("front", "rubrics"))


@cache
def _ordinal() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words('front', 'ordinals'))}\s+)?[\dIVXLC]+\.?", re.IGNORECASE)


@cache
def _explanation() -> re.Pattern[str]:
    """How a subtitle opens that says what kind of text it heads: "An Open Letter to …", "Speech by …"."""
    article = rf"(?:{any_of({*words('credits', 'articles'), *words('front', 'indefinite')})}\s+)?"
    genre, to = any_of(words("front", "genres")), any_of(words("front", "relations"))
    return re.compile(rf"(?i:{article})(?:[^\W\d_a-z][\w’'-]*\s+)?(?i:{genre}\s+{to})(?!\w)")


@cache
def _salute() -> re.Pattern[str]:
    opening = any_of(words("front", "salutes"))
    return re.compile(rf"(?i:{opening})(?!\w)(?:[^\n.?]{{0,50}}[,!:–—-]|(?:\s[^\W\d_a-z]\w*){{1,3}}|,?)")


# ---------------------------------------------------------------- what a chunk could be


def is_salute(chunk: Chunk) -> bool:
    """Whether ``chunk`` opens a letter: "Dear Max,"."""
    return chunk.kind is Kind.SALUTE or (
        len(chunk.lines) == 1
        and chunk.length <= _LONGEST_SALUTE
        and _salute().fullmatch(chunk.text) is not None
    )


def is_dateline(chunk: Chunk) -> bool:
    """Whether ``chunk`` is a place and a day without brackets, as above a letter."""
    if chunk.kind is Kind.DATELINE:
        return True
    text = chunk.text
    if len(chunk.lines) > 1 or len(text) > _LONGEST_SALUTE or text.startswith("("):
        return False
    found = next(dates(text), None)
    is_day = found is not None and found.when is not None and found.when.count("-") == 2
    before = text.partition(found.text)[0] if found and is_day else ""
    return _DATELINE.fullmatch(text) is not None or (
        "," in before and text.rstrip(" .").endswith(found.text if found else "")
    )


def _could_be_front(chunk: Chunk) -> bool:
    if chunk.kind not in _OPEN or len(chunk.lines) > _MOST_LINES or chunk.length > _LONGEST:
        return False
    return not (chunk.text.endswith(_SENTENCE_ENDS) and len(chunk.words.split()) > _LONGEST_SENTENCE)


def author_of(text: str) -> str:
    """``text`` without the "by" before a name."""
    by = _byline().match(text)
    return text[by.end() :] if by else text


def is_person(text: str, evidence: Evidence, source: str) -> bool:
    """Whether ``text`` names people: in form, and with no word that is also an ordinary one of the text."""
    if _ordinal().fullmatch(text):
        return False
    inner = _BRACKET.search(text)
    name = _BRACKET.sub("", text) if inner else text
    if not are_names(name.rstrip(".") if not _INITIALS.fullmatch(name) else name) or (
        inner and not are_names(inner[1])
    ):
        return False
    parts = _LETTERS.findall(name)
    if _POSSESSIVE.search(name) or any(
        part[0].islower() and part not in _particles() for part in name.split()
    ):
        return False
    if not evidence.names.isdisjoint(part.lower() for part in parts):
        return True
    # "Dan" is a word in one language and a name in another: the text has it in small letters too, or has not.
    small = [part.lower() for part in parts if part.lower() in _small_words()]
    if any(f" {part} " in source for part in small) or name.lower() in _rubrics():
        return False
    return not parts or not all(f" {part.lower()} " in source for part in parts)


def _is_byline(chunk: Chunk, evidence: Evidence) -> bool:
    by = _byline().match(chunk.words)
    return (
        by is not None
        and len(chunk.lines) <= _MOST_OF_BYLINE
        and is_person(_bare_name(chunk.words[by.end() :]), evidence, "")
    )


def _bare_name(text: str) -> str:
    """A name with only its first letters large, where it is printed in capitals; without what its bearer is."""
    text = without_year(text)
    return text.partition(", ")[0].rstrip(".") if text.count(",") == 1 else text.rstrip(".")


def _is_known_person(chunk: Chunk, evidence: Evidence) -> bool:
    """Whether ``chunk``, below a title, is its author: navigation knows the name, or nothing else speaks of it."""
    text = chunk.text
    if len(chunk.lines) > 1 or not is_person(text, evidence, chunk.source):
        return False
    if not evidence.names.isdisjoint(part.lower() for part in _LETTERS.findall(text)) or _INITIALS.fullmatch(
        text
    ):
        return True
    is_ordinary = any(f" {part.lower()}" in chunk.source for part in _LETTERS.findall(text))
    return " " in text and not is_ordinary and chunk.source.count(text) == 1


# ---------------------------------------------------------------- how far it goes


# What mark-up or an editor calls so stands below every title block.
_OF_TEXT = {Kind.QUOTATION, Kind.VERSE, Kind.LIST, Kind.TABLE, Kind.NOTE, Kind.FIGURE}


def title_block(chunks: Sequence[Chunk], evidence: Evidence) -> list[Chunk]:
    """The chunks at the beginning of ``chunks`` that are the title block."""
    chunks = list(takewhile(_is_open, _joined(chunks[: _MOST + 2])))
    hinted = 0
    while hinted < len(chunks) and chunks[hinted].kind in _HINTED:
        hinted += 1
    if hinted:
        return _with_more(chunks, _until_records(chunks, hinted), evidence)
    for at, chunk in enumerate(chunks[: _MOST + 1]):
        if at and tells_of_text(chunk):
            return _above_records(chunks, at, evidence)
        if at and is_lone_by(chunk.text) and at + 1 < len(chunks):
            return [*chunks[:at], joined(chunk, chunks[at + 1])]
        if is_salute(chunk) or is_dateline(chunk) or _opens_letter(chunks, at):
            return [] if _is_letter(chunks, at) else _sure(chunks[: at + 1], evidence)
        if not _could_be_front(chunk):
            break
        if at and whole_date(chunk.words):
            return _with_more(chunks, at + 1, evidence)
    return _sure(chunks, evidence) if chunks else []


def _is_open(chunk: Chunk) -> bool:
    """Whether ``chunk`` may stand in a title block: nothing says for certain that it is of the text."""
    return chunk.kind not in _OF_TEXT


def _until_records(chunks: Sequence[Chunk], hinted: int) -> int:
    """How many of ``chunks`` the title block has, of which ``hinted`` are for certain: to a date, or to the lines about the text."""
    for at in range(hinted, min(len(chunks), _MOST + 1)):
        if tells_of_text(chunks[at]):
            return at
        if chunks[at].kind is not Kind.PARAGRAPH or not _could_be_front(chunks[at]):
            break
        if whole_date(chunks[at].words):
            return at + 1
    return hinted


def _above_records(chunks: Sequence[Chunk], at: int, evidence: Evidence) -> list[Chunk]:
    """The block above the lines about the text, unless all that there is of the text stands above them."""
    return list(chunks[:at]) if at < _MOST or len(chunks) > at + 1 else _sure(chunks, evidence)


def _with_more(chunks: Sequence[Chunk], count: int, evidence: Evidence) -> list[Chunk]:
    """The first ``count`` chunks, and the line that names the author below them."""
    if count < len(chunks) and _is_byline(chunks[count], evidence):
        count += 1
    return list(chunks[:count])


def _opens_letter(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether ``chunks[at]`` is a place and a date above a salutation."""
    if at + 1 >= len(chunks) or len(chunks[at].lines) > 1 or len(chunks[at + 1].lines) > 1:
        return False
    return letter_lines.is_dateline(chunks[at].text) and letter_lines.is_salute(chunks[at + 1].text)


def _is_letter(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether ``chunks[at]``, which opens a letter, opens the whole text: only addresses stand above it."""
    return all(
        len(chunk.lines) > 1 and _ADDRESS_END.search(chunk.text.rstrip(" .")) for chunk in chunks[:at][:1]
    )


def _sure(chunks: Sequence[Chunk], evidence: Evidence) -> list[Chunk]:
    """The author and the title, or the title, that open ``chunks`` where nothing ends the title block."""
    if len(chunks) < 2 or not _could_be_title(chunks[0]):
        return []
    first, second = chunks[0], chunks[1]
    if _PLACE_AND_YEAR.fullmatch(first.text) and is_salute(second):
        return []
    if len(chunks) == 2:
        return [first]
    if _is_byline(second, evidence):
        return [first, second]
    is_named = " " in first.text and is_person(first.text, evidence, first.source)
    if is_named and len(first.lines) == 1 and is_heading(second):
        return _with_more(chunks, 3 if _explains(chunks[2]) else 2, evidence)
    return [first, second] if _explains(second) or _is_numbered(*chunks[:3]) else [first]


def _explains(chunk: Chunk) -> bool:
    """Whether ``chunk`` is a subtitle that says what kind of text it heads."""
    return len(chunk.lines) == 1 and is_heading(chunk) and _explanation().match(chunk.text) is not None


def _is_numbered(first: Chunk, second: Chunk, behind: Chunk) -> bool:
    """Whether ``first`` is the number of a chapter, and ``second`` says what it is about, above a paragraph."""
    return (
        _ordinal().fullmatch(first.text) is not None
        and len(second.lines) == 1
        and len(second.extent) <= _LONGEST_NUMBERED
        and not _ordinal().fullmatch(second.text)
        and len(behind.extent) > _SHORTEST_TEXT
    )


def _could_be_title(chunk: Chunk) -> bool:
    if not _could_be_front(chunk) or is_salute(chunk) or is_dateline(chunk) or chunk.text.startswith("["):
        return False
    text = chunk.words
    is_sentence = text.endswith((".", ",", ";", ":", "…")) and not text.isupper()
    return not is_sentence or len(text.split()) <= _LONGEST_SENTENCE // 2


def _joined(chunks: Sequence[Chunk]) -> list[Chunk]:
    """``chunks``, a title whose lines are chunks of their own made one: the second begins in lower case."""
    found: list[Chunk] = []
    for chunk in chunks:
        before = found[-1] if found else None
        if before is not None and _goes_on_below(before, chunk):
            found[-1] = joined(before, chunk)
            continue
        goes_on = before is not None and _could_go_on(before, chunk)
        if (
            goes_on
            and before is not None
            and _adjoin(before, chunk)
            and _could_be_front(before)
            and chunk.length <= _LONGEST
        ):
            found[-1] = before._replace(lines=(*before.lines, *chunk.lines))
        else:
            found.append(chunk)
    return found


def _goes_on_below(before: Chunk, chunk: Chunk) -> bool:
    """Whether ``before`` is the article of a title that goes on with ``chunk``, below a blank line."""
    is_open = before.hint is None and chunk.hint is None and chunk.length <= _LONGEST
    return is_open and is_article(before.text) and chunk.text.isupper()


def _could_go_on(before: Chunk, chunk: Chunk) -> bool:
    """Whether ``chunk`` could be the second line of a title that begins with ``before``."""
    is_other = _byline().match(chunk.text) or label(chunk.text) or whole_date(before.words)
    return chunk.text[:1].islower() and not is_other


def _adjoin(first: Chunk, second: Chunk) -> bool:
    return (
        first.hint is None
        and second.hint is None
        and first.source[first.extent.end : second.extent.start].count("\n") == 1
    )


# ---------------------------------------------------------------- what each is


def kinds(block: Sequence[Chunk], evidence: Evidence) -> list[FrontKind]:
    """What each chunk of a title block is."""
    found: list[FrontKind | None] = [_HINTED.get(chunk.kind) if chunk.kind else None for chunk in block]
    for at, chunk in enumerate(block):
        if found[at] is None and at and whole_date(chunk.words):
            found[at] = FrontKind.DATE
        elif found[at] is None and _is_byline(chunk, evidence) and len(block) > 1:
            found[at] = FrontKind.AUTHOR
    open_ = [at for at, kind in enumerate(found) if kind is None]
    title = found.index(FrontKind.TITLE) if FrontKind.TITLE in found else None
    if FrontKind.AUTHOR not in found and len(open_) > (title is None):
        author = _author(block, open_, evidence, title)
        if author is not None:
            found[author] = FrontKind.AUTHOR
            open_.remove(author)
    if title is None and open_:
        title = open_[1] if len(open_) > 1 and _is_above_title(block, open_, evidence) else open_[0]
        found[title] = FrontKind.TITLE
        if title != open_[0]:
            found[open_[0]] = FrontKind.OVERTITLE
    return [
        kind or (FrontKind.SUBTITLE if title is None or at > title else FrontKind.OVERTITLE)
        for at, kind in enumerate(found)
    ]


def _author(
    block: Sequence[Chunk], open_: Sequence[int], evidence: Evidence, title: int | None
) -> int | None:
    """Which of the chunks ``open_`` is the author: the first, which has the form of a name, or one that is known.

    Below a ``title`` that is certain only one that is known is the author.
    """
    first = block[open_[0]]
    is_below = title is not None and open_[0] > title
    if not is_below and len(first.lines) == 1 and is_person(first.text, evidence, first.source):
        return open_[0]
    return next((at for at in open_[not is_below :] if _is_known_person(block[at], evidence)), None)


def _is_above_title(block: Sequence[Chunk], open_: Sequence[int], evidence: Evidence) -> bool:
    """Whether the first of several titles is a column or a series above the title proper."""
    first, second = block[open_[0]].words, block[open_[1]].words
    if first.rstrip(":").strip("()[] ").lower() in _rubrics() or first.endswith(":"):
        return True
    # The source line names the column, and the text itself by its second title.
    about = evidence.about.lower()
    return f"{first.lower()}," in about or (second.lower() in about and first.lower() not in about)
