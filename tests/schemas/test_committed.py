"""The compiled files that are committed are what the compiler makes of the ODD today."""

import subprocess
import sys

from tests.conftest import ROOT

SCHEMAS = ROOT / "schemas"


def test_the_committed_files_have_not_drifted_from_the_odd(shared, tmp_path):
    source = shared / "tei" / "p5subset.xml"
    command = [sys.executable, "-m", "tei", "schema", "compile", "-q", SCHEMAS / "tei-edition.odd"]
    subprocess.run([*command, "--p5subset", source, "-o", tmp_path], check=True)
    made = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    committed = {file.name: file.read_bytes() for file in SCHEMAS.iterdir() if file.suffix != ".odd"}

    assert sorted(made) == sorted(committed)
    for name, data in made.items():
        assert data == committed[name], f"{name}: run `make schemas` and commit what it writes"


def test_the_compiled_grammars_carry_the_notice_of_the_tei():
    for suffix in ("rng", "sch", "xsd"):
        assert b"TEI Consortium" in (SCHEMAS / f"tei-edition.{suffix}").read_bytes()[:3000], suffix
