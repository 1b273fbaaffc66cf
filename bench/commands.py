"""What the commands cost, beside the interpreter and the libraries that they cannot do without.

Prints CPU seconds (user and system) of whole processes, the medians of runs taken in turn, and the ratio to the
base measured in the same run. Of ``encode``, ``validate`` and ``publish`` it also prints the real work, part by
part: what a fresh process does after Python has started and all modules are imported, such as reading the word
lists, compiling patterns, schemas and stylesheets, and treating the text. What is left is the cost of starting.

    python bench/commands.py [RUNS]
"""

import compileall
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
EDITION = ROOT / "editions" / "stalin-interview"
PYTHON = sys.executable

# For each command, a program that does its work after importing all it needs: each part is a name and an act.
WORK = {
    "encode": """
        from tei.encoder import Publication, Settings, encode
        from tei.readers import text
        source = open("editions/stalin-interview/transcription.txt", "rb").read()
        made = {}
        def read(): made["t"] = text.read(source, "transcription.txt")[0]
        def write(): encode(made["t"], Settings(publication=Publication(publisher="P")))
        parts = {"read the transcription": read, "encode, account for every character": write}
    """,
    "validate": """
        from tei.checks import pointers, rng, sch
        from tei.document.parse import parse
        from tei.pipeline import shipped_schemas
        data = open("editions/stalin-interview/expected.xml", "rb").read()
        schemas, made = shipped_schemas(), {}
        def read(): made["d"] = parse(data, "edition.xml")[0]
        parts = {
            "parse": read,
            "compile the grammar, RELAX NG": lambda: list(rng.check(made["d"], schemas)),
            "compile the rules, Schematron": lambda: list(sch.check(made["d"], schemas)),
            "pointers": lambda: list(pointers.check(made["d"], schemas)),
        }
    """,
    "publish": """
        from tei.document.parse import parse
        from tei.publications import html
        data, made = open("editions/stalin-interview/expected.xml", "rb").read(), {}
        def read(): made["d"] = parse(data, "edition.xml")[0]
        parts = {"parse": read, "compile the stylesheets, transform": lambda: html.publish(made["d"])}
    """,
}
CLOCK = """
import json, time
figures = {}
for name, act in parts.items():
    start = time.process_time()
    act()
    figures[name] = time.process_time() - start
print(json.dumps(figures))
"""


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


def real_work(command: str, runs: int) -> dict[str, float]:
    """The median CPU seconds of each part of the work of ``command``, each run in a fresh process."""
    program = "\n".join(
        line.strip() if not line.startswith(" " * 12) else line[8:] for line in WORK[command].splitlines()
    )
    taken = [
        json.loads(
            subprocess.run([PYTHON, "-c", program + CLOCK], check=True, capture_output=True, cwd=ROOT).stdout
        )
        for _ in range(runs)
    ]
    return {part: statistics.median(one[part] for one in taken) for part in taken[0]}


def main(runs: int) -> None:
    compileall.compile_dir(ROOT / "tei", quiet=2)  # as an installed package is
    with tempfile.TemporaryDirectory() as folder:
        tei = [str(Path(PYTHON).with_name("tei"))]
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
    print(f"CPU seconds, medians of {runs} runs taken in turn, the first edition (16 kB of text)\n")
    print("| command | CPU s | to its base | target |")
    print("| --- | --- | --- | --- |")
    base = costs["import click"]
    print(f"| `import click` | {base:.3f} | 1 | |")
    print(f"| `tei --version` | {costs['tei --version']:.3f} | {costs['tei --version'] / base:.2f} | 1.3 |")
    base = costs["import click, lxml.etree"]
    print(f"| `import click, lxml.etree` | {base:.3f} | 1 | |")
    for command in WORK:
        parts = real_work(command, runs)
        inside = sum(parts.values())
        print(f"| `tei {command}` | {costs[command]:.3f} | | |")
        for part, seconds in parts.items():
            print(f"| – {part} | {seconds:.3f} | real work | |")
        print(
            f"| – the rest | {costs[command] - inside:.3f} | {(costs[command] - inside) / base:.2f} | 1.5 |"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
