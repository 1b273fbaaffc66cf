"""The gold of a transcription as Markdown: what a writer of Markdown would have typed who saw the page.

In come the gold and the text it speaks of, out comes Markdown with what Markdown has signs for: headings, quotations,
lists, tables, notes, emphasis, links. It is made of the gold alone, never with the project's own publication, so that
the reader of Markdown is not judged by its mirror.
"""

import re

SIGNS = re.compile(
    r"[\\`*_\[\]<>~|#]|&(?=#?\w+;)|^[+=-]|(?<=^\d)[.)]|(?<=^\d\d)[.)]|(?<=^\d\d\d)[.)]", re.MULTILINE
)
MARKS = {"em": ("*", "em"), "strong": ("**", "strong"), "sup": ("", "sup"), "sub": ("", "sub")}


def markdown_of(gold, text):
    """The document as Markdown."""
    notes = {key(span["href"]): str(number) for number, (_, span) in enumerate(note_marks(gold), 1)}
    blocks, listed, labels = (
        [],
        None,
        {id(block): notes[key(span["href"])] for block, span in note_marks(gold)},
    )
    for block in gold["blocks"]:
        if block.get("visible") is False or block["start"] == block["end"]:
            continue
        written = of_block(block, text, notes, labels)
        close = block["kind"] == "li" == listed
        blocks += ["\n" if close else "\n\n", written]
        listed = block["kind"]
    return "".join(blocks[1:]) + "\n"


def note_marks(gold):
    """Each note with the mark that leads to it, one for each address."""
    seen = set()
    for block in gold["blocks"]:
        for span in block.get("spans", []):
            if (
                block["kind"] == "footnote"
                and span["kind"] == "notemark"
                and span.get("href")
                and key(span["href"]) not in seen
            ):
                seen.add(key(span["href"]))
                yield block, span
                break


def key(address):
    """What is common to the address of a note and that of its reference."""
    return re.sub(r"^#\D*", "", address)


def of_block(block, text, notes, labels):  # noqa: PLR0911 -- one case for each kind
    words = line(block, text, notes)
    kind = block["kind"]
    if kind in ("headfront", "front") and block.get("role") == "title":
        return "# " + words.replace("\n", "<br>")
    if kind == "heading":
        return "#" * min(max(int(block.get("level") or 3), 2), 6) + " " + words.replace("\n", "<br>")
    if kind == "quote":
        return "> " + words.replace("\n", "\\\n> ")
    if kind == "footnote_quote":
        return "    > " + words.replace("\n", "\\\n    > ")
    if kind == "li":
        return "- " + words.replace("\n", "\\\n  ")
    if kind == "separator":
        return "* * *"
    if kind == "table":
        rows = [row.split("\t") for row in words.split("\n")]
        width = max(map(len, rows))
        shown = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
        return "\n".join(["|" + "  |" * width, "|" + " --- |" * width, *shown])
    if kind == "footnote" and id(block) in labels:
        return f"[^{labels[id(block)]}]: " + words.lstrip(" .)]\u00a0\\").replace("\n", "\\\n    ")
    if kind == "footnote_cont":
        return "    " + words.replace("\n", "\\\n    ")
    return words.replace("\n", "\\\n")


def line(block, text, notes):
    """The words of a block with the signs for what is marked in them."""
    edges = []
    for order, span in enumerate(block.get("spans", [])):
        start, end = trimmed(text, span["start"], span["end"])
        if start < end:
            edges.append((start, end, order, span))
    return marked(
        text,
        block["start"],
        block["end"],
        sorted(edges, key=lambda edge: (edge[0], -edge[1], edge[2])),
        notes,
        block,
    )


def trimmed(text, start, end):
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def marked(text, start, end, edges, notes, block):  # noqa: PLR0913, PLR0917 -- a walk
    written, at, number = "", start, 0
    while number < len(edges):
        first, last, _, span = edges[number]
        inner = [edge for edge in edges[number + 1 :] if edge[0] < last and edge[1] <= last]
        number += 1 + len([edge for edge in edges[number + 1 :] if edge[0] < last])
        written += escaped(text[at:first])
        content = marked(text, first, last, inner, notes, block)
        written += signed(span, content, text[first - 1 : first], text[last : last + 1], notes, block)
        at = last
    return written + escaped(text[at:end])


def signed(span, content, before, after, notes, block):  # noqa: PLR0913, PLR0917 -- what stands round a mark
    kind, address = span["kind"], span.get("href") or ""
    if kind == "notemark" and block["kind"] == "footnote" and key(address) in notes:
        return ""
    if kind == "noteref":
        return f"[^{notes[key(address)]}]" if key(address) in notes else content
    if kind == "link":
        return f"[{content}](<{address}>)"
    if kind not in MARKS or "\n" in content:
        return content
    sign, tag = MARKS[kind]
    is_plain = not (before.isalnum() or after.isalnum() or before in tuple("*_") or after in tuple("*_"))
    if sign and is_plain and "*" not in content and content[0].isalnum() and content[-1].isalnum():
        return f"{sign}{content}{sign}"
    return f"<{tag}>{content}</{tag}>"


def escaped(words):
    return SIGNS.sub(r"\\\g<0>", words)
