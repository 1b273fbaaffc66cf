"""What the encoder guesses or cannot know: each a note to the editor at its place in the transcription."""

from tei.diagnostics import Rule, Severity


class HeadingGuessed(Rule):
    """A line was taken for a heading.

    What: plain text does not mark headings. A short line between blank lines, with a capital and without a
    full stop, was encoded as the `head` of a new `div`.

    Why: a short paragraph can look the same, and then a section begins where none does.

    Example: `Dangers in Stalin’s Strategy` on a line of its own.

    Instead: when it is no heading, end it with a stop or join it to its paragraph in the transcription, or
    give the text as HTML or Markdown, where headings are marked.
    """

    severity = Severity.NOTE
    message = "`{text}` was taken for a heading: {reasons} (confidence {confidence})"
    hint = "check that a section begins here"


class TitleBlockGuessed(Rule):
    """A line was taken for a part of the title block.

    What: plain text does not say which line is the title, who is the author, what is a date. The order of the lines
    at the head of the text and what the other lines say suggest it; the header of the edition is made from it.

    Why: the edition is catalogued and cited by its title and its author.

    Example: `Ada Marlow` above the title is taken for the author.

    Instead: settle it in the sidecar with a `[[decision]]`, or give the field there: `title = "…"`.
    """

    severity = Severity.NOTE
    message = "`{text}` was taken for the {kind}: {reasons} (confidence {confidence})"
    hint = "check it; a `[[decision]]` or a field of the sidecar settles it"


class QuotationGuessed(Rule):
    """A paragraph was taken for a block quotation.

    What: the paragraph opens with a quotation mark that is closed at its end, or not at all. It was encoded
    as `quote`, together with the paragraphs that continue it.

    Why: direct speech can look the same: then it should stay a paragraph.

    Example: `“The German army struck quickly.”` as a paragraph of its own.

    Instead: look at the text; HTML and Markdown mark block quotations without guessing.
    """

    severity = Severity.NOTE
    message = "`{text}` was taken for a block quotation: {reasons} (confidence {confidence})"
    hint = "check that the print sets it off, or that it is not direct speech"


class StructureGuessed(Rule):
    """Lines were taken for something other than a paragraph.

    What: plain text does not mark verse, lists, tables, notes or the parts of a letter. The layout and the
    wording of these lines suggest what the message says.

    Why: other lines can look the same, and then they are encoded as what they are not.

    Example: `Yours sincerely,` on a line of its own is taken for the closer of a letter.

    Instead: settle it in the sidecar with a `[[decision]]` that gives the line, its first words and the right
    `kind`, or give the text as HTML or Markdown, where such things are marked.
    """

    severity = Severity.NOTE
    message = "`{text}` was taken for {kind}: {reasons} (confidence {confidence})"
    hint = "check it against the print; a `[[decision]]` in the sidecar settles it"


class NoteMissing(Rule):
    """A reference leads to no note.

    What: the text has the mark of a note, and no note with that mark was found. It was encoded as `seg` and
    leads nowhere.

    Why: a reader who follows it finds nothing; most often the note was lost in copying.

    Example: `[7]` in a text whose notes end with 6.

    Instead: add the note to the transcription, or correct the number.
    """

    severity = Severity.WARNING
    message = "`{text}` refers to a note that is not there"
    hint = "add the note, or correct its mark"


class ReferenceMissing(Rule):
    """Nothing refers to a note.

    What: a note stands with the notes, and no reference in the text leads to it.

    Why: a reader of the text never comes to it; most often its mark was lost in copying.

    Example: a note `7.` where the text has no `[7]`.

    Instead: put the mark into the text where the note belongs, or correct the number.
    """

    severity = Severity.WARNING
    message = "nothing in the text refers to the note `{text}`"
    hint = "put its mark into the text, or correct its number"


class LanguageGuessed(Rule):
    """The language was recognised from its commonest words.

    What: neither the sidecar nor the source names the language, so `xml:lang` and `langUsage` say what the
    words of the text suggest.

    Why: hyphenation, quotation marks and speech depend on it.

    Example: a text full of "the", "of" and "and" is taken to be English.

    Instead: write `language = "en"` into the sidecar or `metadata.toml`.
    """

    severity = Severity.NOTE
    message = "the language was taken to be {name} (`{tag}`)"
    hint = 'write `language = "{tag}"` into the sidecar to settle it'


class LanguageUnknown(Rule):
    """The language could not be told.

    What: nothing names the language and no language's words prevail, so the document says `und`.

    Why: a browser cannot hyphenate it and a screen reader cannot speak it rightly.

    Example: a text of three lines.

    Instead: write `language = "la"`, or whatever it is, into the sidecar.
    """

    severity = Severity.WARNING
    message = "the language of the text is not known"
    hint = 'write `language = "…"` into the sidecar'


class TitleMissing(Rule):
    """No title was found.

    What: nothing at the head of the transcription could be read as its title.

    Why: a TEI document must have one; `Untitled` stands in its place.

    Example: a transcription that begins with its first paragraph.

    Instead: write `title = "…"` into the sidecar.
    """

    severity = Severity.WARNING
    message = "no title was found"
    hint = 'write `title = "…"` into the sidecar'


class WriterUnknown(Rule):
    """Nobody knows who wrote a note on emphasis.

    What: the note says that words are emphasised, but neither its words nor its brackets tell whether the
    author or an editor wrote it, or the one who did is not named anywhere. It has no `resp`.

    Why: readers of a quotation must know whose emphasis it is, and who says so.

    Example: `[emphasis added]` in square brackets, unsigned.

    Instead: add the `resp` to the note, or name the editor in the sidecar under `[[responsibilities]]`.
    """

    severity = Severity.WARNING
    message = "it is not known who wrote the note `{text}`"
    hint = "name the writer in the sidecar, or add `resp` to the note"


class KeptInHeader(Rule):
    """A line about the text was taken out of it and is kept in the header.

    What: lines of navigation, the source line, credits, terms of use and the date of update are no part of
    the text. Each is kept word for word in a `note` of the digital `bibl`.

    Why: a line of the text that looks like one of these would be missing from the text.

    Example: `Archive | Index | Main Page` at the head of a page.

    Instead: when it is text, part it from the lines above it by a blank line, or change how it begins.
    """

    severity = Severity.NOTE
    message = "`{text}` is kept in the header as {kind}{why}"
    hint = "check that it is no part of the text"


class TextMissing(Rule):
    """There is no text under the title.

    What: everything in the transcription was taken for its title or for lines about it.

    Why: the edition would have an empty body.

    Example: a file that holds nothing but a title and a source line.

    Instead: add the text, or part it from the lines above it by a blank line.
    """

    severity = Severity.WARNING
    message = "no text was found under the title"
    hint = "part the text from the lines above it by a blank line"


class LicenceUnknown(Rule):
    """No licence is stated.

    What: neither the transcription nor the configuration says on what terms the edition may be used;
    `availability` has the status `unknown`.

    Why: without a licence nobody may safely use the edition.

    Example: a header without `licence`.

    Instead: write `licence` and `licence_target` under `[publication]` in `tei.toml` or the sidecar.
    """

    severity = Severity.NOTE
    message = "no licence is stated"
    hint = "write `licence` under `[publication]` in tei.toml or the sidecar"


class PlaceMissing(Rule):
    """A link leads to a place that the text does not have.

    What: a link names a place of the same file, and nothing there is called so. Its words are kept, without the link.

    Why: an edition whose pointers lead nowhere is not valid.

    Example: `[see below](#the-mill)`, when no heading gives that name.

    Instead: let the link name a heading or a paragraph of the edition.
    """

    severity = Severity.WARNING
    message = "the link to `{target}` leads nowhere; its words are kept"
    hint = "name a place that the edition has"
