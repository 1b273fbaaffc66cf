"""Cases as data: Markdown files that read as a manual.

A case is a second-level heading that states a fact, prose that may explain it, and fenced blocks. The
first block is the input, each further one an expectation; what stands after the language of a fence says
what it is about. ``pytest --accept`` rewrites the expectations.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

_CASE = re.compile(r"^## (?P<title>.+?)\n(?P<body>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_FENCE = re.compile(
    r"^```(?P<language>\w+)[ ]?(?P<about>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, what it is about, its text, and where it stands in the file."""

    language: str
    about: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Case:
    """One fact with its input and its expectations."""

    file: Path
    title: str
    blocks: tuple[Block, ...]

    @property
    def given(self) -> str:
        return self.blocks[0].text

    @property
    def expected(self) -> tuple[Block, ...]:
        return self.blocks[1:]


def _blocks(body: str, offset: int) -> tuple[Block, ...]:
    return tuple(
        Block(
            match["language"],
            match["about"].strip(),
            match["text"],
            offset + match.start("text"),
            offset + match.end("text"),
        )
        for match in _FENCE.finditer(body)
    )


def load(folder: Path) -> list:
    """The cases below ``folder`` as pytest parameters named by file and fact."""
    cases = []
    for file in sorted(folder.glob("*.md")):
        text = file.read_text("utf-8")
        for match in _CASE.finditer(text):
            case = Case(file, match["title"], _blocks(match["body"], match.start("body")))
            cases.append(pytest.param(case, id=f"{file.stem}: {case.title}"))
    return cases


def check(case: Case, found: dict[str, str], *, accept: bool) -> None:
    """Each expectation of ``case`` is what was ``found`` about the same; rewritten with ``accept``."""
    if accept:
        text = case.file.read_text("utf-8")
        # From the end, so that the places before stay right; re-read, since another case may have changed.
        fresh = next(
            one.values[0]
            for one in load(case.file.parent)
            if one.values[0].title == case.title and one.values[0].file == case.file
        )
        for block in reversed(fresh.expected):
            text = text[: block.start] + found[block.about] + text[block.end :]
        case.file.write_text(text, "utf-8")
        return
    for block in case.expected:
        assert block.text == found[block.about], f"{case.title}: {block.about}"
