"""Fetch one file from the network, or say in a sentence why not.

Only https is spoken, also after a redirection. The size of an answer, the wait for a connection and for each piece, and
the time of the whole are limited; an answer that is not as long as the server says is refused.
"""

import ssl
import threading
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import IO, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from tei import __version__
from tei.errors import InputError


class Limits(NamedTuple):
    """Bytes of an answer, seconds for a connection and each wait, seconds for the whole, redirections."""

    size: int = 32 << 20
    wait: float = 15
    whole: float = 120
    redirections: int = 5


class Refused(Exception):
    """What is wrong with an address or an answer, as a clause."""


class Network:
    """The way to the network. ``plain_hosts`` are those that are spoken to without encryption: none but in tests."""

    def __init__(
        self,
        limits: Limits | None = None,
        context: ssl.SSLContext | None = None,
        plain_hosts: frozenset[str] = frozenset(),
    ) -> None:
        self.limits, self._plain, self._context = limits or Limits(), plain_hosts, context

    def fetch(self, url: str) -> bytes:
        """Give the bytes at an address; InputError says why they cannot be had."""
        answers: list[bytes | Exception] = []

        def work() -> None:
            try:
                answers.append(self._answer(url))
            except Exception as error:  # noqa: BLE001 -- it is raised again, in the thread that waits
                answers.append(error)

        # A server that sends a byte now and then keeps every single wait short: the whole is timed from outside.
        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        thread.join(self.limits.whole)
        if not answers:
            raise InputError(f"{url}: the server took longer than {self.limits.whole:g} seconds")
        if isinstance(answers[0], bytes):
            return answers[0]
        raise InputError(f"{url}: {_reason(answers[0])}") from None

    def check(self, url: str) -> None:
        """Refuse an address that is not to be asked."""
        parts = urlsplit(url)
        is_plain = parts.scheme == "http" and parts.hostname in self._plain
        if parts.scheme != "https" and not is_plain:
            raise Refused(f"it is not an https address (`{parts.scheme}:`)")
        if parts.username is not None or parts.password is not None:
            raise Refused("an address with a user's name or password is not asked")
        if not parts.hostname:
            raise Refused("the address names no host")

    def _answer(self, url: str) -> bytes:
        self.check(url)
        request = Request(  # noqa: S310 -- checked above, and again at each redirection
            url, headers={"User-Agent": f"tei/{__version__}", "Accept-Encoding": "identity", "Accept": "*/*"}
        )
        try:
            with self._opener().open(request, timeout=self.limits.wait) as response:
                return self._body(response)
        except HTTPError as error:
            error.close()  # it is an answer too, and has a connection
            raise

    def _body(self, response: HTTPResponse) -> bytes:
        if response.headers.get("Content-Encoding", "identity").strip().casefold() not in {"", "identity"}:
            raise Refused("the server sends it compressed, though it was asked not to")
        length = response.headers.get("Content-Length")
        promised = int(length) if length is not None and length.strip().isdecimal() else None
        if promised is not None and promised > self.limits.size:
            raise Refused(self._too_big())
        parts, size = [], 0
        while part := response.read(65536):
            size += len(part)
            if size > self.limits.size:
                raise Refused(self._too_big())
            parts.append(part)
        if promised is not None and size != promised:
            raise Refused(f"the answer broke off: {size} bytes of {promised} came")
        return b"".join(parts)

    def _too_big(self) -> str:
        return f"it is larger than {self.limits.size >> 20 or 1} MB, too large for a schema"

    def _opener(self) -> OpenerDirector:
        """Build an opener that knows https, proxies and redirections, and nothing else: no files, no ftp."""
        opener = OpenerDirector()
        handlers = [
            ProxyHandler(),
            HTTPDefaultErrorHandler(),
            HTTPErrorProcessor(),
            _Redirections(self),
            HTTPSHandler(context=self._context or ssl.create_default_context()),
            *([HTTPHandler()] if self._plain else []),
        ]
        for handler in handlers:
            opener.add_handler(handler)
        return opener


class _Redirections(HTTPRedirectHandler):
    """Follow few redirections, and those to addresses that may be asked."""

    max_repeats = 2

    def __init__(self, network: Network) -> None:
        self._network, self._followed = network, 0

    def redirect_request(  # noqa: PLR0913, PLR0917 -- urllib's signature
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        self._followed += 1
        if reason := self._refusal(newurl):
            fp.close()
            raise Refused(f"it is redirected to `{newurl}`: {reason}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)

    def _refusal(self, url: str) -> str | None:
        if self._followed > self._network.limits.redirections:
            return f"more than {self._network.limits.redirections} times"
        try:
            self._network.check(url)
        except Refused as error:
            return str(error)
        return None


# What is raised, and what is said of it; the first that fits.
_REASONS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
    (Refused, "{error}"),
    (HTTPError, "the server answers {error.code} ({error.reason})"),
    (TimeoutError, "the server does not answer in time"),
    (ssl.SSLCertVerificationError, "the server's certificate is not trusted ({error.verify_message})"),
    ((HTTPException, ValueError), "the server's answer cannot be understood ({kind})"),
    (OSError, "it cannot be reached ({words})"),
    (Exception, "it cannot be fetched ({kind}: {error})"),
)


def _reason(error: Exception) -> str:
    """Say in a clause why something could not be fetched."""
    if (
        isinstance(error, URLError)
        and not isinstance(error, HTTPError)
        and isinstance(error.reason, Exception)
    ):
        error = error.reason
    said = next(said for kinds, said in _REASONS if isinstance(error, kinds))
    words = str(getattr(error, "strerror", "") or error).lower()
    return said.format(error=error, kind=type(error).__name__, words=words)
