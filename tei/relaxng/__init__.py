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

The way of a schema, and the modules that stand for its steps:

    names, namespaces, lexical      names, name classes, URIs
    source, xml_reader, compact/    files in either syntax to one tree with places
    syntax, files, components, name_classes, datatyping, annotations, drafts
                                    section 3, and what refers to what (4.1 to 4.18)
    simplification, recursion, normalisation    the simple form (4.19 to 4.21), ``grammar``
    traversal, summaries, name_sets, restrictions, compatibility    section 7; ID types
    reading                         all of it: ``read_schema``
    patterns, building, derivatives, values, states, schema    patterns in normal form and their partial derivatives
    rows, automaton, filling, deciding, identity, validator, trees    the fast pass
    plain, storage, engine          what is kept of it
    events, tree_events, places, faults, reporting, frames, steps, recovery, examination    the exact pass
    expectations, skipping, vocabulary, distance, guide, details    what a fault can tell
    unfinished, following, value_completions, documentation, completions    what may come next
    inclusion/                      whether one schema's documents are all another's
    datatypes/                      the datatype libraries
"""

from tei.relaxng.engine import Engine
from tei.relaxng.errors import DocumentError, SchemaError

__all__ = ["DocumentError", "Engine", "SchemaError"]
