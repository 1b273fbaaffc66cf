"""Who made a text, as a bibliography names them: the names in a TEI header, divided as far as the TEI divides them.

In come parts of a header, out go :class:`Name` s. Who edited or translated is told by the element or by the words of a
``resp``, which are data (``roles.toml``).
"""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from tei.document.namespaces import NS
from tei.publications.record_paths import all_at, first_at, line, text_at


class Name(NamedTuple):
    """Who: in parts where they are known, else ``whole``; ``is_body`` for a body, which has no surname."""

    whole: str
    family: str | None = None
    given: str | None = None
    particle: str | None = None
    suffix: str | None = None
    is_body: bool = False

    @property
    def inverted(self) -> str:
        """The name as an index has it: "van der Meer, Anna, Jr."; as it stands where its parts are not known."""
        if self.family is None:
            return self.whole
        family = " ".join(filter(None, (self.particle, self.family)))
        return ", ".join(filter(None, (family, self.given, self.suffix)))


@cache
def _roles() -> dict[str, re.Pattern[str]]:
    words = tomllib.loads(Path(__file__).with_name("roles.toml").read_text("utf-8"))
    return {
        role: re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, one))})", re.IGNORECASE)
        for role, one in words.items()
    }


def credited(statement: etree._Element | None, role: str) -> tuple[Name, ...]:
    """Editors or translators: as such, or by what ``resp`` says they did."""
    wanted = "@role='translator'" if role == "translation" else "not(@role='translator')"
    found = list(names(statement, f"tei:editor[{wanted}]"))
    for one in all_at(statement, "tei:respStmt"):
        if any(_roles()[role].search(line(resp)) for resp in all_at(one, "tei:resp")):
            found += names(one, "tei:persName | tei:orgName | tei:name")
    return tuple(dict.fromkeys(found))


def names(within: etree._Element | None, path: str) -> tuple[Name, ...]:
    """The names of the elements at ``path``."""
    found = (_name(one) for one in all_at(within, path))
    return tuple(name for name in found if name.whole)


def _name(element: etree._Element) -> Name:
    named = first_at(
        element, "descendant-or-self::*[self::tei:persName or self::tei:orgName or self::tei:name][1]"
    )
    person = element if named is None else named
    whole = line(person)
    if etree.QName(person).localname == "orgName":
        return Name(whole, is_body=True)
    parted = person if first_at(person, "tei:surname") is not None else _registered(person)
    if parted is None:
        return Name(whole)
    given = [line(one) for one in all_at(parted, "tei:forename")]
    family = [line(one) for one in all_at(parted, "tei:surname")]
    return Name(
        whole,
        " ".join(family),
        " ".join(given) or None,
        text_at(parted, "tei:nameLink"),
        text_at(parted, "tei:genName"),
    )


def _registered(person: etree._Element) -> etree._Element | None:
    """The name, in parts, of the person in the register that ``@ref`` points to."""
    target = (person.get("ref") or "").removeprefix("#")
    if not target or target == person.get("ref"):
        return None
    found: list[etree._Element] = person.getroottree().xpath(
        "//tei:person[@xml:id=$target]/tei:persName[tei:surname][1]", namespaces=NS, target=target
    )
    return found[0] if found else None
