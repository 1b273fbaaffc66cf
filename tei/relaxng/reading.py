"""Reading a schema: from a URI to its simple form, with every check of the specification.

The one function that the rest of the engine needs of all that lies between the bytes of a schema and its ``Grammar``.
"""

from tei.relaxng.datatypes import datatype
from tei.relaxng.datatyping import Datatyping, FindDatatype
from tei.relaxng.files import Files, Resolve
from tei.relaxng.grammar import Grammar
from tei.relaxng.normalisation import element, simple_form
from tei.relaxng.restrictions import check
from tei.relaxng.simplification import Simplification


def read_schema(
    uri: str, resolve: Resolve, *, fourth_edition_names: bool = False, find: FindDatatype = datatype
) -> Grammar:
    """Read the schema at ``uri``; ``resolve`` gives the bytes of each URI.

    A URI that ends in ``.rnc`` is read as compact syntax, any other as XML. ``fourth_edition_names`` allows only names of
    XML 1.0, fourth edition. ``find`` gives the datatypes of a library (those of ``datatypes`` by default). Raises
    ``SchemaError`` for whatever is wrong with the schema; what ``resolve`` raises for the first URI comes through.
    """
    files = Files(resolve, fourth_edition=fourth_edition_names)
    root = files.root(uri)
    simplification = Simplification(files, Datatyping(find))
    start = simplification.start(root)
    form = simple_form(start)
    check(form, root)
    elements = tuple(map(element, form.drafts, form.contents))
    return Grammar(form.start, elements, tuple(simplification.annotations), tuple(files.roots))
