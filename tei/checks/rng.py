"""The check ``rng``: is the document valid against the RELAX NG schema, and if not, what is to be mended.

The engine (``tei.relaxng``) finds faults, ``saying.py`` makes of them the findings that stand here.
"""

import io
from collections.abc import Iterator

from tei.checks.schemas import Schemas
from tei.diagnostics import Diagnostic, Rule
from tei.document.parse import Document
from tei.errors import SchemaError
from tei.relaxng import errors
from tei.relaxng.engine import Engine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tei.relaxng.exact.faults import Examination


class ElementNotAllowedAnywhere(Rule):
    """The schema has no element of this name.

    What: the name is misspelt (capitals count), or the schema leaves out an element that the TEI has.

    Why: programs do not know what the element means, so it is not shown, searched or linked.

    Example: `<speeker>Lamon</speeker>`; `<Sp>` for `<sp>`.

    Instead: correct the name, or use what the schema offers for the purpose.
    """

    message = "element `{name}` in {parent} is not known to this schema"


class ElementInWrongNamespace(Rule):
    """An element has a name that the TEI knows, but is none of the TEI's.

    What: an `xmlns` on it or above it says that it belongs to no namespace or to another one, and so
    does everything inside it.

    Why: elements are told apart by their namespace; to a program this is another element.

    Example: `<l xmlns="">`, often brought along by text that was pasted.

    Instead: remove the `xmlns`, or write it to the letter.
    """

    message = "element `{name}` stands in {namespace}, not in {meant}"
    hint = "remove the `xmlns` on it or above it"


class ElementNotAllowedHere(Rule):
    """The schema knows this element, but not inside this parent.

    What: each element has its places, and this is none of them.

    Why: programs look for the element where it belongs and pass over it elsewhere.

    Example: `<l>He said <p>no</p></l>`: a paragraph in a line of verse.

    Instead: move the element, or put between them the element that belongs there.
    """

    message = "element `{name}` is not allowed in {parent}"


class ElementOutOfOrder(Rule):
    """The element may stand in this parent, but not at this place.

    What: it comes too late, or it is one too many.

    Why: in a header and at the beginning of a division the order says what is what.

    Example: `<div><p>…</p><head>…</head></div>`; two `fileDesc` in one header.

    Instead: bring the children into the order that the hint names, or remove the second one.
    """

    message = "element `{name}` is not allowed at this place in {parent}"


class ElementNotAllowedYet(Rule):
    """Something must stand before the element, and does not.

    What: the element may stand in this parent, but only after others, which are missing or come too late.

    Why: in a header and at the beginning of a division the order says what is what.

    Example: `<TEI><text>…</text></TEI>` without `teiHeader`; `profileDesc` before `fileDesc`.

    Instead: add what is missing before it, or change the order.
    """

    message = "element `{name}` is not allowed yet in {parent}: {missing}"


class ElementMissing(Rule):
    """An element lacks a child that the schema asks for.

    What: no child of the kind is there.

    Why: some elements are nothing without a part: a header without `fileDesc` describes no file.

    Example: `<titleStmt><author/></titleStmt>`.

    Instead: add the child, or remove the parent if it is not needed.
    """

    message = "element `{name}` lacks {missing}"


class ContentIncomplete(Rule):
    """An element ends before it has what the schema asks for.

    What: its children may stand there, but more must follow.

    Why: an empty list or a division of nothing but a heading says nothing to a reader.

    Example: `<list/>`; `<div><head>One</head></div>`.

    Instead: fill the element or remove it.
    """

    message = "element `{name}` in {parent} is incomplete"


class ContentInvalid(Rule):
    """The text of an element is not one the schema allows.

    What: the element holds a value, such as a number or a word of a list, and this is none.

    Why: programs read such elements as they read attributes; they cannot read this one.

    Example: `<year>last year</year>`, where a schema asks for a year.

    Instead: write a value of the kind that the hint names.
    """

    message = "{value} is not what `{name}` may contain"


class TextNotAllowed(Rule):
    """Text stands in an element that holds only other elements.

    What: words stand directly in a division, a list or another element of structure.

    Why: such words belong to no paragraph, so they have no place on the page.

    Example: `<div>He said no.</div>`.

    Instead: put the words into the element they belong to, usually `p`.
    """

    message = "text is not allowed directly in `{name}`: {text}"


class AttributeNotAllowed(Rule):
    """The element cannot have this attribute.

    What: its name is misspelt, or it belongs to other elements.

    Why: programs ignore it, so what it says is lost.

    Example: `whom` for `who`; `id` for `xml:id`.

    Instead: correct the name, or say it with an attribute that the element has.
    """

    message = "attribute `{attribute}` is not allowed on `{name}`"


class AttributeMissing(Rule):
    """The element needs an attribute that is not there.

    What: the schema asks for it.

    Why: without it the element says nothing: a picture without address is no picture.

    Example: `<graphic/>`.

    Instead: add the attribute: `<graphic url="page1.jpg"/>`.
    """

    message = "element `{name}` needs {missing}"


class ValueNotAllowed(Rule):
    """The value of an attribute is not one the schema allows.

    What: it is not in the list of values, or not written as its kind is written.

    Why: programs sort by dates and choose by types; they cannot read this one.

    Example: `when="6.1.2017"`; `type="first scene"`.

    Instead: dates have the year first (`2017-01-06`, `2017-01`, `2017`); a type is one word without
    spaces.
    """

    message = "{value} is not a value that `{attribute}` may have on `{name}`"


class DuplicateId(Rule):
    """An id is given to two elements.

    What: the schema says that the attribute is an id, and another element has the same.

    Why: an id is the address of one element; a pointer to it could mean either.

    Example: `<p xml:id="a"/> <p xml:id="a"/>`.

    Instead: keep the id on the element that pointers and citations mean, and give the other a new one.
    """

    message = "the id {value} is given twice"


class DanglingReference(Rule):
    """An attribute names an id that no element has.

    What: the schema says that the attribute holds ids of other elements.

    Why: the link leads nowhere.

    Example: `<note targets="n1"/>`, where `targets` is of the type IDREFS and no element is called `n1`.

    Instead: correct the reference, or give the element its id.
    """

    message = "no element has the id {value} that `{attribute}` refers to"


class MoreFaults(Rule):
    """There are more faults than are listed.

    What: the list ends after a thousand.

    Why: so many faults have few causes, as a rule: the wrong schema, or one slip that was copied everywhere.

    Example: a file of another vocabulary than the schema's.

    Instead: mend the first ones and check again; look whether the schema is the right one.
    """

    message = "{number} more faults are not listed"


def check(document: Document, schemas: Schemas) -> Iterator[Diagnostic]:
    """Give one finding for each fault; nothing for a valid document."""
    engine = schemas.read_as("rng", _engine)
    if engine.is_valid(io.BytesIO(document.data)):
        return
    from tei.checks.saying import said, span  # noqa: PLC0415 -- a valid document needs no words

    total, faults = _examined(document, engine)
    for fault in faults:
        yield said(document, fault)
    if total > len(faults):
        yield MoreFaults.at(span(document, faults[-1]), number=total - len(faults))


def _engine(name: str, schemas: Schemas) -> Engine:
    """Read a schema and the files that it includes."""
    try:
        return Engine(name, schemas.read, schemas.cache)
    except errors.SchemaError as error:
        raise SchemaError(str(error)) from None


def _examined(document: Document, engine: Engine) -> "Examination":
    """Look at the bytes, which have exact places; at the tree where libxml2 reads names of newer XML than expat."""
    from tei.relaxng.exact.examination import examined, examined_tree  # noqa: PLC0415 -- a valid document needs none

    try:
        return examined(engine.schema, document.data)
    except errors.DocumentError:
        return examined_tree(engine.schema, document.root)
