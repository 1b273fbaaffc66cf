"""The findings that the reports are shown with, and the texts they speak of."""

from tei.diagnostics import Diagnostic, Edit, Fix, Related, Severity, Span

LETTER = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0">
\t<p>Käfer 𝔸 <speeker>Lamon</speeker></p>
  <p xml:id="a"/><p xml:id="a">{long}</p>
</TEI>
""".format(long="word " * 60)
TEXTS = {"letters/a.xml": LETTER, "letters/b.txt": "Ada Winter\r\nA Walk\r\n"}


def source(file):
    return TEXTS.get(file)


FINDINGS = [
    Diagnostic("read.text.a-note", Severity.NOTE, "something is worth knowing", Span("letters/b.txt", 2, 3)),
    Diagnostic(
        "check.pointers.duplicate-id",
        Severity.ERROR,
        "the id `a` is given twice",
        Span("letters/a.xml", 3, 29, 3, 30),
        related=(Related(Span("letters/a.xml", 3, 14, 3, 15), "given here first"),),
    ),
    Diagnostic(
        "check.rng.element-not-allowed-anywhere",
        Severity.ERROR,
        "element `speeker` is not known to this schema",
        Span("letters/a.xml", 2, 13, 2, 21),
        origin=Span("letters/b.txt", 1),
        expected=("p", "speaker"),
        hint="did you mean `speaker`?",
        fix=Fix("write `speaker`", (Edit(Span("letters/a.xml", 2, 14, 2, 21), "speaker"),), is_safe=True),
    ),
    Diagnostic("build.a-warning", Severity.WARNING, "a file that is not there", Span("gone.xml", 7, 2)),
    Diagnostic("build.at-large", Severity.NOTE, "about a whole file", Span("letters/a.xml")),
    Diagnostic(
        "document.long",
        Severity.ERROR,
        "over several lines",
        Span("letters/a.xml", 3, 240, 4, 3),
        related=(
            Related(Span("letters/b.txt", 1, 1, 1, 4), "here"),
            Related(Span("letters/a.xml", 1, 1, 1, 5), "there"),
            Related(Span("letters/a.xml", 2, 2, 2, 4), "and there"),
        ),
    ),
]
