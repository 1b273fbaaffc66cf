"""How well the reader of plain text finds what others put into a text: precision and recall on the project's own gold.

    python bench/insertions.py [--show]

The gold lies in ``tests/encoder/gold``: texts that were written for it, half of them scored unseen. A find counts when
its kind, its words and the one who wrote it are all as labelled.
"""

import argparse
import tomllib
from collections import Counter
from pathlib import Path

from lxml import etree

from tei.encoder import Publication, Settings, encode
from tei.readers import text as text_reader

GOLD = Path(__file__).parent.parent / "tests" / "encoder" / "gold"
HALVES = ("insertions", "insertions-unseen")
KINDS = ("emphasisnote", "insertion", "remark", "supplied", "sic", "unclear", "gap")
TARGET = (0.95, 0.90)
TEI = "{http://www.tei-c.org/ns/1.0}"
SETTINGS = Settings(publication=Publication(publisher="P"))


def cases(half):
    """The cases of one half, each with the whole text to read."""
    headers = tomllib.loads((GOLD / "headers.toml").read_text("utf-8"))
    for case in tomllib.loads((GOLD / f"{half}.toml").read_text("utf-8"))["case"]:
        header = headers[case["header"]]
        yield case | {"source": f"{header['before']}\n{case['text']}\n\n{header['after']}"}


def wanted(case):
    """What is to be found in ``case``, counted: kind, words, the name of the writer, whose emphasis it is."""
    return Counter(
        (kind, _plain(kind, words), name, *(named or [""])) for kind, words, name, *named in case["finds"]
    )


def said(case):
    """What the encoder says that is in ``case``."""
    transcription, _ = text_reader.read(case["source"].encode(), "case.txt")
    root = etree.fromstring(encode(transcription, SETTINGS).data)
    people = {
        "#" + person.get("{http://www.w3.org/XML/1998/namespace}id"): "".join(person[0].itertext())
        for person in root.iter(f"{TEI}person")
    }
    return Counter(_found(root.find(f"{TEI}text"), people))


def counts(half):
    """For each kind of ``half``: how many finds are right, how many were said, how many are in the gold."""
    table = {kind: [0, 0, 0] for kind in KINDS}
    for case in cases(half):
        gold, found = wanted(case), said(case)
        for kind in KINDS:
            for place, finds in enumerate((gold & found, found, gold)):
                table[kind][place] += sum(count for find, count in finds.items() if find[0] == kind)
    return table


def rates(table):
    """Precision and recall of all kinds together."""
    right, said_, gold = (sum(column) for column in zip(*table.values(), strict=True))
    return right / said_, right / gold


def _found(text, people):
    for element in text.iter(
        f"{TEI}note", *(f"{TEI}{kind}" for kind in ("supplied", "sic", "unclear", "gap"))
    ):
        kind = _kind(element)
        if kind is None:
            continue
        parent = element.getparent()
        is_described = kind == "gap" and not len(element)
        words = _plain(kind, " ".join("".join((parent if is_described else element).itertext()).split()))
        named = "".join(one.text for one in element.iter(f"{TEI}persName")) if kind == "emphasisnote" else ""
        yield kind, words, "; ".join(people[one] for one in element.get("resp", "").split()), named


def _kind(element):
    name = etree.QName(element).localname
    if name != "note":
        return name
    if element.get("type") == "emphasis":
        return "emphasisnote"
    if element.find(f"{TEI}p") is not None:
        return "remark"
    before = element.getprevious()
    follows = (
        before is not None and etree.QName(before).localname == "sic" and not (before.tail or "").strip()
    )
    return None if follows else "insertion"


def _plain(kind, words):
    """``words``, of a doubtful or a vouched-for reading without the marks that say so."""
    if kind == "unclear" and words.startswith("["):
        return words
    if kind not in ("unclear", "sic"):
        return words
    return words.removesuffix("[?]").strip(' “”„‘’"()[]')


def line(name, right, said_, gold, target=None):
    """One line of a table."""
    precision, recall = (right / n if n else float("nan") for n in (said_, gold))
    verdict = "" if target is None else "ok" if precision >= target[0] and recall >= target[1] else "BELOW"
    aim = f"{target[0]:.2f} {target[1]:.2f}" if target else ""
    return f"  {name:22} P {precision:.3f}  R {recall:.3f}  {right:4} of {said_:4} said, {gold:4} in the gold  {aim} {verdict}"


def report():
    """The lines of the table of both halves."""
    whole = {kind: [0, 0, 0] for kind in KINDS}
    for half in HALVES:
        table = counts(half)
        yield line(
            f"own gold, {half.removeprefix('insertions').strip('-') or 'seen'}",
            *map(sum, zip(*table.values(), strict=True)),
            TARGET,
        )
        for kind, row in table.items():
            whole[kind] = [a + b for a, b in zip(whole[kind], row, strict=True)]
    for kind, row in whole.items():
        yield line(f"   {kind}", *row)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--show", choices=HALVES, help="the cases of one half that are not right")
    options = parser.parse_args()
    for case in cases(options.show) if options.show else ():
        gold, found = wanted(case), said(case)
        for mark, finds in (("missed", gold - found), ("false ", found - gold)):
            for find in finds:
                print(f"{case['says']}\n   {mark} {find}")
    print("\n".join(report()))


if __name__ == "__main__":
    main()
