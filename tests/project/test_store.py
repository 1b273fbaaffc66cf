"""The store: what is fetched is a schema with all that it includes, kept with checksums, used without a network."""

import tomllib
from dataclasses import dataclass

import pytest

from tei.errors import ConfigError, SchemaError, TeiError
from tei.store import gathering
from tei.store.addresses import address, known, published, without_scheme
from tei.store.gathering import Wanted, wanted
from tei.store.lock import Kept, KeptFile, read_lock, write_lock
from tei.store.network import Limits, Network
from tei.store.shelf import read_kept, shelf
from tests.conftest import need
from tests.project.schema_server import RNG, serving

INCLUDING = b'<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="%s"/></grammar>'
START = b'<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><ref name="a"/></start><include href="../c/d.rng"/></grammar>'
DEFINE = b'<grammar xmlns="http://relaxng.org/ns/structure/1.0"><define name="a"><element name="a"><empty/></element></define></grammar>'
SCH = b'<schema xmlns="http://purl.oclc.org/dsdl/schematron"><include href="sub/%s"/></schema>'
XSD = b'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>'
FILES = {
    "/good.rng": RNG,
    "/a/b/one.rng": INCLUDING % b"two.rng",
    "/a/b/two.rng": START,
    "/a/c/d.rng": DEFINE,
    "/compact.rnc": b'include "a/c/d.rng" start = a',
    "/elsewhere.rng": INCLUDING % b"https://other.example/a.rng",
    "/lost.rng": INCLUDING % b"lost/gone.rng",
    "/round.rng": INCLUDING % b"round.rng",
    "/rules.sch": SCH % b"more.sch",
    "/sub/more.sch": b'<pattern xmlns="http://purl.oclc.org/dsdl/schematron"/>',
    "/lost.sch": SCH % b"gone.sch",
    "/good.xsd": XSD,
    "/html.sch": b"<html/>",
    "/html.xsd": b"<html/>",
    "/empty.rng": b"",
    "/bomb.rng": b'<!DOCTYPE a [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><element name="&b;" xmlns="http://relaxng.org/ns/structure/1.0"/>',
}


@dataclass
class Place:
    """A server, and a store that takes from it."""

    server: object
    shelf: object
    url: str

    def add(self, path, name="it"):
        asked = Wanted(name, self.url + path)
        limits = Limits(200_000, 0.4 if "stall" in path else 20, 60)
        network = Network(limits, plain_hosts=frozenset({"127.0.0.1"}))
        got = gathering.gather(asked, network.fetch)
        return gathering.put(shelf(self.shelf.root), asked, got, "2026-11-22")


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.chdir(tmp_path)
    with serving(dict(FILES)) as server:
        yield Place(server, shelf(tmp_path / "store"), f"http://127.0.0.1:{server.server_port}")


def below(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("path", "files"),
    [
        ("/good.rng", ["good.rng"]),
        ("/a/b/one.rng", ["b/one.rng", "b/two.rng", "c/d.rng"]),
        ("/compact.rnc", ["a/c/d.rng", "compact.rnc"]),
        ("/rules.sch", ["rules.sch", "sub/more.sch"]),
        ("/good.xsd", ["good.xsd"]),
    ],
)
def test_a_schema_is_kept_with_what_it_includes(place, path, files):
    kept = place.add(path)
    root = place.shelf.root
    assert below(root) == [f"schemas/it/{file}" for file in files] + ["tei.lock"]
    assert read_lock(root / "tei.lock") == (kept,)
    place.server.files.clear()
    for file in kept.files:
        asked = file.url.removeprefix(place.url)
        assert read_kept([shelf(root)], file.url) == FILES[asked]
    assert len(place.server.asked) == len(files)  # each once


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/html.rng", "this is no RELAX NG schema that can be used"),
        ("/empty.rng", "this is no RELAX NG schema that can be used"),
        ("/bomb.rng", "this is no RELAX NG schema that can be used"),
        ("/html.sch", "is no Schematron schema"),
        ("/html.xsd", "is no XML Schema"),
        ("/elsewhere.rng", "it lies elsewhere than on 127.0.0.1"),
        ("/lost.rng", "lost/gone.rng: the server answers 404"),
        ("/lost.sch", "sub/gone.sch: the server answers 404"),
        ("/round.rng", "includes itself"),
        ("/short.rng", "the answer broke off"),
        ("/long.rng", "this is no RELAX NG schema that can be used"),
        ("/stall.rng", "the server does not answer in time"),
        ("/big.rng", "too large for a schema"),
        ("/to-http.rng", "it is not an https address"),
        ("/good.txt", "the address of a schema ends in one of"),
    ],
)
def test_what_is_no_schema_is_not_kept(place, path, said):
    with pytest.raises(TeiError, match=said):
        place.add(path)
    assert below(place.shelf.root.parent) == []


def test_schemas_of_the_tei_are_kept_as_they_are_served(place, shared):
    folder = need(shared / "tei", "the schemas of the TEI")
    for name in ("tei_all.rng", "tei_all.sch", "tei_bare.rng"):
        data = (folder / name).read_bytes()
        place.server.files[f"/tei/{name}"] = data
        asked = Wanted(name, f"{place.url}/tei/{name}")
        network = Network(plain_hosts=frozenset({"127.0.0.1"}))
        kept = gathering.put(
            shelf(place.shelf.root), asked, gathering.gather(asked, network.fetch), "2026-11-22"
        )
        assert shelf(place.shelf.root).read(kept.files[0]) == data
    assert len(read_lock(place.shelf.lock)) == 3


def test_a_second_schema_of_that_name_needs_another(place):
    place.add("/good.rng")
    with pytest.raises(ConfigError, match="give this one another name with --name"):
        place.add("/a/b/one.rng")
    assert place.add("/a/b/one.rng", "other").name == "other"


def test_a_new_version_takes_the_place_of_the_old_one_with_its_files(place):
    place.add("/a/b/one.rng")
    place.server.files["/a/b/one.rng"] = RNG
    kept = place.add("/a/b/one.rng")
    assert below(place.shelf.root) == ["schemas/it/one.rng", "tei.lock"]
    assert read_kept([shelf(place.shelf.root)], kept.url) == RNG


def test_the_same_version_changes_nothing(place):
    before = place.add("/good.rng")
    asked = Wanted("it", before.url)
    assert gathering.put(shelf(place.shelf.root), asked, {before.url: RNG}, "2027-01-01") == before


def test_what_is_removed_is_gone_with_its_folders(place):
    first, second = place.add("/a/b/one.rng"), place.add("/good.rng", "good")
    gathering.remove(shelf(place.shelf.root), first)
    assert below(place.shelf.root) == ["schemas/good/good.rng", "tei.lock"]
    assert read_lock(place.shelf.lock) == (second,)
    assert not (place.shelf.root / "schemas/it").exists()


def test_what_the_lock_file_names_is_brought_back_if_it_is_the_same(place):
    kept = place.add("/good.rng")
    fetch = Network(plain_hosts=frozenset({"127.0.0.1"})).fetch
    store = shelf(place.shelf.root)
    assert gathering.restore(store, kept, lambda: fetch) is False
    store.place(kept.files[0]).unlink()
    assert gathering.restore(store, kept, lambda: fetch) is True
    assert store.read(kept.files[0]) == RNG
    store.place(kept.files[0]).unlink()
    place.server.files["/good.rng"] = RNG + b"\n"
    with pytest.raises(SchemaError, match=r"is not what .* names any more"):
        gathering.restore(store, kept, lambda: fetch)
    assert not store.place(kept.files[0]).exists()


def test_a_link_that_leads_out_of_the_store_is_not_followed(place, tmp_path):
    kept = place.add("/good.rng")
    (tmp_path / "good.rng").write_bytes(RNG)
    file = shelf(place.shelf.root).place(kept.files[0])
    file.unlink()
    file.symlink_to(tmp_path / "good.rng")
    with pytest.raises(SchemaError, match="is not a name for a file inside"):
        shelf(place.shelf.root).read(kept.files[0])


def test_a_lock_file_is_read_as_it_was_written(tmp_path):
    file = KeptFile("schemas/é/a b.rng", 'https://example.org/"\\\n.rng', "0" * 64)
    kept = (Kept("a", file.url, "2026-11-22", (file,)), Kept("é", "x", "y", (file, file)))
    write_lock(tmp_path / "tei.lock", kept)
    assert read_lock(tmp_path / "tei.lock") == kept
    assert tomllib.loads((tmp_path / "tei.lock").read_text("utf-8"))["version"] == 1


@pytest.mark.parametrize(
    ("url", "called"),
    [
        ("http://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng", "tei_all"),
        ("https://TEI-C.org//release/xml/tei/custom/schema/relaxng/tei_jtei.rng#x", "tei_jtei"),
        ("https://vault.tei-c.org/P5/current/xml/tei/custom/schema/relaxng/tei_all.rng", "tei_all"),
        ("https://vault.tei-c.org/P5/4.2.2/xml/tei/custom/schema/relaxng/tei_all.rng", "tei_all@4.2.2"),
        ("http://www.tei-c.org/Vault/P5/current/xml/tei/custom/schema/relaxng/tei_lite.rng", "tei_lite"),
        ("http://www.stoa.org/epidoc/schema/latest/tei-epidoc.rng", "epidoc"),
        ("http://www.stoa.org/epidoc/schema/8.16/tei-epidoc.rng", "epidoc@8.16"),
        ("http://www.deutschestextarchiv.de/basisformat.rng", "dta"),
        ("https://raw.githubusercontent.com/bodleian/consolidated-tei-schema/master/msdesc.rng", "msdesc"),
        ("https://dracor.org/schema.rng", "dracor"),
        ("https://dracor.org/schema.rnc", None),
        ("https://evil.example/tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng", None),
    ],
)
def test_an_address_means_a_known_schema(url, called):
    found = known(url)
    assert (found.called if found else None) == called


def test_every_name_stands_for_one_https_address_that_is_known_by_it():
    names = [one.name for one in published()]
    assert len(set(names)) == len(names)
    for one in published():
        assert address(one.name).url.startswith("https://")
        assert known(one.url).called == one.name
        assert one.page.startswith("https://")
        if one.versions:
            assert known(address(f"{one.name}@1.2.3").url).called == f"{one.name}@1.2.3"


@pytest.mark.parametrize("called", ["dta@1.0", "tei_all@", "tei_all@../x", "tei_all@latest"])
def test_a_release_that_cannot_be_is_refused(called):
    with pytest.raises(ConfigError, match="release"):
        address(called)


@pytest.mark.parametrize(
    ("called", "name", "url"),
    [
        ("tei_all", "tei_all", "https://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng"),
        ("http://dracor.org/schema.rng", "dracor", "https://dracor.org/schema.rng"),
        ("http://example.org/a/b.rng#c", "b", "https://example.org/a/b.rng"),
        ("ftp://example.org/b.rng", "b", "ftp://example.org/b.rng"),
    ],
)
def test_what_a_user_calls_a_schema(called, name, url):
    assert wanted(called)[:2] == (name, url)


@pytest.mark.parametrize(
    ("called", "said"),
    [
        ("tei_al", "did you mean `tei_all`"),
        ("gone/a.rng", "`tei schema list` shows those that are known"),
        ("https://example.org/", "`` is no name for a schema"),
        ("https://example.org/..%2Fa.rng?", None),
    ],
)
def test_what_is_no_schema_by_its_name_is_refused(called, said):
    if said is None:
        assert wanted(called).name == "a"
        return
    with pytest.raises(ConfigError, match=said):
        wanted(called)


def test_addresses_are_compared_without_what_does_not_matter():
    assert without_scheme("HTTP://www.Example.org//a//B#c") == "example.org/a/B"
