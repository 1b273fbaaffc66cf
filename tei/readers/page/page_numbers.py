"""Where the pages of the print begin on a page of the web: marks with a class for it, and empty places with a page's name.

In comes an element, out comes whether it is such a mark, and the number of the page that begins there.
"""

import re

from lxml import etree

from tei.readers.page.classes import classes, has_role
from tei.readers.page.tree import name_of, names_of

# A name that says which page begins: page12, Page_iv, p.12, pg_12; and the number at the end of such a name or mark.
_NAME = re.compile(r"(?:page|pg|p)[_.-]?(?:\d{1,4}|[ivxlc]{1,7})", re.IGNORECASE)
_NUMBER = re.compile(r"(\d{1,4}|(?<![^\W_])[ivxlc]{1,7})[\]\})\s]*$", re.IGNORECASE)
_LONGEST = 12  # characters of a mark
# What an element says about its page beside its words; a title may name the scan instead.
_STATED = ("data-page-number", "title", "aria-label")


def is_page_number(element: etree._Element, name: str, names: list[str]) -> bool:
    """Whether ``element``, called ``name`` and of the classes ``names``, says that a page of the print begins."""
    parent = element.getparent()
    if parent is not None and has_role(classes(parent), "page-number"):
        return False
    if names and has_role(names, "page-number"):
        return True
    if name != "a" or element.get("href") or len(element) or len(element.text or "") > _LONGEST:
        return False
    return _NAME.fullmatch(element.get("name") or element.get("id") or "") is not None


def names_page(element: etree._Element) -> bool:
    """Whether ``element`` is the mark of a page, or stands in one: what links to pages lead to."""
    parent = element.getparent()
    if parent is not None and has_role(classes(parent), "page-number"):
        return True
    return is_page_number(element, name_of(element), classes(element))


def page_number(element: etree._Element) -> str | None:
    """The number of the page that begins with ``element``."""
    stated = "".join(element.itertext()), *map(element.get, _STATED), *names_of(element)
    found = (_NUMBER.search(one.strip()) for one in stated if one)
    return next((match[1] for match in found if match), None)
