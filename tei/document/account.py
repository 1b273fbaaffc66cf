"""The account of characters: where each character of a source went, and that it arrived.

Two ledgers are compared with the document as it was written:

* ``claims`` divide the source: every character belongs to exactly one, in ``text`` (in order), on record
  in the header, as mark-up that became elements, or as presentation. What the claims say of ``text`` must be its characters, one by one.
* ``holdings`` list everything that stands outside ``text``: a record (word for word), a copy of words of
  the source (spaces joined), or a declared text (from configuration, or a statement of the encoder).

A document that loses, doubles, changes or moves a character differs from one of the two.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from tei.document.namespaces import tei
from tei.document.whitespace import characters, is_structural, name

# What stands for an empty element that takes the place of characters; XML can hold neither.
_MILESTONES = {"lb": "\x01", "pb": "\x02", "milestone": "\x03"}


class Place(StrEnum):
    """Where a stretch of the source went."""

    TEXT = "text"
    LINE_BREAK = "line break"
    PAGE_BREAK = "page break"
    SEPARATOR = "separator"
    MARKUP = "markup"
    RECORD = "record"
    PRESENTATION = "presentation"


# Characters that an empty element takes the place of.
_BECOMES = {Place.LINE_BREAK: "lb", Place.PAGE_BREAK: "pb", Place.SEPARATOR: "milestone"}


class Claim(NamedTuple):
    """Characters ``start`` to ``end`` of the source went to ``place``; ``of`` says more (the kind of record)."""

    start: int
    end: int
    place: Place
    of: str = ""


class Origin(StrEnum):
    """Where a text outside ``text`` comes from."""

    RECORD = "record"
    COPY = "copy"
    DECLARED = "declared"


class Holding(NamedTuple):
    """The text of the element at ``path``; for records and copies, the stretch of the source it repeats."""

    path: str
    text: str
    origin: Origin
    start: int | None = None
    end: int | None = None


class Account(NamedTuple):
    """Both ledgers and what is wrong with them: ``problems`` is empty when they balance."""

    claims: tuple[Claim, ...]
    holdings: tuple[Holding, ...]
    additions: tuple[str, ...]
    problems: tuple[str, ...]

    @property
    def is_balanced(self) -> bool:
        return not self.problems

    def to_json(self) -> str:
        """The account as a JSON text, repeatable."""
        import json  # noqa: PLC0415 - only ``--account`` needs it, and it costs as much as reading the source

        ledgers = {
            "is_balanced": self.is_balanced,
            "problems": self.problems,
            "claims": [claim._asdict() for claim in self.claims],
            "holdings": [holding._asdict() for holding in self.holdings],
            "additions": self.additions,
        }
        return json.dumps(ledgers, indent=1, ensure_ascii=False) + "\n"


def _place(source: str, offset: int) -> str:
    line = source.count("\n", 0, offset) + 1
    return f"line {line}, column {offset - source.rfind(chr(10), 0, offset)}"


def _coverage(source: str, claims: Sequence[Claim]) -> Iterator[str]:
    """What is claimed twice or by nobody."""
    ordered = sorted(claims, key=lambda claim: (claim.start, claim.end))
    edges = [Claim(0, 0, Place.PRESENTATION), *ordered, Claim(len(source), len(source), Place.PRESENTATION)]
    for before, after in pairwise(edges):
        if before.end < after.start:
            lost = source[before.end : after.start]
            yield f"{_place(source, before.end)}: {lost[:40]!r} went nowhere"
        elif before.end > after.start:
            twice = source[after.start : before.end]
            yield f"{_place(source, after.start)}: {twice[:40]!r} went to two places"


def _presentation(source: str, claims: Iterable[Claim]) -> Iterator[str]:
    """Presentation that holds anything but blanks, mark-up that holds letters."""
    for claim in claims:
        words = source[claim.start : claim.end]
        if claim.place is Place.PRESENTATION and words.strip():
            yield f"{_place(source, claim.start)}: {words[:40]!r} is no presentation"
        elif claim.place is Place.MARKUP and any(map(str.isalnum, words)):
            yield f"{_place(source, claim.start)}: {words[:40]!r} is no mark-up"


def _expected(source: str, claims: Iterable[Claim]) -> tuple[str, list[int]]:
    """What ``text`` must hold, and the offset of each of its characters."""
    written: list[str] = []
    offsets: list[int] = []
    for claim in claims:
        if claim.place is Place.TEXT:
            written.append(source[claim.start : claim.end])
            offsets += range(claim.start, claim.end)
        elif claim.place in _BECOMES:
            written.append(_MILESTONES[_BECOMES[claim.place]])
            offsets.append(claim.start)
    return "".join(written), offsets


def _is_added(element: etree._Element, additions: frozenset[str]) -> bool:
    path = element.getroottree().getpath(element)
    return any(path == addition or path.startswith(addition + "/") for addition in additions)


def _written(root: etree._Element, additions: frozenset[str]) -> str:
    """What ``text`` holds, declared additions left out."""
    text = root.find(tei("text"))
    pieces = characters(text) if text is not None else ()
    return "".join(
        piece or _MILESTONES.get(name(parent), "")
        for parent, piece in pieces
        if not (_is_shown(parent) or (additions and _is_added(parent, additions)))
    )


def _is_shown(element: etree._Element) -> bool:
    """Whether ``element`` is a page break beside whose mark the source's own stands, which is text."""
    around = element.getparent()
    return name(element) == "pb" and around is not None and around.get("type") == "pageNum"


def _text(
    source: str, claims: Sequence[Claim], root: etree._Element, additions: frozenset[str]
) -> Iterator[str]:
    """The first difference between what ``text`` must hold and what it holds, and any claim out of order."""
    expected, offsets = _expected(source, claims)
    written = _written(root, additions)
    if expected != written:
        at = next(
            (at for at, (one, other) in enumerate(zip(expected, written, strict=False)) if one != other),
            min(len(expected), len(written)),
        )
        where = _place(source, offsets[at]) if at < len(offsets) else "at the end"
        yield f"{where}: the text should go on {expected[at : at + 20]!r}, it goes on {written[at : at + 20]!r}"
    for before, after in pairwise(offsets):
        if after <= before:
            yield f"{_place(source, after)}: the text is out of order here"
            return


def _outside(root: etree._Element, holders: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Path and text of each element outside ``text`` that holds text."""
    tree = root.getroottree()

    def holding(element: etree._Element) -> Iterator[tuple[str, str]]:
        path = tree.getpath(element)
        if path in holders or not (is_structural(element) or len(element) == 0):
            yield path, "".join(piece for _, piece in characters(element))
        elif element.text and not is_structural(element):
            yield path, element.text
        else:
            for child in element:
                if isinstance(child.tag, str) and child.tag != tei("text"):
                    yield from holding(child)

    return holding(root)


def holdings_of(
    root: etree._Element, known: dict[etree._Element, tuple[Origin, int, int]]
) -> tuple[Holding, ...]:
    """The ledger of what stands outside ``text``; an element not in ``known`` is a declared text."""
    tree = root.getroottree()
    by_path = {tree.getpath(element): origin for element, origin in known.items()}
    return tuple(
        Holding(path, text, *by_path.get(path, (Origin.DECLARED, None, None)))
        for path, text in _outside(root, frozenset(by_path))
    )


def _joined(text: str) -> str:
    return re.sub(r"[ \t\n]+", " ", text).strip(" ")


def _holdings(source: str, holdings: Sequence[Holding], root: etree._Element) -> Iterator[str]:
    """What stands outside ``text`` and is not in the ledger, or differs from it or from the source."""
    written = dict(_outside(root, frozenset(holding.path for holding in holdings)))
    for holding in holdings:
        found = written.pop(holding.path, None)
        if found != holding.text:
            yield f"{holding.path}: should hold {holding.text[:60]!r}, holds {(found or '')[:60]!r}"
        elif holding.start is not None:
            words = source[holding.start : holding.end]
            if holding.origin is Origin.RECORD and words != holding.text:
                yield f"{holding.path}: {holding.text[:60]!r} is not what the source says"
            if holding.origin is Origin.COPY and _joined(words) != _joined(holding.text):
                yield f"{holding.path}: {holding.text[:60]!r} is not what the source says"
    for path, text in written.items():
        if text.strip():
            yield f"{path}: {text[:60]!r} comes from nowhere"


def _records(claims: Iterable[Claim], holdings: Iterable[Holding]) -> Iterator[str]:
    """Records that the header does not hold exactly once."""
    claimed = sorted((claim.start, claim.end) for claim in claims if claim.place is Place.RECORD)
    held = sorted((h.start, h.end) for h in holdings if h.origin is Origin.RECORD)
    if claimed != held:
        yield f"the header holds {len(held)} of the {len(claimed)} lines on record"


def balance(
    source: str,
    claims: Iterable[Claim],
    holdings: Iterable[Holding],
    data: bytes,
    additions: Iterable[str] = (),
) -> Account:
    """The account of the document ``data``; ``additions`` are paths of elements in ``text`` that are not from the source."""
    claims, holdings, additions = tuple(claims), tuple(holdings), tuple(additions)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, collect_ids=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        return Account(claims, holdings, additions, (f"the document is not well-formed: {error}",))
    problems = (
        *_coverage(source, claims),
        *_presentation(source, claims),
        *_text(source, claims, root, frozenset(additions)),
        *_records(claims, holdings),
        *_holdings(source, holdings, root),
    )
    return Account(claims, holdings, additions, problems)
