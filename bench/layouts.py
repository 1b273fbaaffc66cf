"""How far the score of blocks falls when a transcription is laid out otherwise.

    python bench/layouts.py [--transcriptions FOLDER] [--show LAYOUT:KIND] [ID ...]

Each development document is laid out by script in every way that transcribers are known to use (wrapped at 72
columns, without blank lines, with the header at the foot …), encoded, and compared with the same gold. Prints
precision and recall of paragraphs, headings and quotations, and how many points each loses. Documents that are
held back are left out.
"""

import argparse
import json
import re
import sys
import textwrap
from pathlib import Path

from accuracy import FOLDERS, ROOT, differences, documents, scorer
from lxml import etree

from tei.encoder import Publication, Settings, encode
from tei.readers import text as reader

KINDS = ("p", "heading", "quote")
COLUMNS = 72
STOPS, NOISE = tuple(".:;,!?"), "”’\"') ]0123456789"


def filled(line, columns=COLUMNS, first=""):
    """``line`` wrapped; its own blanks stay as they are, and a line with columns is left alone."""
    if "\t" in line:
        return line
    wrapped = textwrap.wrap(
        line, columns, initial_indent=first, break_long_words=False, break_on_hyphens=False
    )
    return "\n".join(wrapped) or line


def wrapped(text, gold, columns=COLUMNS):
    return "\n".join(filled(line, columns) for line in text.split("\n"))


def indented_blocks(text):
    """Each block wrapped; the first line of all that ends as a sentence does stands four columns further in."""
    return [
        "\n".join(
            filled(line, first="    " if line.rstrip(NOISE)[-1:] in STOPS else "")
            for line in block.split("\n")
        )
        for block in blocks(text)
    ]


def blocks(text):
    return [block for block in re.split(r"\n\s*\n", text) if block.strip()]


def collapsed(text, gold=None):
    return "\n".join(blocks(text))


def places(gold, kinds):
    return [
        (block["start"], block["end"])
        for block in gold["blocks"]
        if block["kind"] in kinds and "start" in block
    ]


def close_headings(text, gold):
    """No blank line below a heading."""
    ends = {end for _, end in places(gold, {"heading"})}
    parts, at = [], 0
    for end in sorted(ends):
        rest = re.compile(r"\n\s*\n").match(text, end)
        parts.append(text[at:end] + ("\n" if rest else ""))
        at = rest.end() if rest else end
    return "".join(parts) + text[at:]


def header_at_foot(text, gold):
    """The lines about the text below it."""
    moved = [place for place in places(gold, {"meta"}) if place[1] < len(text) // 2]
    kept, at = [], 0
    for start, end in moved:
        kept.append(text[at:start])
        at = end
    return "".join(kept) + text[at:] + "".join("\n\n" + text[start:end] for start, end in moved)


def double_spaced(text, gold):
    return "\n\n\n".join(wrapped(block, gold).replace("\n", "\n\n") for block in blocks(text))


def mixed(text, gold):
    """The first half as it is, the second half wrapped."""
    found = blocks(text)
    half = len(found) // 2
    return "\n\n".join([*found[:half], *(wrapped(block, gold) for block in found[half:])])


def paged(text, gold):
    """Wrapped, with a form feed after every fifty lines."""
    lines = wrapped(text, gold).split("\n")
    return "\n".join(
        ("\f" if number and number % 50 == 0 else "") + line for number, line in enumerate(lines)
    )


LAYOUTS = {
    "as it is": lambda text, gold: text,
    "CRLF": lambda text, gold: text.replace("\n", "\r\n"),
    "no U+00A0": lambda text, gold: text.replace("\u00a0", " "),
    "trailing blanks": lambda text, gold: text.replace("\n", "  \n"),
    "blank lines doubled": lambda text, gold: text.replace("\n\n", "\n\n\n\n"),
    "wrapped": wrapped,
    "wrapped at 60": lambda text, gold: wrapped(text, gold, 60),
    "wrapped at 100": lambda text, gold: wrapped(text, gold, 100),
    "wrapped, CRLF": lambda text, gold: wrapped(text, gold).replace("\n", "\r\n"),
    "half wrapped": mixed,
    "double-spaced": double_spaced,
    "form feeds": paged,
    "no blank lines": collapsed,
    "indented, no blanks": lambda text, gold: "\n".join(indented_blocks(text)),
    "wrapped, no blanks": lambda text, gold: collapsed(wrapped(text, gold)),
    "headings close": close_headings,
    "the same, wrapped": lambda text, gold: wrapped(close_headings(text, gold), gold),
    "header at the foot": header_at_foot,
}


def root_of(text, name):
    transcription, _ = reader.read(text.encode("utf-8"), name)
    return etree.fromstring(encode(transcription, Settings(publication=Publication(publisher="P"))).data)


def scored(score, golds, layout, shown):
    """Kind -> [found, said, in the gold] of all documents in ``layout``."""
    counts = {kind: [0, 0, 0] for kind in KINDS}
    for gold_file in golds:
        identifier = gold_file.name.removesuffix(".gold.json")
        gold = json.loads(gold_file.read_text("utf-8"))
        text = gold_file.with_name(f"{identifier}.txt").read_text("utf-8")
        try:
            root = root_of(LAYOUTS[layout](text, gold), f"{identifier}.txt")
        except Exception as error:  # noqa: BLE001 -- a document that fails is counted as empty
            print(f"  failed: {identifier} ({layout}): {type(error).__name__}: {error}")
            root = etree.fromstring("<TEI><teiHeader/><text/></TEI>")
        found, _ = score.score(gold, text, root)
        for kind in KINDS:
            counts[kind] = [a + b for a, b in zip(counts[kind], found[kind], strict=True)]
        if shown:
            print(identifier)
            for mark, these in zip(
                ("missed", "false "), differences(score, gold, text, root, shown), strict=True
            ):
                for words, count in these.items():
                    print(f"   {mark} {count} {words[:110]}")
    return counts


def rates(counts):
    found, said, gold = counts
    return 100 * found / (said or 1), 100 * found / (gold or 1)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--transcriptions", type=Path, default=ROOT.parent / "shared" / "transcriptions")
    parser.add_argument("--show", help="list what is missed and what is false, as wrapped:p")
    parser.add_argument("--folder", choices=FOLDERS)
    parser.add_argument("ids", nargs="*")
    options = parser.parse_args()
    if not options.transcriptions.is_dir():
        sys.exit(f"{options.transcriptions} is not there; name the folder with --transcriptions")
    score = scorer(options.transcriptions)
    golds = [
        gold
        for folder in ([options.folder] if options.folder else FOLDERS)
        for gold in documents(options.transcriptions / "dev" / folder, held=False)
        if not options.ids or any(one in gold.name for one in options.ids)
    ]
    layout, _, shown = (options.show or "").partition(":")
    base = {}
    print(f"{len(golds)} documents; precision and recall in points, and the change against the text as it is")
    for name in [layout] if layout else LAYOUTS:
        line = f"  {name:20}"
        for kind, counts in scored(score, golds, name, shown).items():
            rate = rates(counts)
            before = base.setdefault(kind, rate)
            change = " ".join(f"{now - then:+5.1f}" for now, then in zip(rate, before, strict=True))
            line += f"  {kind} {rate[0]:5.1f} {rate[1]:5.1f} ({change})"
        print(line, flush=True)


if __name__ == "__main__":
    main()
