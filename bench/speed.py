"""How fast transcriptions become TEI: in one warm process, part by part, and as a whole folder beside pandoc.

    python bench/speed.py [--transcriptions FOLDER] [--runs N]

Over the development transcriptions that are not held back, from plain text. First the CPU seconds and megabytes of
plain text a second of each part of the work in one warm process: reading and encoding to a tree are what the target
is about; writing with the account of characters, and validation, come on top. Then the wall time of
`tei encode FOLDER --out-dir FOLDER` on all cores beside one pandoc process for each file, which is what one would run
otherwise (Markdown to TEI, one after the other, and as many at once as there are cores). Pandoc is that of the
package `pypandoc-binary` (`pip install 'tei-edition[bench]'`).
"""

import argparse
import gc
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from accuracy import FOLDERS, ROOT, documents

from tei.encoder import Publication, Settings, encode, tree
from tei.pipeline import shipped_schemas, validate
from tei.pool import cores
from tei.readers import text

SETTINGS = Settings(publication=Publication(publisher="P"))
TARGET = 2.0  # megabytes of plain text a CPU second, reading and encoding to a tree
TEI = [str(Path(sys.executable).with_name("tei"))]


def sources(folder):
    """The transcriptions that may be looked at, by name."""
    golds = (gold for part in FOLDERS for gold in documents(folder / "dev" / part, held=False))
    files = (gold.with_name(gold.name.removesuffix(".gold.json") + ".txt") for gold in golds)
    return {file.name: file.read_bytes() for file in files if file.exists()}


def timed(act, things):
    """CPU seconds of ``act`` on each of ``things``, and what came of them."""
    start = time.process_time()
    made = [act(*thing) for thing in things]
    return time.process_time() - start, made


def parts(texts):
    """CPU seconds of each part of the work on all of ``texts``."""
    seconds = {}
    seconds["read"], read = timed(lambda name, data: text.read(data, name)[0], texts.items())
    one = [(transcription, SETTINGS) for transcription in read]
    seconds["encode to a tree"], _ = timed(lambda *given: tree(*given).root, one)
    whole, encoded = timed(encode, one)
    seconds["write, account for every character"] = max(0.0, whole - seconds["encode to a tree"])
    schemas = shipped_schemas()
    pairs = [(encoding.data, "a.xml") for encoding in encoded]
    seconds["validate"], _ = timed(lambda data, file: validate(data, file, schemas), pairs)
    return seconds


def wall(command, **options):
    """Wall seconds of ``command``; its status may say that a text has errors."""
    start = time.perf_counter()
    subprocess.run(command, check=False, capture_output=True, **options)
    return time.perf_counter() - start


def pandoc():
    """The path of pandoc; None where the package is not installed."""
    try:
        import pypandoc  # noqa: PLC0415 -- may not be installed
    except ImportError:
        return None
    return pypandoc.get_pandoc_path()


def converted(program, files, out, at_once):
    """Wall seconds of one pandoc process for each of ``files``."""

    def convert(file):
        subprocess.run(
            [program, "-f", "markdown", "-t", "tei", "-s", file, "-o", out / f"{file.stem}.xml"],
            check=True,
            capture_output=True,
        )

    start = time.perf_counter()
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(convert, files))
    return time.perf_counter() - start


def warm(texts, runs):
    """Print the table of the parts."""
    size = sum(map(len, texts.values())) / 1e6
    gc.set_threshold(100_000, 20, 20)  # as the command does
    parts(dict(list(texts.items())[:5]))
    taken = [parts(texts) for _ in range(runs)]
    medians = {part: statistics.median(one[part] for one in taken) for part in taken[0]}
    both = statistics.median(one["read"] + one["encode to a tree"] for one in taken)
    print(
        f"{len(texts)} transcriptions, {size:.2f} MB of plain text, one warm process, medians of {runs} runs\n"
    )
    print("| part | CPU s | MB a CPU s | target |")
    print("| --- | --- | --- | --- |")
    for part, seconds in medians.items():
        print(f"| {part} | {seconds:.2f} | {size / seconds:.2f} | |")
    print(f"| **read and encode to a tree** | {both:.2f} | **{size / both:.2f}** | {TARGET:.0f} |")


def folders(texts, runs):
    """Print the table of whole folders."""
    with tempfile.TemporaryDirectory() as place:
        given, out = Path(place, "in"), Path(place, "out")
        given.mkdir()
        for name, data in texts.items():
            given.joinpath(name).write_bytes(data)
        encoding = [*TEI, "encode", "-q", given, "--out-dir", out]
        acts = {
            f"`tei encode`, {cores()} processes": lambda: wall(encoding),
            "the same, nothing changed": lambda: wall(encoding),
            "the same, `--no-validate`": lambda: wall([*encoding, "--no-validate", "--force"]),
            "the same, `--jobs 1`": lambda: wall([*encoding, "--force", "--jobs", "1"]),
        }
        if program := pandoc():
            files, other = sorted(given.iterdir()), Path(place, "pandoc")
            other.mkdir()
            acts["one pandoc for each file, in turn"] = lambda: converted(program, files, other, 1)
            acts[f"one pandoc for each file, {cores()} at once"] = lambda: converted(
                program, files, other, cores()
            )
        taken = {name: [] for name in acts}
        for _ in range(runs):
            shutil.rmtree(out, ignore_errors=True)
            for name, act in acts.items():
                taken[name].append(act())
    medians = {name: statistics.median(times) for name, times in taken.items()}
    first = next(iter(medians.values()))
    print(f"\nThe folder of these files, wall time, medians of {runs} runs taken in turn\n")
    print("| command | s | to the first |")
    print("| --- | --- | --- |")
    for name, seconds in medians.items():
        print(f"| {name} | {seconds:.2f} | {seconds / first:.2f} |")
    if not pandoc():
        print("\nPandoc is not here to compare with: pip install 'tei-edition[bench]'")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--transcriptions", type=Path, default=ROOT.parent / "shared" / "transcriptions")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    texts = sources(options.transcriptions)
    if not texts:
        sys.exit(f"{options.transcriptions} has no transcriptions; name the folder with --transcriptions")
    warm(texts, options.runs)
    folders(texts, options.runs)


if __name__ == "__main__":
    main()
