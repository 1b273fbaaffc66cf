"""Which schema a file is checked against, and what is said when it cannot be had. Nothing is ever fetched."""

import json
import re
import socket
import tomllib
from pathlib import Path

import pytest

from tei import validating
from tei.checks import rng
from tests.cli.conftest import write
from tests.conftest import need

CASES = tomllib.loads((Path(__file__).parent / "naming_schemas.toml").read_text("utf-8"))["case"]
RNG = (
    '<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0"><start><element name="TEI">'
    "<zeroOrMore><choice>{}</choice></zeroOrMore></element></start></grammar>"
)
SHORT = {
    "{sch}": '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>'
    '<pattern><rule context="t:p"><assert id="has-n" test="@n">p has no n</assert></rule></pattern></schema>',
    "{xsd}": '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.tei-c.org/ns/1.0" '
    'elementFormDefault="qualified"><xs:element name="TEI"><xs:complexType><xs:sequence><xs:element name="p"/></xs:sequence>'
    "</xs:complexType></xs:element></xs:schema>",
}
MODEL = '<?xml-model href="{}" schematypens="{}"?>'
KINDS = {"model": "http://relaxng.org/ns/structure/1.0", "rules": "http://purl.oclc.org/dsdl/schematron"}


def full(text):
    """Write the short forms of the table out."""
    for short, long in SHORT.items():
        text = text.replace(short, long)
    text = re.sub(r"\{(model|rules) (.+?)\}", lambda match: MODEL.format(match[2], KINDS[match[1]]), text)
    text = re.sub(
        r"\{catalog (.+)\}",
        r'<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">\1</catalog>',
        text,
    )
    return re.sub(
        r"\{rng (.+?)\}",
        lambda match: RNG.format(
            "".join(f'<element name="{n}"><empty/></element>' for n in match[1].split())
        ),
        text,
    )


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """A connection would be a fault."""

    def refuse(*_):
        raise AssertionError("a connection was made")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def prepare(folder, tei, case):
    write(folder, {name: full(text) for name, text in case["files"].items()})
    for command in case.get("before", []):
        done = tei(*command)
        assert done.exit_code == 0, done.output
    for name, text in case.get("after", {}).items():
        (folder / name).write_text(full(text), "utf-8")


def lines(output):
    """The findings of a report in JSON: place, code and message."""
    found = json.loads(output)["findings"]
    return [f"{one['span']['file']}:{one['span']['line']} {one['code']} {one['message']}" for one in found]


@pytest.mark.parametrize("case", CASES, ids=[case["fact"] for case in CASES])
def test_a_file_is_checked_against_what_it_names(case, folder, tei):
    prepare(folder, tei, case)
    result = tei(*case.get("args", ["validate", "a.xml"]), "--format", "json")

    assert result.exit_code == case["status"], result.output
    if "said" in case:
        assert result.stderr.splitlines() == case["said"]
        return
    if "found" in case:
        assert lines(result.stdout) == case["found"]
    for line, start in zip(lines(result.stdout), case.get("starts", []), strict=False):
        assert line.startswith(start)
    assert len(lines(result.stdout)) >= len(case.get("starts", []))
    if "hint" in case:
        assert json.loads(result.stdout)["findings"][0]["hint"] == case["hint"]


def test_each_schema_is_loaded_once_for_many_files(folder, tei, monkeypatch):
    files = {f"{n:02}.xml": full(f"{{model {'pq'[n % 2]}.rng}}<TEI><p/></TEI>") for n in range(20)}
    write(folder, files | {f"{name}.rng": full(f"{{rng {name}}}") for name in "pq"})
    made = []
    engine = rng.Engine
    monkeypatch.setattr(rng, "Engine", lambda name, *rest: made.append(name) or engine(name, *rest))
    result = tei("validate", ".", "--jobs", "1", "--format", "json")
    assert sorted(made) == ["p.rng", "q.rng"]
    assert len(lines(result.stdout)) == 10


def test_standard_input_stands_in_the_folder_of_the_user(folder, tei):
    write(folder, {"s.rng": full("{rng q}")})
    text = full("{model s.rng}") + '<TEI xmlns="http://www.tei-c.org/ns/1.0"><p/></TEI>'
    result = tei("validate", "-", input=text)
    assert "element `p` in `TEI` is not known" in result.stdout


HREFS = [
    *[
        "%00",
        "%00/tei-edition.rng",
        "a" * 5000 + ".rng",
        "%ff.rng",
        "?.rng",
        "#a",
        "*",
        ".",
        "/",
        "/dev/zero",
        "/dev/stdin",
    ],
    *[
        "file://[x/a.rng",
        "file://host/a.rng",
        "file:",
        "FILE:///%00",
        "https://[x/a.rng",
        "http:",
        "https://",
        "//host/a.rng",
    ],
    *[
        "C:\\a.rng",
        "urn:x",
        "data:,x",
        "javascript:x",
        "tei-edition.rng/",
        "../" * 3000 + "a.rng",
        "é ☃.rng",
        "a\tb.rng",
    ],
]


@pytest.mark.parametrize("href", HREFS)
@pytest.mark.parametrize("has_catalog", [False, True])
def test_no_address_ends_in_anything_but_a_finding(folder, tei, href, has_catalog):
    if has_catalog:
        write(
            folder,
            {"catalog.xml": full("{catalog <rewriteURI uriStartString='a' rewritePrefix='https://[y'/>}")},
        )
    write(folder, {"a.xml": full(f"{{model {href}}}<TEI/>")})
    result = tei("validate", "a.xml", "--check", "rng", "--format", "json")
    assert result.exit_code == 1, result.output
    assert not result.stderr
    assert lines(result.stdout)


@pytest.mark.parametrize("jobs", [1, 2])
def test_many_files_with_several_schemas_are_the_same_in_any_number_of_processes(folder, jobs):
    names = ["p.rng", "q.rng", "gone.rng", "https://dracor.org/schema.rng"]
    files = {
        f"{n:03}.xml": full(f"{{model {names[n % 4]}}}{{model p.rng}}<TEI><q/></TEI>") for n in range(200)
    }
    write(folder, files | {f"{name}.rng": full(f"{{rng {name}}}") for name in "pq"})
    found = list(validating.validate_all(validating.Against(("rng",)), sorted(map(Path, files)), jobs))
    codes = [[finding.code for finding in one.findings] for one in found]
    element = "check.rng.element-not-allowed-anywhere"
    assert codes[:4] == [
        [element],
        [element],
        ["check.schema-file-missing", element],
        ["check.schema-not-kept", element],
    ]
    assert codes[4:] == [[element]] * 196


@pytest.mark.parametrize(
    ("name", "kept"),
    [("medieval-mss", "msdesc"), ("gerdracor", "dracor"), ("shakedracor", "dracor"), ("usep", "epidoc")],
)
def test_real_files_name_schemas_that_are_known(shared, folder, tei, name, kept):  # noqa: ARG001 -- the program stands there
    """With the schema in the store, under whatever address a file names it, none is missing."""
    corpus = need(shared / "validation" / "corpus" / name, f"the corpus {name}")
    schema = need(shared / "tei" / "tei_all.rng", "the schema of the TEI")
    assert tei("schema", "add", kept, "--from", schema).exit_code == 0
    files = sorted(corpus.rglob("*.xml"))[:3]
    found = [
        one
        for each in validating.validate_all(validating.Against(("rng",)), files, 1)
        for one in each.findings
    ]
    assert "check.schema-not-kept" not in {finding.code for finding in found}
