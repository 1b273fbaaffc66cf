"""How much of a transcription's structure the encoder recovers: the score table beside the targets.

    python bench/accuracy.py [--held] [--from text|html|markdown] [--show KIND] [--transcriptions FOLDER] [ID ...]

Reads ``ID.txt`` (or the page, ``ID.htm``) of each development document, encodes it in this process and lets the
scorer that lies beside the documents compare the result with the gold. Documents whose id's SHA-1 modulo 3 is 0 are
held back: they are scored with ``--held``, and only then. ``--show KIND`` lists what was missed and what was said
without being in the gold (a kind of block, or a field of the header).
"""

import argparse
import hashlib
import importlib.util
import json
import sys
from collections import Counter
from pathlib import Path

from insertions import report
from lxml import etree
from markdown import markdown_of

from tei.encoder import Publication, Settings, encode
from tei.rooms import inhabitant

ROOT = Path(__file__).parent.parent
FOLDERS = ("mia", "other")
PAGES = (".htm", ".html")
ENOUGH = 40  # cases of a kind; with fewer it is reported, not judged

# Precision and recall that the project has set itself, from plain text.
TARGETS = {
    "p": (0.97, 0.98),
    "heading": (0.95, 0.95),
    "quote": (0.88, 0.80),
    "footnote": (0.98, 0.95),
    "noteref": (0.98, 0.97),
    "separator": (0.99, 0.97),
    "nav": (0.98, 0.95),
    "verse": (0.85, 0.80),
    "table": (0.95, 0.90),
    "li": (0.70, 0.60),
    "salute": (0.92, 0.85),
    "dateline": (0.92, 0.85),
    "signature": (0.92, 0.85),
}
# The same from HTML, for the kinds that its mark-up shows.
HTML_TARGETS = dict.fromkeys(("heading", "quote", "li", "emphasis", "link"), (0.98, 0.98))
# The elements that the scorer counts as emphasis and as links, and the spans of the gold that it looks for.
SPANS = {
    "emphasis": (("{*}hi", "{*}emph", "{*}title", "{*}foreign"), {"em", "strong"}),
    "link": (("{*}ref",), {"link"}),
}
FIELDS = {
    "title": 0.97,
    "subtitle": 0.90,
    "author": 0.96,
    "date": 0.97,
    "source_title": 0.93,
    "volume": 0.97,
    "issue": 0.97,
    "pages": 0.97,
    "source_date": 0.96,
    "transcriber": 0.95,
    "markup_by": 0.95,
    "for": 0.95,
    "proofread_by": 0.95,
    "translated_by": 0.95,
    "licence": 0.97,
    "last_updated": 0.99,
}


def is_held(identifier):
    """Whether a document is held back."""
    return int(hashlib.sha1(identifier.encode(), usedforsecurity=False).hexdigest(), 16) % 3 == 0


def scorer(folder):
    """The module ``score`` that lies beside the transcriptions."""
    specification = importlib.util.spec_from_file_location("score", folder / "score.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def documents(folder, *, held):
    """Each document of ``folder``: its gold file, in order."""
    for gold in sorted(folder.glob("*.gold.json")):
        if is_held(gold.name.removesuffix(".gold.json")) == held:
            yield gold


def source_of(gold, reader):
    """The file that is read for ``gold``; None where there is no such file."""
    stem = gold.name.removesuffix(".gold.json")
    suffixes = PAGES if reader == "html" else (".txt",)
    return next(
        (gold.with_name(stem + suffix) for suffix in suffixes if gold.with_name(stem + suffix).exists()), None
    )


def encoded(source, reader, gold, text):
    """The root of the TEI that comes of ``source``; there is no Markdown, so it is made of the gold."""
    data = markdown_of(gold, text).encode() if reader == "markdown" else source.read_bytes()
    transcription, _ = inhabitant("readers", reader).read(data, source.name)
    return etree.fromstring(encode(transcription, Settings(publication=Publication(publisher="P"))).data)


def differences(score, gold, text, root, kind):
    """What of ``kind`` is only in the gold, and what only in the TEI."""
    wanted = Counter()
    if kind == "noteref":
        wanted.update(score.gold_links(gold, text))
        return wanted - (said := Counter(score.found_links(root))), said - wanted
    for name, whole, _ in score.gold_blocks(gold, text):
        if name == kind:
            wanted[whole] += 1
    if kind == "emphasisnote":
        wanted.update(score.fold(match.group()) for match in score.EMPHASIS_NOTE.finditer(text))
    said = Counter(words for name, words in score.found_blocks(root) if name == kind)
    return wanted - said, said - wanted


def span_differences(score, gold, text, root, kind):
    """What of the emphasised words, or of the links, is only in the gold, and what only in the TEI."""
    tags, spans = SPANS[kind]
    blocks = [block for block in gold["blocks"] if block["kind"] not in {"nav", "meta"}]
    wanted = Counter(
        score.fold(text[span["start"] : span["end"]])
        for block in blocks
        for span in block.get("spans", [])
        if span["kind"] in spans
    )
    said = Counter(
        score.fold(score.text_of(one))
        for one in root.find("{*}text").iter(*tags)
        if not one.get("type", "").startswith("note")
    )
    return wanted - said, said - wanted


def show(score, gold, text, root, kind):
    """Print the misses of one document."""
    if kind in FIELDS:
        _, fields = score.score(gold, text, root)
        if fields.get(kind) is False:
            meta = gold["meta"]
            key = {"licence": "license"}.get(kind, kind)
            print(
                "   wanted",
                repr(
                    (meta.get("source") or {}).get(kind.removeprefix("source_"))
                    if key not in meta
                    else meta[key]
                ),
            )
        return
    compare = span_differences if kind in SPANS else differences
    missed, false = compare(score, gold, text, root, kind)
    for mark, found in (("missed", missed), ("false ", false)):
        for words, count in found.items():
            print(f"   {mark} {count} {words[:110]}")


def line(name, found, said, gold, target):
    """One line of the table for a kind of block."""
    precision, recall = (found / n if n else float("nan") for n in (said, gold))
    if target is None:
        verdict = ""
    elif gold < ENOUGH:
        verdict = "few"
    else:
        verdict = "ok" if precision >= target[0] and recall >= target[1] else "BELOW"
    wanted = f"{target[0]:.2f} {target[1]:.2f}" if target else ""
    return f"  {name:13} P {precision:.3f}  R {recall:.3f}  {found:5} of {said:5} said, {gold:5} in the gold  {wanted:10} {verdict}"


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--held", action="store_true", help="the documents that are held back, and only them")
    parser.add_argument("--from", dest="reader", default="text", choices=("text", "html", "markdown"))
    parser.add_argument("--show", metavar="KIND")
    parser.add_argument("--each", action="store_true", help="a table for each folder")
    parser.add_argument("--transcriptions", type=Path, default=ROOT.parent / "shared" / "transcriptions")
    parser.add_argument("ids", nargs="*")
    options = parser.parse_args()
    if not options.transcriptions.is_dir():
        sys.exit(f"{options.transcriptions} is not there; name the folder with --transcriptions")
    return options


def chosen(options):
    """Each document that was asked for: its folder, its id, its gold and what is read for it."""
    for folder in FOLDERS:
        for gold in documents(options.transcriptions / "dev" / folder, held=options.held):
            identifier = gold.name.removesuffix(".gold.json")
            source = source_of(gold, options.reader)
            if source and (not options.ids or any(one in identifier for one in options.ids)):
                yield folder, identifier, gold, source


class Table:
    """What was found, said and wanted of each kind, and of each field."""

    def __init__(self):
        self.blocks, self.fields, self.documents, self.failed = {}, {}, 0, []

    def add(self, folder, found, header):
        self.documents += 1
        for kind, counts in found.items():
            for key in (kind, (folder, kind)):
                before = self.blocks.get(key, [0, 0, 0])
                self.blocks[key] = [a + b for a, b in zip(before, counts, strict=True)]
        for field, hit in header.items():
            hits, of = self.fields.get(field, (0, 0))
            self.fields[field] = (hits + hit, of + 1)

    def lines(self, kinds, targets, folders):
        for kind in kinds:
            if any(self.blocks.get(kind, ())):
                yield line(kind, *self.blocks[kind], targets.get(kind))
                for folder in folders:
                    if any(self.blocks.get((folder, kind), ())):
                        yield line(f"   {folder}", *self.blocks[folder, kind], None)
        for field, (hit, of) in self.fields.items():
            verdict = "few" if of < ENOUGH else "ok" if hit / of >= FIELDS[field] else "BELOW"
            yield f"  {field:13} {hit}/{of} = {hit / of:.3f}   {FIELDS[field]:.2f} {verdict}"


def main():
    options = arguments()
    score, table = scorer(options.transcriptions), Table()
    for folder, identifier, gold_file, source in chosen(options):
        gold = json.loads(gold_file.read_text("utf-8"))
        text = gold_file.with_name(f"{identifier}.txt").read_text("utf-8")
        try:
            root = encoded(source, options.reader, gold, text)
        except Exception as error:  # noqa: BLE001 -- a document that fails is counted as empty
            table.failed.append(f"  failed: {identifier}: {type(error).__name__}: {error}")
            root = etree.fromstring("<TEI><teiHeader/><text/></TEI>")
        if options.show:
            print(f"{folder}/{identifier}")
            show(score, gold, text, root, options.show)
        table.add(folder, *score.score(gold, text, root))
    print(
        f"{table.documents} documents from {options.reader}, {'held back' if options.held else 'development'}"
    )
    targets = TARGETS if options.reader == "text" else HTML_TARGETS
    print(*table.failed, *table.lines(score.KINDS, targets, FOLDERS if options.each else ()), sep="\n")
    if options.reader == "text" and not options.ids:
        print("\n".join(report()))


if __name__ == "__main__":
    main()
