"""The other commands, as a user calls them."""

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tei.cli import COMMANDS, commands
from tests.cli.conftest import everything, write

ROOT = Path(__file__).parents[2]
LETTER = (
    "Ada Winter\n\nA Walk to the Mill\n\n(3 May 1911)\n\nThe road leaves the village by the old bridge.\n"
)


@pytest.mark.parametrize(
    "arguments", [["--version"], ["--help"], [], *([name, "--help"] for name in COMMANDS)]
)
def test_help_and_version_bring_nothing_heavy(arguments):
    code = (
        "import sys\nfrom tei.cli import commands\n"
        f"try: commands.main({arguments!r}, prog_name='tei')\nexcept SystemExit as end: assert not end.code\n"
        "print([name for name in ('lxml', 'rich', 'xmlschema', 'elementpath') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does(tei, name):
    result = tei(name, "--help")
    assert result.exit_code == 0
    assert f"Usage: tei {name}" in result.stdout
    command = commands.get_command(None, name)
    assert command.short_help.endswith(".")
    assert len(command.short_help) < 60


def test_encode_writes_the_tei_where_it_is_told(folder, tei):
    write(folder, {"letter.txt": LETTER})
    to_file = tei("encode", "letter.txt", "-o", "out/letter.xml")
    to_output = tei("encode", "letter.txt", "-q")
    from_input = tei("encode", "-", "--from", "text", "-q", input=LETTER)

    assert (to_file.exit_code, to_output.exit_code, from_input.exit_code) == (0, 0, 0)
    assert to_file.stdout == ""
    assert "note[build.authority-assumed]" in to_file.stderr
    assert to_output.stderr == ""
    assert (folder / "out/letter.xml").read_text("utf-8") == to_output.stdout
    assert 'xml:id="letter"' in to_output.stdout
    assert from_input.stdout == to_output.stdout.replace(' xml:id="letter"', "", 1)


def test_standard_input_is_read_as_what_it_is(tei):
    page = f"<!DOCTYPE html><html><head><title>A Walk</title></head><body><p>{LETTER}</p></body></html>"
    for source in (LETTER, page):
        result = tei("encode", "-", "-q", input=source)
        assert result.exit_code == 0
        assert "The road leaves the village" in result.stdout
        assert "DOCTYPE" not in result.stdout


def test_a_page_that_is_called_a_text_is_read_as_a_page_and_said_so(folder, tei):
    write(folder, {"a.txt": f"<!DOCTYPE html><html><body><p>{LETTER}</p></body></html>"})
    result = tei("encode", "a.txt", "-o", "a.xml")
    assert result.exit_code == 0
    assert "warning[read.suffix-misleads]: the name ends in `.txt`, but the content is html" in result.stderr
    assert "&lt;p&gt;" in tei("encode", "a.txt", "--from", "text", "-q").stdout


def test_encode_gives_an_account_of_every_character(folder, tei):
    write(folder, {"letter.txt": LETTER})
    assert tei("encode", "letter.txt", "-o", "a.xml", "--account", "a.json").exit_code == 0
    assert json.loads((folder / "a.json").read_text("utf-8"))["is_balanced"]


def test_a_dry_run_of_encode_writes_nothing(folder, tei):
    write(folder, {"letter.txt": LETTER})
    result = tei("encode", "letter.txt", "-o", "a.xml", "--account", "a.json", "--dry-run")
    assert result.exit_code == 0
    assert "nothing was written" in result.stderr
    assert list(everything(folder)) == ["letter.txt"]


def test_the_language_and_the_date_may_be_given(folder, tei):
    write(folder, {"letter.txt": LETTER})
    result = tei("encode", "letter.txt", "-q", "--language", "de-AT", "--date", "1941-11")
    assert 'xml:lang="de-AT"' in result.stdout
    assert 'when="1941-11"' in result.stdout


def test_a_date_comes_from_the_option_then_the_sidecar_then_the_environment(folder, tei):
    write(folder, {"letter.txt": LETTER})

    def revised(*options):
        found = tei("encode", "letter.txt", "-q", *options, env={"SOURCE_DATE_EPOCH": "86400"}).stdout
        return re.findall(r'<change when="([\d-]+)"', found)

    assert revised() == ["1970-01-02"]
    write(folder, {"letter.toml": "[revision]\ndate = 1999-01-01"})
    assert revised() == ["1999-01-01"]
    assert revised("--date", "2001") == ["2001"]


def test_a_file_that_is_replaced_keeps_its_permissions(folder, tei):
    write(folder, {"letter.txt": LETTER, "a.xml": "", "b": ""})
    (folder / "a.xml").chmod(0o640)
    tei("encode", "letter.txt", "-q", "-o", "a.xml")
    tei("encode", "letter.txt", "-q", "-o", "new.xml")
    if os.name != "nt":
        assert stat.S_IMODE((folder / "a.xml").stat().st_mode) == 0o640
        assert stat.S_IMODE((folder / "new.xml").stat().st_mode) == stat.S_IMODE(
            (folder / "b").stat().st_mode
        )


def test_validate_looks_at_all_tei_below_a_folder_and_nothing_else(folder, tei):
    good = "<?xml version='1.0'?><!-- <html> --><TEI><p xml:id='a'/></TEI>"
    write(
        folder,
        {
            "a/one.xml": good,
            "a/b/two.xml": good.replace("<TEI>", "<TEI >").replace("<TEI >", "<TEI>"),
            "a/page.xml": "<html/>",
            "a/build/three.xml": good,
            "a/.git/four.xml": good,
            "a/five.txt": good,
        },
    )
    result = tei("validate", "a", "--check", "pointers")
    assert (result.exit_code, result.stdout) == (0, "2 files checked, nothing found\n")
    assert tei("validate", "a/build", "--check", "pointers").stdout == "1 file checked, nothing found\n"
    assert tei("validate", "a", "a/one.xml", "--check", "pointers", "-q").stdout == ""


def test_validate_reads_standard_input(tei):
    result = tei("validate", "-", "--check", "pointers", input='<TEI xmlns="http://www.tei-c.org/ns/1.0"/>')
    assert (result.exit_code, result.stdout) == (0, "1 file checked, nothing found\n")


def test_validate_reports_as_json(folder, tei):
    write(folder, {"a.xml": "<TEI><ref target='#a'/></TEI>", "b.xml": "<TEI></TEI>"})
    result = tei("validate", "a.xml", "b.xml", "--check", "pointers", "--format", "json")
    report = json.loads(result.stdout)
    assert result.exit_code == 1
    assert report["summary"] == {"files": 2, "errors": 1, "warnings": 0, "notes": 0}
    assert report["findings"][0]["span"]["file"] == "a.xml"


def test_validate_takes_another_schema(folder, tei):
    schema = ROOT / "tests/checks/schema.rng"
    write(folder, {"a.xml": "<TEI><teiHeader><title/></teiHeader><text><body><q/></body></text></TEI>"})
    result = tei("validate", "a.xml", "--schema", schema)
    assert result.exit_code == 1
    assert "check.rng.element-not-allowed-anywhere" in result.stdout


def test_validate_takes_a_schema_in_compact_syntax_with_what_it_includes(folder, tei):
    parts = 'default namespace = "http://www.tei-c.org/ns/1.0"\np = element p { text }'
    schema = (
        'default namespace = "http://www.tei-c.org/ns/1.0"\ninclude "parts/p.rnc"\nstart = element TEI { p* }'
    )
    write(folder, {"my schemas/a.rnc": schema, "my schemas/parts/p.rnc": parts})
    write(folder, {"a.xml": "<TEI><p/></TEI>", "b.xml": "<TEI><pp/></TEI>"})
    assert tei("validate", "a.xml", "--schema", "my schemas/a.rnc").exit_code == 0
    result = tei("validate", "b.xml", "--schema", "my schemas/a.rnc")
    assert result.exit_code == 1
    assert "did you mean `p`?" in result.stdout


def test_an_id_that_is_given_twice_is_one_finding(folder, tei):
    schema = ROOT / "tests/checks/schema.rng"
    body = "<head>a</head><p xml:id='a'/><p xml:id='a'/>"
    write(folder, {"a.xml": f"<TEI><teiHeader><title/></teiHeader><text><body>{body}</body></text></TEI>"})
    result = tei("validate", "a.xml", "--schema", schema)
    assert "1 error in 1 file" in result.stdout
    assert "check.pointers.duplicate-id" in result.stdout


@pytest.mark.parametrize("id_", ["id='anna'", "xml:id='2anna'"])
def test_an_id_that_is_wrong_is_one_finding_with_the_pointers_to_it(folder, tei, id_):
    schema = ROOT / "tests/checks/schema.rng"
    body = f"<p {id_}/><sp who='#anna'><p/></sp>"
    write(folder, {"a.xml": f"<TEI><teiHeader><title/></teiHeader><text><body>{body}</body></text></TEI>"})
    result = tei("validate", "a.xml", "--schema", schema)
    assert "1 error in 1 file" in result.stdout


def test_a_bytes_order_mark_and_utf_16_are_read(folder, tei):
    text = '<?xml version="1.0" encoding="UTF-16"?><TEI xmlns="http://www.tei-c.org/ns/1.0"/>'
    (folder / "a.xml").write_bytes(text.encode("utf-16"))
    (folder / "b.xml").write_bytes(text.replace("UTF-16", "UTF-8").encode("utf-8-sig"))
    assert tei("validate", "a.xml", "b.xml", "--check", "pointers").exit_code == 0
    assert tei("validate", ".", "--check", "pointers").stdout == "2 files checked, nothing found\n"


def test_publish_writes_a_page(folder, tei):
    source = "<TEI><teiHeader/><text><body><p>Hand-made.</p></body></text></TEI>"
    write(folder, {"a.xml": source, "b/edition.xml": source})
    one = tei("publish", "a.xml", "-o", "public")
    assert (one.exit_code, one.stderr) == (0, "wrote public/index.html\n")
    assert tei("publish", "a.xml", "b/edition.xml", "-o", "site", "-q").stderr == ""
    assert {"site/a/index.html", "site/b/index.html"} <= everything(folder).keys()


def test_a_new_project_can_be_built(folder, tei):
    assert tei("new", "letters").exit_code == 0
    os.chdir(folder / "letters")
    result = tei("build")
    assert result.exit_code == 0, result.output
    assert (folder / "letters/build/a-walk/index.html").is_file()
    assert (folder / "letters/.gitignore").is_file()
    assert tei("validate", ".").exit_code == 2  # what is built is no source
    assert tei("validate", "build").exit_code == 0


def test_explain_tells_what_why_an_example_and_what_instead(tei):
    every = tei("explain").stdout.splitlines()
    assert len(every) > 30
    for line in every:
        told = tei("explain", line.split()[0])
        assert told.exit_code == 0
        assert "Instead:" in told.stdout


def test_explain_knows_the_constraints_of_the_schema(tei):
    codes = re.findall(r'<pattern id="([^"]+)"', (ROOT / "schemas/tei-edition.sch").read_text("utf-8"))
    assert codes
    result = tei("explain", f"check.sch.{codes[0]}")
    assert result.exit_code == 0
    assert "Schematron" in result.stdout


def test_formats_lists_what_there_is(tei):
    shown = tei("formats").stdout
    for name in ("text", "rng", "sch", "pointers", "xsd", "html", "json"):
        assert f"\n  {name} " in shown


def test_the_schema_can_be_given_to_other_editors(folder, tei):
    assert tei("schema", "export", "out").exit_code == 0
    assert {"out/tei-edition.rng", "out/tei-edition.sch"} <= everything(folder).keys()


def test_an_odd_is_compiled(folder, tei, shared):
    odd = ROOT / "schemas/tei-edition.odd"
    result = tei("schema", "compile", odd, "--p5subset", shared / "tei/p5subset.xml", "-o", "out")
    assert result.exit_code == 0, result.output
    assert {"out/tei-edition.rng", "out/tei-edition.sch"} <= everything(folder).keys()


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("tei val", "validate"),
        ("tei encode --from h", "html"),
        ("tei encode --report j", "json"),
        ("tei explain encode.title-b", "encode.title-block-guessed"),
    ],
)
def test_the_shell_can_complete(typed, offered):
    done = subprocess.run(
        [sys.executable, "-m", "tei"],
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "_TEI_COMPLETE": "bash_complete",
            "COMP_WORDS": typed,
            "COMP_CWORD": str(typed.count(" ")),
        },
    )
    assert offered in done.stdout
