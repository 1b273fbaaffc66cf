"""Which findings count, and how much: what ``--select``, ``--ignore`` and ``--severity`` say.

In come findings, out come those that were asked for. Codes may be groups: ``check.pointers`` is all that the check finds.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tei.diagnostics import Diagnostic, Severity
from tei.diagnostics.codes import covers, groups
from tei.diagnostics.nearest import did_you_mean
from tei.errors import ConfigError

# That a file could not be read, or held against its schema, is said whatever was selected: else it would pass for a good
# one. These codes have no check in them.
_UNREAD = re.compile(r"document\..*|check\.[^.]*")
# A schema may name its constraints as it likes.
_OF_SCHEMAS = "check.sch"


class Selection(NamedTuple):
    """Codes that are wanted (all, where none is named), codes that are not, and severities by code.

    Where several fit a finding the longest decides; between equals, to ignore goes before to select.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: tuple[tuple[str, Severity], ...] = ()

    def apply(self, findings: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Give the findings that are wanted, each as severe as it is said to be."""
        if self == EVERYTHING:
            return list(findings)
        return [self._weighed(finding) for finding in findings if self._is_wanted(finding.code)]

    def _is_wanted(self, code: str) -> bool:
        default = 0 if not self.select or _UNREAD.fullmatch(code) else -1
        return max(_longest(self.select, code), default) > _longest(self.ignore, code)

    def _weighed(self, finding: Diagnostic) -> Diagnostic:
        fitting = [one for one in self.severities if covers(one[0], finding.code)]
        if not fitting:
            return finding
        return finding._replace(severity=max(fitting, key=lambda one: len(one[0]))[1])


EVERYTHING = Selection()


def _longest(codes: Sequence[str], code: str) -> int:
    """Give the length of the longest of ``codes`` that covers ``code``; -1 when none does."""
    return max((len(group) for group in codes if covers(group, code)), default=-1)


def known_codes() -> list[str]:
    """Give all codes and all groups of them."""
    from tei.rules import rules  # noqa: PLC0415 -- it imports every room

    return groups(rules())


def checked_codes(codes: Iterable[str]) -> tuple[str, ...]:
    """Give ``codes`` as they are; ConfigError for one that no rule has."""
    given = tuple(codes)
    known = known_codes() if given else []
    for code in given:
        if code not in known and not covers(_OF_SCHEMAS, code):
            advice = did_you_mean(code, known) or "`tei explain` lists them all"
            raise ConfigError(f"there is no finding with the code `{code}`; {advice}")
    return given
