"""Reading: bytes of a source file to a ``Transcription``, one file for each input format.

A reader offers ``SUFFIXES`` and ``read(data, file) -> (Transcription, findings)``. The other modules of
this room are its parts, each using only those before it:

    vocabulary   words of languages and houses, from ``words/*.toml``
    decoding     bytes to characters
    lines        characters to lines and chunks
    dates, names, language   small facts in a line
    citation, credits   a source line, a line of credits
    emphasis, marks   inside a paragraph
    front, body    the title block, the text
    text           the reader of plain text
"""
