"""A date to the attributes that the TEI has for it: the calendar's, and the EDTF expression where it says more."""

import re

from tei.transcription.metadata import Date

EDTF = "https://www.loc.gov/standards/datetime/"
# What the attributes of the calendar cannot say: doubt, figures left open, seasons.
_SAYS_MORE = re.compile(r"[?~%X]|(?:^|/)-?\d{4}-2[1-4](?:/|$)")


def attributes(date: Date) -> dict[str, str | None]:
    """The attributes of ``date``, for :func:`tei.encoder.elements.make`."""
    custom = date.edtf if date.edtf and _SAYS_MORE.search(date.edtf) else None
    return {
        "when": date.when,
        "from": date.from_,
        "to": date.to,
        "notBefore": date.not_before,
        "notAfter": date.not_after,
        "cert": date.certainty,
        "when-custom": custom,
        "datingMethod": EDTF if custom else None,
    }
