"""Reading: bytes of a source file to a ``Transcription``, one file for each input format.

A reader offers ``SUFFIXES`` and ``read(data, file, settled=()) -> (Transcription, findings)``. It decodes its format to
chunks of a source text, with hints for what its mark-up says, and hands them to the assembly. The parts of recognition
stand in rooms of their own, each using only those before it:

    vocabulary    words of languages and houses, from ``words/*.toml``
    chunks/       the characters of a file as runs of lines, with hints and marks; marks to nested inlines
    passages/     what stands within a line: emphasis, insertions, quotations, marks of notes, slips; habits of a text
    facts/        facts in a line about the text: dates, names, languages, licences, source lines, credits
    blocks/       one kind of block each
    notes/        which chunks are notes, which marks lead there
    header/       the title block and the lines about the text, and what was guessed of them
    surroundings/ what stands round the text: the frame of a house, lists of contents, marks of pages

and are put together by

    settling      what an editor decided, laid on the chunks
    body          the text: its blocks and sections
    assembly      all of it: chunks to a ``Transcription``
    lines, light  how a plain text is laid out; signs in it that say what a line or a word is
    page/         a page of the web: its tree, classes, addresses, notes, blocks, marks, text
    commonmark/   Markdown: its tokens to a source text
    text, html, markdown    the readers
"""
