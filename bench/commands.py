"""What the commands cost, beside the interpreter and the libraries that they cannot do without.

Prints CPU seconds (user and system) of whole processes, the medians of runs taken in turn, and the ratio to the
base measured in the same run. Of ``encode``, ``validate`` and ``publish`` it also prints the real work: what the
process does that is neither starting Python nor importing, measured inside one process that has everything loaded.

    python bench/commands.py [RUNS]
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
EDITION = ROOT / "editions" / "stalin-interview"
PYTHON = sys.executable


def cpu(command: list[str]) -> float:
    """CPU seconds of ``command``."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=os.environ | {"NO_COLOR": "1"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def medians(commands: dict[str, list[str]], runs: int) -> dict[str, float]:
    """The median cost of each of ``commands``, measured in turn so that a busy machine is unfair to none."""
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            taken[name].append(cpu(command))
    return {name: statistics.median(times) for name, times in taken.items()}


def work(act: Callable[[], object]) -> float:
    """CPU seconds of ``act`` the first time it is done in a process that has imported what it needs."""
    start = time.process_time()
    act()
    return time.process_time() - start


def real_work() -> dict[str, dict[str, float]]:
    """The real work of each command on the first edition, part by part."""
    from tei.checks import pointers, rng, sch
    from tei.checks.schemas import Schemas
    from tei.document.parse import parse
    from tei.encoder import Publication, Settings, encode
    from tei.publications import html
    from tei.readers import text
    from tei.resources import resource as shipped

    source, data = (EDITION / "transcription.txt").read_bytes(), (EDITION / "expected.xml").read_bytes()
    schemas = Schemas(lambda name: shipped("schemas", name).read_bytes())
    transcription, _ = text.read(source, "transcription.txt")
    document, _ = parse(data, "edition.xml")
    return {
        "encode": {
            "read": work(lambda: text.read(source, "transcription.txt")),
            "encode and account": work(
                lambda: encode(transcription, Settings(publication=Publication(publisher="P")))
            ),
        },
        "validate": {
            "parse": work(lambda: parse(data, "edition.xml")),
            "RELAX NG": work(lambda: list(rng.check(document, schemas))),
            "Schematron": work(lambda: list(sch.check(document, schemas))),
            "pointers": work(lambda: list(pointers.check(document, schemas))),
        },
        "publish": {
            "parse": work(lambda: parse(data, "edition.xml")),
            "stylesheet and transformation": work(lambda: html.publish(document)),
        },
    }


def main(runs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        tei = [PYTHON, "-m", "tei"]
        source, data = str(EDITION / "transcription.txt"), str(EDITION / "expected.xml")
        costs = medians(
            {
                "import click": [PYTHON, "-c", "import click"],
                "tei --version": [*tei, "--version"],
                "import click, lxml.etree": [PYTHON, "-c", "import click, lxml.etree"],
                "encode": [*tei, "encode", "-q", source, "-o", f"{folder}/edition.xml"],
                "validate": [*tei, "validate", "-q", data],
                "publish": [*tei, "publish", "-q", data, "--to", "html", "-o", folder],
            },
            runs,
        )
    print(f"CPU seconds, medians of {runs} runs taken in turn\n")
    base = costs["import click"]
    print(f"{'import click':28} {base:.3f}")
    print(f"{'tei --version':28} {costs['tei --version']:.3f}   {costs['tei --version'] / base:.2f} x import click\n")
    base = costs["import click, lxml.etree"]
    print(f"{'import click, lxml.etree':28} {base:.3f}")
    for command, parts in real_work().items():
        total, inside = costs[command], sum(parts.values())
        rest = (total - inside) / base
        print(f"{'tei ' + command:28} {total:.3f}   {rest:.2f} x base besides {inside:.3f} of real work:")
        for part, seconds in parts.items():
            print(f"{'':30} {seconds:.3f} {part}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
