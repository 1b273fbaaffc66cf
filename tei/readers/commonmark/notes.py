"""The footnotes of a Markdown file: where they stand, and what is printed for each.

In come the tokens, out come the tokens of the text without the notes, those of each note by the label that the file
gives it, and the marks that are printed. Numbers, letters and signs are marks; where one label is a name, all notes
are numbered in the order in which the text refers to them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from markdown_it.token import Token

_MARK = re.compile(r"\d{1,4}[a-z]?|\d{1,3}\*{1,3}|[a-z]|[*†‡§¶]{1,5}", re.IGNORECASE)


_OPENS = re.compile(r"""\s*<div class=["']?notes["']?>\s*""")
NOTES = "notes"  # the type of a token that stands for notes in their place


class Definition(NamedTuple):
    """The tokens of a note, and whether they stand in a line."""

    tokens: Sequence[Token]
    in_line: bool


def definitions(tokens: Iterable[Token], footnotes: Mapping[int, Mapping[str, Any]]) -> dict[str, Definition]:
    """The notes by the labels of the file; one within a line gets a label that no other can have."""
    found: dict[str, Definition] = {}
    for number, note in footnotes.items():
        if "tokens" in note:
            found[f"^{number}"] = Definition(note["tokens"], in_line=True)
    opened: list[tuple[str, list[Token]]] = []
    for token in tokens:
        if token.type == "footnote_reference_open":
            opened.append((token.meta["label"], []))
        elif token.type == "footnote_reference_close":
            label, inside = opened.pop()
            found.setdefault(label, Definition(inside, in_line=False))
        elif opened:
            opened[-1][1].append(token)
    return found


def labels(defined: Iterable[str], footnotes: Mapping[int, Mapping[str, Any]]) -> dict[str, str]:
    """The mark that is printed for every note, in the order of the references."""
    known = list(defined)
    keys = [note.get("label", f"^{number}") for number, note in sorted(footnotes.items())]
    keys = [key for key in dict.fromkeys([*keys, *known]) if key in known]
    own = all(_MARK.fullmatch(key) for key in keys)
    return {key: key if own else str(number) for number, key in enumerate(keys, 1)}


def placed(tokens: Sequence[Token]) -> list[Token]:
    """``tokens`` with each division that says that notes stand there as one token, with their labels.

    Such a division is ``<div class="notes">`` with nothing but footnotes in it; elsewhere their place means nothing.
    """
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        end = _end_of_notes(tokens, at)
        if end is None:
            found.append(tokens[at])
            at += 1
            continue
        inside = tokens[at + 1 : end]
        labels = [token.meta["label"] for token in inside if token.type == "footnote_reference_open"]
        found.append(Token(NOTES, "", 0, map=tokens[at].map, meta={"labels": labels}))
        at = end + 1
    return found


def _end_of_notes(tokens: Sequence[Token], at: int) -> int | None:
    """Where the division of notes ends that begins at ``at``; None where none does."""
    if tokens[at].type != "html_block" or not _OPENS.fullmatch(tokens[at].content):
        return None
    depth = 0
    for place in range(at + 1, len(tokens)):
        token = tokens[place]
        if token.type in ("footnote_reference_open", "footnote_reference_close"):
            depth += token.nesting
        elif not depth:
            is_end = token.type == "html_block" and token.content.strip() == "</div>"
            return place if is_end and place > at + 1 else None
    return None


def parted(tokens: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """The tokens before the notes and those after them, without the notes themselves.

    Notes that stand together behind all references to them stay there; else they follow the text, as in a browser.
    """
    before: list[Token] = []
    after: list[Token] = []
    depth = definitions = 0
    refers = False
    for token in tokens:
        if token.type in ("footnote_reference_open", "footnote_reference_close"):
            depth += token.nesting
            if not depth and after:
                before, after = [*before, *after], []
            definitions += 1
        elif not depth:
            (after if definitions else before).append(token)
            refers = refers or (definitions > 0 and (token.type == NOTES or _refers(token)))
    return ([*before, *after], []) if refers else (before, after)


def _refers(token: Token) -> bool:
    return any(child.type == "footnote_ref" for child in token.children or ())
