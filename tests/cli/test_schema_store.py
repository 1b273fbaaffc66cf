"""``tei schema add`` and its kin, as a user calls them, against a server on this machine."""

import pytest

from tei.store.network import Limits, Network
from tests.cli.conftest import everything
from tests.project.schema_server import RNG, serving

INCLUDING = b'<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="sub/b.rng"/></grammar>'
GRAMMAR = b'<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><element name="a"><empty/></element></start></grammar>'
DRACOR = "https://dracor.org/schema.rng"


@pytest.fixture
def server(folder, monkeypatch):  # noqa: ARG001 -- the program stands there
    """A server that stands for all others: what is asked of them by https is asked of it, by path."""
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")  # 2026-11-23
    files = {"/schema.rng": RNG, "/x/a.rng": INCLUDING, "/x/sub/b.rng": GRAMMAR}
    with serving(files) as server:

        class Rerouted:
            def fetch(self, url):
                limits = Limits(200_000, 0.4 if "stall" in url else 20, 60)
                network = Network(limits, plain_hosts=frozenset({"127.0.0.1"}))
                network.check(url)
                return network.fetch(f"http://127.0.0.1:{server.server_port}/{url.split('/', 3)[3]}")

        monkeypatch.setattr("tei.store.network.Network", Rerouted)
        yield server


@pytest.fixture
def project(folder):
    (folder / "tei.toml").write_text("")
    return folder


def said(result, status=0):
    assert result.exit_code == status, result.output
    return result.stderr.strip()


def test_a_schema_is_added_shown_updated_and_removed(server, project, tei):
    assert said(tei("schema", "add", "dracor", "--project")) == f"keeps dracor (1 file, {DRACOR}) in ."
    shown = tei("schema", "show", "dracor").stdout
    assert "dracor, kept in . since 2026-11-23" in shown
    assert "file      schemas/dracor/schema.rng" in shown
    assert f"  dracor             2026-11-23  {DRACOR}" in tei("schema", "list").stdout

    assert said(tei("schema", "update", "--project")).startswith("has not changed: dracor")
    server.files["/schema.rng"] = GRAMMAR
    before = everything(project)
    assert said(tei("schema", "update", "--project", "--dry-run")).startswith("has changed: dracor")
    assert everything(project) == before
    assert said(tei("schema", "update", "dracor", "--project")).startswith("has changed: dracor")
    assert (project / "schemas/dracor/schema.rng").read_bytes() == GRAMMAR

    assert said(tei("schema", "remove", "dracor", "--project", "--dry-run")).startswith("would remove dracor")
    assert said(tei("schema", "remove", "dracor", "--project")).startswith("removed dracor")
    assert set(everything(project)) == {"tei.toml", "tei.lock"}


def test_an_address_is_added_with_what_it_includes(server, project, tei):  # noqa: ARG001 -- it answers
    result = tei("schema", "add", "https://example.org/x/a.rng", "--name", "letters", "--project")
    assert said(result) == "keeps letters (2 files, https://example.org/x/a.rng) in ."
    assert set(everything(project)) == {
        "tei.toml",
        "tei.lock",
        "schemas/letters/a.rng",
        "schemas/letters/sub/b.rng",
    }


def test_nothing_is_written_when_it_is_only_tried(server, project, tei):  # noqa: ARG001 -- it answers
    before = everything(project)
    assert said(tei("schema", "add", "dracor", "--project", "--dry-run")).startswith("would keep dracor")
    assert everything(project) == before


def test_the_users_store_is_elsewhere(server, project, tei):  # noqa: ARG001 -- it answers
    before = everything(project)
    assert said(tei("schema", "add", "dracor", "-q")) == ""
    assert everything(project) == before
    assert "file " in tei("schema", "show", "dracor").stdout


def test_what_the_lock_file_names_is_brought_back(server, project, tei):
    assert (
        said(tei("schema", "add"))
        == "there is no tei.lock that names schemas; give a name, an address or a file"
    )
    tei("schema", "add", "dracor", "--project")
    (project / "schemas/dracor/schema.rng").unlink()
    assert said(tei("schema", "add")).startswith("keeps dracor")
    assert said(tei("schema", "add")) == ""
    (project / "schemas/dracor/schema.rng").unlink()
    server.files["/schema.rng"] = GRAMMAR
    assert "is not what tei.lock names any more" in said(tei("schema", "add"), 2)


def test_a_file_is_kept_under_its_name(folder, tei):
    (folder / "letters.rng").write_bytes(RNG)
    assert said(tei("schema", "add", "letters.rng")).startswith("keeps letters (1 file, letters/letters.rng)")
    assert "was added from a file" in said(tei("schema", "update", "letters"), 2)
    assert said(tei("schema", "update")) == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["add", "tei_al"], "`tei_al` is no known schema, no address and no file; did you mean `tei_all`?"),
        (["add", "https://example.org/html.rng"], "this is no RELAX NG schema that can be used"),
        (["add", "https://example.org/stall.rng"], "the server does not answer in time"),
        (["add", "ftp://example.org/a.rng"], "it is not an https address"),
        (["add", "a", "b", "--name", "c"], "--name and --from go with one schema"),
        (["add", "dta@1.0"], "releases of `dta` are not published each at an address of its own"),
        (["show", "nothing"], "there is no schema `nothing`; tei schema list shows all"),
        (["remove", "nothing"], "keeps no schema `nothing`; tei schema list shows all"),
        (["update", "nothing"], "keeps no schema `nothing`; tei schema list shows all"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(server, project, tei, arguments, words):  # noqa: ARG001 -- it answers
    before = everything(project)
    line = said(tei("schema", *arguments), 2)
    assert words in line
    assert len(line.splitlines()) == 1
    assert everything(project) == before


def test_a_schema_that_was_changed_by_hand_is_not_shown_as_kept(server, project, tei):  # noqa: ARG001 -- it answers
    tei("schema", "add", "dracor", "--project")
    (project / "schemas/dracor/schema.rng").write_bytes(GRAMMAR)
    assert "its checksum is another" in said(tei("schema", "show", "dracor"), 2)
