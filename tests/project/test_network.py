"""Fetching: https alone, within limits, from a server that misbehaves. Nothing here leaves this machine."""

import shutil
import ssl
import subprocess
import time

import pytest

from tei.errors import InputError
from tei.store.network import Limits, Network
from tests.project.schema_server import RNG, serving

# A busy machine may be slow to answer: only a server that is silent on purpose is given little time.
LIMITS = Limits(size=200_000, wait=20, whole=60)
SHORT = Limits(size=200_000, wait=0.4, whole=1.2)
SILENT = ("/stall.rng", "/stall-within.rng", "/drip.rng")
PLAIN = frozenset({"127.0.0.1"})


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def server():
    with serving({"/good.rng": RNG}) as server:
        yield server


def fetch(server, path, network=None):
    return (network or Network(LIMITS, plain_hosts=PLAIN)).fetch(
        f"http://127.0.0.1:{server.server_port}{path}"
    )


@pytest.mark.parametrize("path", ["/good.rng", "/many/4.rng"])
def test_what_is_there_comes_also_after_some_redirections(server, path):
    assert fetch(server, path) == RNG


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/gone.rng", "the server answers 404 (Not Found)"),
        ("/broken.rng", "the server answers 503 (Service Unavailable)"),
        ("/stall.rng", "the server does not answer in time"),
        ("/stall-within.rng", "the server does not answer in time"),
        ("/drip.rng", "the server took longer than 1.2 seconds"),
        ("/short.rng", f"the answer broke off: {len(RNG)} bytes of {len(RNG) + 100} came"),
        ("/big.rng", "it is larger than 1 MB, too large for a schema"),
        ("/endless.rng", "it is larger than 1 MB, too large for a schema"),
        ("/gzip.rng", "the server sends it compressed, though it was asked not to"),
        ("/many/9.rng", "it is redirected to `http://127.0.0.1:PORT/many/3.rng`: more than 5 times"),
        (
            "/to-http.rng",
            "it is redirected to `http://localhost:PORT/good.rng`: it is not an https address (`http:`)",
        ),
        ("/garbage.rng", "the server's answer cannot be understood (BadStatusLine)"),
    ],
)
def test_what_a_server_does_wrong_is_one_sentence(server, path, said):
    start = time.monotonic()
    with pytest.raises(InputError) as error:
        fetch(server, path, Network(SHORT if path in SILENT else LIMITS, plain_hosts=PLAIN))
    address = f"http://127.0.0.1:{server.server_port}{path}"
    assert str(error.value) == f"{address}: {said.replace('PORT', str(server.server_port))}"
    assert time.monotonic() - start < 20


@pytest.mark.parametrize("path", ["/loop.rng", "/to-file.rng"])
def test_a_redirection_that_leads_nowhere_ends(server, path):
    with pytest.raises(InputError, match=r"redirect|30[0-9]"):
        fetch(server, path)
    assert len(server.asked) <= 5


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://127.0.0.1:1/a.rng", r"it is not an https address \(`http:`\)"),
        ("file:///etc/hostname", r"it is not an https address \(`file:`\)"),
        ("ftp://example.org/a.rng", r"it is not an https address \(`ftp:`\)"),
        ("https://ada:secret@example.org/a.rng", "an address with a user's name or password is not asked"),
        ("https:///a.rng", "the address names no host"),
    ],
)
def test_only_https_addresses_are_asked(url, said):
    with pytest.raises(InputError, match=said):
        Network(LIMITS).fetch(url)


def test_a_host_that_is_not_there_is_one_sentence():
    with serving({}) as server:
        pass
    with pytest.raises(InputError, match=r"it cannot be reached \(connection refused\)"):
        fetch(server, "/good.rng")


@pytest.fixture
def certificate(tmp_path):
    if not shutil.which("openssl"):
        pytest.skip("needs openssl, to make a certificate")
    key, made = tmp_path / "key.pem", tmp_path / "made.pem"
    subprocess.run(
        [
            *[
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=127.0.0.1",
            ],
            *["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", made],
        ],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    return made, context


def test_a_certificate_is_asked_for_and_looked_at(certificate):
    made, context = certificate
    trusting = ssl.create_default_context(cafile=made)
    with serving({"/good.rng": RNG}, context) as server:
        url = f"https://127.0.0.1:{server.server_port}/good.rng"
        assert Network(LIMITS, trusting).fetch(url) == RNG
        with pytest.raises(InputError, match="the server's certificate is not trusted"):
            Network(LIMITS).fetch(url)
