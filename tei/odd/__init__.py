"""The ODD compiler: the TEI's specifications and a customization become one schema, and its outputs.

    schema = compile(p5subset, customization)
    relaxng(schema)     .rng
    schematron(schema)  .sch
    xmlschema(schema)   .xsd, and the files that go with it, by name
    manual(schema)      .html

Bytes in, values out: this room knows neither files nor clock.
"""

from tei.odd.customization import customize
from tei.odd.manual import manual
from tei.odd.reading import read_source
from tei.odd.resolve import resolve
from tei.odd.rng import relaxng
from tei.odd.sch import schematron
from tei.odd.schema import Schema
from tei.odd.source import parse
from tei.odd.xsd import xmlschema

__all__ = ["Schema", "compile", "manual", "relaxng", "schematron", "xmlschema"]


def compile(source: bytes, customization: bytes) -> Schema:  # noqa: A001 - the verb of this room
    """Compile ``customization``, an ODD, against ``source``, the p5subset.xml of a TEI release.

    SchemaError, with file, line and what to do, when either is not what it should be.
    """
    specifications = read_source(parse(source, "p5subset.xml"))
    return resolve(customize(specifications, parse(customization, "customization")))
