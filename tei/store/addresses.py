"""Where schemas are published: names for addresses, and which addresses mean the same schema.

The table is ``addresses.toml``; it is read when a file names a schema by an address, or a command speaks of one.
"""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tei.errors import ConfigError

_VERSION = r"[0-9][0-9A-Za-z.\-]*"


class Address(NamedTuple):
    """A schema that is published: what it is called here, in which release (None: the current one), and where."""

    name: str
    version: str | None
    url: str

    @property
    def called(self) -> str:
        """What a command calls it: ``tei_all`` or ``tei_all@4.9.0``."""
        return f"{self.name}@{self.version}" if self.version else self.name


class Published(NamedTuple):
    """A line of the table."""

    name: str
    title: str
    url: str
    versions: str | None
    patterns: tuple[re.Pattern[str], ...]
    page: str


@cache
def published() -> tuple[Published, ...]:
    """Give the table, a line for each name."""
    tables = tomllib.loads(Path(__file__).with_name("addresses.toml").read_text("utf-8"))["schema"]
    return tuple(
        Published(
            name,
            table["title"],
            table["url"].replace("{name}", name),
            table["versions"].replace("{name}", name) if "versions" in table else None,
            tuple(
                _pattern(one, name)
                for one in (table["url"], table.get("versions"), *table.get("also", ()))
                if one
            ),
            table["page"],
        )
        for table in tables
        for name in table["names"]
    )


def address(called: str) -> Address | None:
    """Find what is published under a name such as ``tei_all`` or ``tei_all@4.9.0``; ConfigError for no such release."""
    name, at, version = called.partition("@")
    for one in published():
        if one.name == name:
            if not at:
                return Address(name, None, one.url)
            if one.versions is None or not re.fullmatch(_VERSION, version):
                raise ConfigError(f"`{called}`: {_releases(one)}")
            return Address(name, version, one.versions.replace("{version}", version))
    return None


def known(url: str) -> Address | None:
    """Find the name of a schema by one of its addresses."""
    bare = without_scheme(url)
    for one in published():
        for pattern in one.patterns:
            if match := pattern.fullmatch(bare):
                version = match.groupdict().get("version")
                return address(f"{one.name}@{version}" if version else one.name)
    return None


def without_scheme(url: str) -> str:
    """Give an address as it is compared: without ``http(s)://``, ``www.`` and a fragment, the host in small letters."""
    rest = re.sub(r"^https?://(www\.)?", "", url.strip().partition("#")[0], flags=re.IGNORECASE)
    host, slash, path = rest.partition("/")
    return host.casefold() + re.sub("/{2,}", "/", slash + path)


def _pattern(template: str, name: str) -> re.Pattern[str]:
    first, *others = re.split(r"\{version\}", without_scheme(template.replace("{name}", name)))
    pattern = re.escape(first)
    for number, other in enumerate(others):
        pattern += (f"(?P<version>{_VERSION})" if number == 0 else "(?P=version)") + re.escape(other)
    return re.compile(pattern)


def _releases(one: Published) -> str:
    if one.versions is None:
        return f"releases of `{one.name}` are not published each at an address of its own"
    return f"a release is written `{one.name}@1.2.3`"
