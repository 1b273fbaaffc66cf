"""Why a file is not read as TEI: the findings of ``parse``, those about well-formedness apart."""

from tei.diagnostics import Rule


class EmptyFile(Rule):
    """The file has no content.

    What: there is nothing in it, or nothing but white space.

    Why: often an editor was stopped while saving, or a script that makes the file died.

    Example: a file of 0 bytes.

    Instead: bring it back from version control or a backup.
    """

    message = "the file is empty"


class BinaryFile(Rule):
    """The file is not text.

    What: it is a picture, an archive, a PDF or a word processor's file.

    Why: a TEI file is plain text that begins with `<?xml` or `<TEI`; nothing in this one can be
    checked.

    Example: `letter.docx` that was renamed `letter.xml`.

    Instead: save the text as plain text or HTML from the word processor, and encode it with `tei
    encode`.
    """

    message = "the file is not XML but {kind}"


class UndecodableText(Rule):
    """The bytes of the file do not fit its encoding.

    What: the file says which encoding it is in, or says nothing and so is UTF-8, but some byte has no
    meaning there.

    Why: letters would come out wrong or get lost, so nothing is guessed.

    Example: `é` as the single byte E9, in a file without an XML declaration.

    Instead: convert the file to UTF-8, or name its encoding in the first line: `<?xml version="1.0"
    encoding="windows-1252"?>`.
    """

    message = "the file is not written in {encoding}: {what}"


class NoNamespace(Rule):
    """The root element does not say that it is the TEI's.

    What: it is called `TEI`, but stands in no namespace.

    Why: elements are told apart by their namespace; without it no TEI program recognises the file.

    Example: `<TEI>`.

    Instead: write `<TEI xmlns="http://www.tei-c.org/ns/1.0">`.
    """

    message = "`{name}` stands in no namespace"
    hint = 'write `<{name} xmlns="http://www.tei-c.org/ns/1.0">`'


class WrongNamespace(Rule):
    """The root element belongs to another namespace than the TEI's.

    What: it is called `TEI`, but its `xmlns` is not the TEI's. Most often the address has a slip.

    Why: a namespace is compared letter by letter; no TEI program recognises the file.

    Example: `https` for `http`, or a slash at the end.

    Instead: write `xmlns="http://www.tei-c.org/ns/1.0"`, to the letter.
    """

    message = "`{name}` stands in the namespace `{namespace}`, not in that of the TEI"
    hint = 'write `xmlns="http://www.tei-c.org/ns/1.0"`, to the letter'


class ForeignRoot(Rule):
    """The file is XML, but not TEI.

    What: its root element is neither `TEI` nor `teiCorpus`.

    Why: what was given may be HTML, a schema, or a part that another file includes; the rules of the
    TEI do not apply to it.

    Example: `<html>`.

    Instead: name the TEI file, or encode the text with `tei encode`.
    """

    message = "the root element is `{name}`, not `TEI` or `teiCorpus`"


class EntityBomb(Rule):
    """The file declares entities that would grow beyond measure.

    What: a few lines stand for gigabytes of text, or for themselves. Nothing was replaced.

    Why: no edition needs this; such files are made to stop the programs that read them.

    Example: `<!ENTITY b "&a;&a;"> <!ENTITY c "&b;&b;">` and so on.

    Instead: replace the entities by the text that they stand for.
    """

    message = "entities of this file would grow beyond measure"
    hint = "replace the entities by the text they stand for"


class ExternalEntity(Rule):
    """The file asks for text from another file or from the network.

    What: an entity is declared with an address. It was not read.

    Why: a file must mean the same on every machine, and a file from elsewhere must not be able to read
    yours.

    Example: `<!ENTITY note SYSTEM "note.txt">`.

    Instead: put the text itself where the entity stands.
    """

    message = "the entity `&{name};` would be read from `{uri}`"
    hint = "put the text itself here; `tei` reads no entity from outside the file"


class BeyondLimits(Rule):
    """The file goes beyond what the parser accepts.

    What: elements are nested more than 256 deep, or a single text has more than ten million characters.

    Why: no text is like that; it is the sign of a generated file that went wrong.

    Example: a program that wrote `<div>` and never `</div>`.

    Instead: look at the program that made the file.
    """

    message = "the file goes beyond the limits of the parser: {what}"
