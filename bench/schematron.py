"""Schematron beside its peers: saxonche and elementpath, on a play of about 540 kB with the rules of the TEI.

    python bench/schematron.py [--shared FOLDER] [--runs N] [--without-elementpath]

The play is made of real ones, one after another. CPU seconds of one process, medians, engines in turn; read the ratios.
saxonche runs the schema as one XSLT 3.0 stylesheet with a mode for each pattern. elementpath, which looks for the nodes of a
context in the whole document, is given the first of the plays only, and its time is not multiplied.
"""

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

import elementpath
from elementpath.xpath31 import XPath31Parser
from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tei.schematron.reading import read_schema  # noqa: E402 -- the path first
from tei.schematron.rules import Rules  # noqa: E402 -- the same
from tests.schematron import saxon  # noqa: E402 -- the same

GOAL = 0.5
SIZE = 540_000
BODY = "{http://www.tei-c.org/ns/1.0}body"
COLD = (
    "import sys; from pathlib import Path; from lxml import etree; from tei.schematron.reading import read_schema;"
    "from tei.schematron.rules import Rules; import time; a = time.process_time();"
    "rules = Rules(read_schema(sys.argv[1], lambda uri: Path(uri).read_bytes())); b = time.process_time();"
    "list(rules.failures(etree.parse(sys.argv[2]).getroot())); print(b - a, time.process_time() - b)"
)


def play(shared, size):
    """A document of about this size."""
    files = sorted((shared / "validation" / "corpus").glob("*dracor/*.xml"))
    first = etree.parse(files[0]).getroot()
    body = next(first.iter(BODY))
    scenes = [scene for file in files[1:] for scene in next(etree.parse(file).getroot().iter(BODY))]
    left = size - len(etree.tostring(first, encoding="utf-8"))
    for scene in scenes:
        left -= len(etree.tostring(scene, encoding="utf-8"))
        if left < 0:
            break
        body.append(scene)
    return etree.tostring(first, encoding="utf-8")


def taken(act):
    start = time.process_time()
    act()
    return time.process_time() - start


def by_elementpath(schema, data):
    """What elementpath can do of it: contexts and tests, one after another; what fails is left out."""
    tree = elementpath.get_node_tree(etree.fromstring(data))
    failed = 0
    for pattern in schema.patterns:
        for rule in pattern.rules:
            try:
                token = XPath31Parser(namespaces=dict(schema.namespaces)).parse(f"//({rule.context})")
                list(token.select(elementpath.XPathContext(tree)))
            except Exception:  # noqa: BLE001 -- whatever it raises, the rule is lost
                failed += 1
    return failed


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--without-elementpath", action="store_true")
    options = parser.parse_args()
    if not options.shared.is_dir():
        sys.exit(f"{options.shared} is not there; name the folder of measured data with --shared")
    name = str(options.shared / "tei" / "tei_all.sch")
    data = play(options.shared, SIZE)
    schema = read_schema(name, lambda uri: Path(uri).read_bytes())
    rules = Rules(schema)
    acts = {"this engine": lambda: list(rules.failures(etree.fromstring(data)))}
    if saxon.processor():
        compiled = (
            saxon.processor()
            .new_xslt30_processor()
            .compile_stylesheet(stylesheet_text=saxon.stylesheet(schema))
        )
        text = data.decode()
        acts["saxonche"] = lambda: compiled.transform_to_string(
            xdm_node=saxon.processor().parse_xml(xml_text=text)
        )
    times = {one: [] for one in acts}
    for _ in range(options.runs + 1):
        for one, act in acts.items():
            times[one].append(taken(act))
    ours = statistics.median(times["this engine"][1:])
    elements = len(list(etree.fromstring(data).iter("*")))
    print(
        f"\nParse a play of {len(data) // 1000} kB, {elements} elements, and run tei_all.sch; CPU seconds, goal {GOAL}\n"
    )
    print("| | s | this engine to it |\n| --- | --- | --- |")
    for one, found in times.items():
        middle = statistics.median(found[1:])
        print(f"| {one} | {middle:.3f} | {ours / middle:.2f} |")
    if not options.without_elementpath:
        small = play(options.shared, SIZE // 100)
        failed = []
        spent = taken(lambda: failed.append(by_elementpath(schema, small)))
        print(
            f"| elementpath, {len(small) // 1000} kB, contexts only, {failed[0]} rules fail | {spent:.3f} | |"
        )
    cold(name, data, options.runs)


def cold(name, data, runs):
    """Print what a new process spends on the schema, and on the play with all that is compiled for it."""
    file = ROOT / "build" / "bench-play.xml"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data)
    rows = []
    for _ in range(runs):
        out = subprocess.run(
            [sys.executable, "-c", COLD, name, str(file)], cwd=ROOT, capture_output=True, check=True
        )
        rows.append(tuple(map(float, out.stdout.split())))
    file.unlink()
    reading, running = (statistics.median(column) for column in zip(*rows, strict=True))
    print(f"\nIn a new process: {reading:.3f} s for the schema, {running:.3f} s for the play.")


if __name__ == "__main__":
    main()
