"""Reading: bytes of a source file to a ``Transcription``, one file for each input format.

A reader offers ``SUFFIXES`` and ``read(data, file, settled=()) -> (Transcription, findings)``. It decodes its format to
chunks of a source text, with hints for what its mark-up says, and hands them to the assembly. The other
modules of this room are the parts of recognition, each using only those before it:

    vocabulary   words of languages and houses, from ``words/*.toml``
    decoding     bytes to characters
    chunk        runs of lines, hints and marks: what recognition works on
    wrapping, lines   how a plain text is laid out; its characters to lines and chunks
    dates, names, language   small facts in a line
    citation, credits   a source line, a line of credits
    weaving      marks to nested inlines
    writing      the source text of a format with mark-up: its chunks, marks and anchors
    signatures, emphasis, insertions, marks, quotations   marks within a paragraph
    capitals, habits   how a line is written, what a text does throughout
    reading      what is known while a text is gone through, and the inlines of a chunk
    references   the marks of notes, in the text and before them
    separators, headings, block_quotations, illustrations   one kind of block each
    note_headings, note_lines, note_evidence, note_matching, note_series   which chunks are notes, which marks lead there
    annotation   that of a text as a whole, laid on its chunks
    notes        those chunks to notes and sections of notes
    verse, tables, trailers, lists   the same, told by lines, tabulators, words and layout
    letter_lines, letter_surroundings   what a line of a letter could be, and what stands beside it
    letters, closings   how letters begin and end
    settled_front, front, facts   the title block and the lines about the text, and what they say
    guessed_front   what was guessed of them, as decisions
    body         the text: its blocks and sections
    settling     what an editor decided, laid on the chunks
    distribution, contents, pages   what stands round the text: the frame of a house, lists of contents, marks of pages
    aside        what is known of these, apart from the text until that is divided
    assembly     all of it together: chunks to a ``Transcription``
    page_classes, page_addresses, page_tree   a page of the web: what its classes say, its addresses, its bytes to a tree
    page_notes, page_blocks, page_marks   its notes, its blocks, what stands within a line
    page_text, page_order   its text with hints and marks, and what the order of the blocks says
    html         the reader of pages
    light        signs in a plain text that say what a line or a word is
    text         the reader of plain text
    markdown_syntax, markdown_notes, markdown_tags, markdown_text   tokens of Markdown to a source text with hints and marks
    markdown       the reader of Markdown
"""
