"""Reading a schema: from a URI to its simple form, with every check of the specification.

The one function that the rest of the engine needs of all that lies between the bytes of a schema and its ``Grammar``.
"""

import gc

from tei.relaxng.datatypes import datatype
from tei.relaxng.errors import SchemaError
from tei.relaxng.grammar import Grammar
from tei.relaxng.names import Name
from tei.relaxng.restrictions.compatibility import id_types
from tei.relaxng.restrictions.restrictions import check
from tei.relaxng.restrictions.summaries import Summary
from tei.relaxng.simplification.datatyping import Datatyping, FindDatatype
from tei.relaxng.simplification.drafts import Definition
from tei.relaxng.simplification.files import Files, Resolve
from tei.relaxng.simplification.normalisation import SimpleForm, element, simple_form
from tei.relaxng.simplification.simplification import Simplification


def read_schema(
    uri: str, resolve: Resolve, *, fourth_edition_names: bool = False, find: FindDatatype = datatype
) -> Grammar:
    """Read the schema at ``uri``; ``resolve`` gives the bytes of each URI.

    A URI that ends in ``.rnc`` is read as compact syntax, any other as XML. ``fourth_edition_names`` allows only names of
    XML 1.0, fourth edition. ``find`` gives the datatypes of a library (those of ``datatypes`` by default). Raises
    ``SchemaError`` for whatever is wrong with the schema; what ``resolve`` raises for the first URI comes through.
    """
    was_enabled = gc.isenabled()
    gc.disable()  # reading makes much that lives on and little rubbish: looking for cycles takes a sixth of the time
    try:
        return _read(Files(resolve, fourth_edition=fourth_edition_names), uri, Datatyping(find))
    finally:
        if was_enabled:
            gc.enable()


def _read(files: Files, uri: str, datatyping: Datatyping) -> Grammar:
    root = files.root(uri)
    simplification = Simplification(files, datatyping)
    start = simplification.start(root)
    form = simple_form(start)
    summaries = check(form, start.content.source if isinstance(start.content, Definition) else root)
    types, fault = _id_types(form, summaries, datatyping)
    elements = tuple(map(element, form.drafts, form.contents))
    return Grammar(form.start, elements, tuple(simplification.annotations), tuple(files.roots), types, fault)


def _id_types(
    form: SimpleForm, summaries: dict[int, Summary], datatyping: Datatyping
) -> tuple[tuple[tuple[Name, Name, str], ...], SchemaError | None]:
    """Give the ID types of attributes, or why they are in doubt."""
    try:
        return tuple(
            (*names, found) for names, found in id_types(form, summaries, datatyping.id_type).items()
        ), None
    except SchemaError as fault:
        return (), fault
