"""A RELAX NG engine: schemas in both syntaxes, validation, faults, completions, inclusion.

A package of its own: it knows nothing of the documents it is used for and imports nothing from outside itself but the
standard library. The words are those of the specification (OASIS, 3 December 2001; compact syntax, 21 November 2002;
DTD compatibility, 3 December 2001).

    engine = Engine("letter.rng", read, cache)      # SchemaError; read(uri) gives bytes, cache is a mapping, or None
    with open("letter.xml", "rb") as stream:
        engine.is_valid(stream)                     # one fast pass: beyond doubt, or not
    for fault in engine.examined(data).faults:      # DocumentError; the exact pass: each fault, one for one mistake
        print(fault.place.line, fault.kind)
    engine.save()                                   # what was learnt of the schema goes into the cache

The rooms, each using only those before it:

    names, namespaces, grammar, traversal    names and name classes; the simple form
    datatypes/       the datatype libraries: built-in, XML Schema, DTD compatibility
    sources/         a file in XML syntax to a tree with places, section 3
    compact/         a file in compact syntax to the same tree
    simplification/  section 4
    restrictions/    section 7, and ID types
    matching/        section 6: patterns, partial derivatives, states
    automata/        the fast pass, and what is kept of it
    exact/           the exact pass, and what can be told of a fault
    completion/      what may come next
    inclusion/       whether one schema's documents are all another's
    reading, engine  ``read_schema``, and all of it together
"""

from tei.relaxng.engine import Engine
from tei.relaxng.errors import DocumentError, SchemaError

__all__ = ["DocumentError", "Engine", "SchemaError"]
