"""What the manual says by itself: labels, and the datatypes in plain words."""

from collections.abc import Mapping

from tei.odd.schema import Openness, Usage

USAGE = {Usage.REQUIRED: "required", Usage.RECOMMENDED: "recommended", Usage.OPTIONAL: "optional"}

VALUES = {
    Openness.CLOSED: "One of",
    Openness.SEMI: "Preferably one of",
    Openness.OPEN: "For example",
}

# A datatype that is not here goes by its own name.
DATATYPES: Mapping[str, str] = {
    "ID": "a name that nothing else in the file has",
    "anyURI": "an address",
    "language": "a language tag",
    "string": "text",
    "teidata.authority": "a word or an address",
    "teidata.certainty": "high, medium, low or unknown",
    "teidata.count": "a whole number",
    "teidata.duration.w3c": "a duration such as P3D",
    "teidata.enumerated": "a word",
    "teidata.language": "a language tag",
    "teidata.name": "a name",
    "teidata.namespace": "the address of a namespace",
    "teidata.numeric": "a number",
    "teidata.pattern": "a regular expression",
    "teidata.pointer": "an address, #id within the file",
    "teidata.prefix": "a prefix",
    "teidata.probCert": "high, medium, low, unknown, or a number from 0 to 1",
    "teidata.probability": "a number from 0 to 1",
    "teidata.replacement": "a text with $1, $2 for what matched",
    "teidata.temporal.iso": "a date, time or period in ISO 8601",
    "teidata.temporal.w3c": "a date or time such as 1941-11-08, 1941-11 or 1941",
    "teidata.temporal.working": "a date or time since 1970",
    "teidata.text": "text",
    "teidata.truthValue": "true or false",
    "teidata.version": "a version such as 4.9.0",
    "teidata.versionNumber": "a version such as 1.2.3",
    "teidata.word": "a word",
    "teidata.xTruthValue": "true, false, unknown or inapplicable",
    "teidata.xmlName": "a name",
    "teidata.xpath": "an XPath",
}
