"""XML catalogs: where the schemas lie that files name by addresses.

In come the address of a catalog, what reads files, and a URI; out comes the URI that stands for it, or None. The
specification is OASIS XML Catalogs 1.1, section 7.2, for URI references: ``uri``, ``rewriteURI``, ``uriSuffix``,
``delegateURI``, then ``nextCatalog``. Catalogs in use often give schemas as system identifiers, so that ``system``,
``rewriteSystem``, ``systemSuffix`` and ``delegateSystem`` are asked where those find nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import quote, urljoin
from xml.parsers import expat

from tei.errors import ConfigError

NAMESPACE = "urn:oasis:names:tc:entity:xmlns:xml:catalog"
Read = Callable[[str], bytes]
_MOST = 100  # catalogs that lead to catalogs
# Entry -> the act that it stands for, the attribute that is compared, the one that is given.
_ENTRIES = {
    "uri": ("uri", "name", "uri"),
    "rewriteURI": ("rewrite", "uriStartString", "rewritePrefix"),
    "uriSuffix": ("suffix", "uriSuffix", "uri"),
    "delegateURI": ("delegate", "uriStartString", "catalog"),
    "system": ("uri", "systemId", "uri"),
    "rewriteSystem": ("rewrite", "systemIdStartString", "rewritePrefix"),
    "systemSuffix": ("suffix", "systemIdSuffix", "uri"),
    "delegateSystem": ("delegate", "systemIdStartString", "catalog"),
}
_SYSTEM = frozenset({"system", "rewriteSystem", "systemSuffix", "delegateSystem"})


class NotACatalog(Exception):
    """The file is something else."""


class Entry(NamedTuple):
    """One line of a catalog: what is compared, and the absolute URI that is given for it."""

    act: str
    compared: str
    given: str


@dataclass
class Catalog:
    """What one catalog file says, in its order: entries for URI references, for system identifiers, and more files."""

    uri: list[Entry] = field(default_factory=list)
    system: list[Entry] = field(default_factory=list)
    following: list[str] = field(default_factory=list)


class Catalogs:
    """A catalog and those that it leads to; ``read`` gives the bytes of one, OSError where it cannot."""

    def __init__(self, address: str, read: Read) -> None:
        """Read the first catalog; NotACatalog where the file is something else, ConfigError where it is broken."""
        self.address, self._read = address, read
        self._known: dict[str, Catalog] = {address: parse(read(address), address)}

    def resolve(self, uri: str) -> str | None:
        """Give the URI that stands for ``uri``; ConfigError where a catalog that is needed cannot be read."""
        wanted = normal(uri)
        for kind in ("uri", "system"):
            found = self._resolve(wanted, kind, [self.address])
            if found is not None:
                return found
        return None

    def _resolve(self, wanted: str, kind: str, addresses: list[str]) -> str | None:
        """Ask catalogs in turn; each is asked once, and one that delegates ends the search (7.2.2)."""
        seen: set[str] = set()
        pending = addresses[::-1]
        while pending:
            address = pending.pop()
            if address in seen or len(seen) >= _MOST:
                continue
            seen.add(address)
            catalog = self._catalog(address)
            entries: list[Entry] = getattr(catalog, kind)
            found = _matched(entries, wanted)
            if found is not None:
                return found
            delegates = _delegates(entries, wanted)
            if delegates:
                pending = delegates[::-1]
            else:
                pending += catalog.following[::-1]
        return None

    def _catalog(self, address: str) -> Catalog:
        if address not in self._known:
            try:
                self._known[address] = parse(self._read(address), address)
            except NotACatalog:
                raise ConfigError(
                    f"{address} is not an XML catalog, but {self.address} leads to it"
                ) from None
            except OSError as error:
                raise ConfigError(
                    f"{address}, a catalog, cannot be read: {error.strerror or error}"
                ) from None
        return self._known[address]


def normal(uri: str) -> str:
    """Escape what may not stand in a URI (6.4), so that both ways of writing compare equal."""
    return quote(uri.strip(), safe="!#$%&'()*+,/:;=?@[]~")


def parse(data: bytes, address: str) -> Catalog:
    """Read the entries of one file; addresses are made absolute by ``xml:base`` or the file's own."""
    catalog, bases, ignored = Catalog(), [address], [0]
    parser = expat.ParserCreate(None, " ")

    def start(name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        if len(bases) == 1 and (namespace, local) != (NAMESPACE, "catalog"):
            raise NotACatalog
        base = attributes.get("http://www.w3.org/XML/1998/namespace base")
        bases.append(_joined(bases[-1], base) if base else bases[-1])
        ignored[0] += (
            ignored[0] > 0 or namespace != NAMESPACE
        )  # 7: what is in another namespace counts for nothing
        if not ignored[0]:
            _enter(catalog, local, attributes, bases[-1])

    def end(_name: str) -> None:
        bases.pop()
        ignored[0] -= ignored[0] > 0

    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        if len(bases) == 1 and not catalog.uri and not catalog.system:
            raise NotACatalog from None
        words = expat.ErrorString(error.code)
        raise ConfigError(
            f"{address}, a catalog, is not well-formed: {words} in line {error.lineno}"
        ) from None
    return catalog


def _enter(catalog: Catalog, local: str, attributes: dict[str, str], base: str) -> None:
    if local == "nextCatalog" and "catalog" in attributes:
        catalog.following.append(_joined(base, attributes["catalog"]))
    if local not in _ENTRIES:
        return
    act, compared, given = _ENTRIES[local]
    if compared in attributes and given in attributes:
        entries = catalog.system if local in _SYSTEM else catalog.uri
        entries.append(Entry(act, normal(attributes[compared]), _joined(base, attributes[given])))


def _joined(base: str, reference: str) -> str:
    try:
        return urljoin(base, normal(reference))
    except ValueError:
        return reference


def _matched(entries: list[Entry], wanted: str) -> str | None:
    """The exact entry, else the one with the longest beginning, else the one with the longest end."""
    for entry in entries:
        if entry.act == "uri" and entry.compared == wanted:
            return entry.given
    begun = [entry for entry in entries if entry.act == "rewrite" and wanted.startswith(entry.compared)]
    if begun:
        longest = max(begun, key=lambda entry: len(entry.compared))
        return longest.given + wanted[len(longest.compared) :]
    ended = [entry for entry in entries if entry.act == "suffix" and wanted.endswith(entry.compared)]
    return max(ended, key=lambda entry: len(entry.compared)).given if ended else None


def _delegates(entries: list[Entry], wanted: str) -> list[str]:
    """The catalogs that alone are asked about ``wanted``, those for the longest beginning first."""
    found = [entry for entry in entries if entry.act == "delegate" and wanted.startswith(entry.compared)]
    return [entry.given for entry in sorted(found, key=lambda entry: -len(entry.compared))]
