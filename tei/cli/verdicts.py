"""What ``tei schema compare`` prints: a verdict in words, or as JSON."""

import json
import textwrap
from typing import Any

from tei.relaxng.inclusion import CounterExample, Difference, Verdict

SHOWN_ELEMENTS = 3
SHOWN_DOUBTS = 20


def words(verdict: Verdict, first: str, second: str) -> str:
    """Say a verdict for people."""
    if verdict.is_included:
        return f"included: every document valid against {first} is valid against {second}\n"
    if verdict.is_included is None:
        return "\n".join(
            (f"undecided: whether every document of {first} is one of {second}", *_doubts(verdict), "")
        )
    parts = [f"not included: a document may be valid against {first} and not against {second}"]
    if verdict.shortest:
        parts += ["", *_example(verdict.shortest)]
    if verdict.differences:
        parts += ["", f"What {first} allows and {second} does not:", ""]
        parts += [f"  {_difference(one)}" for one in verdict.differences]
    if verdict.omitted:
        parts.append(f"  and {verdict.omitted} more (--most shows them)")
    if verdict.doubts:
        parts += ["", "Besides, it could not be decided:", *_doubts(verdict)]
    return "\n".join((*parts, ""))


def as_json(verdict: Verdict, first: str, second: str) -> str:
    """Give a verdict for programs."""
    found: dict[str, Any] = {
        "first": first,
        "second": second,
        "included": verdict.is_included,
        "undecided": list(verdict.doubts),
        "counterExample": _object(verdict.shortest) if verdict.shortest else None,
        "differences": [
            {
                "kind": one.kind,
                "name": one.name,
                "message": one.words,
                "place": one.place,
                "elements": list(one.elements),
                "example": _object(one.example),
            }
            for one in verdict.differences
        ],
        "omitted": verdict.omitted,
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _object(example: CounterExample) -> dict[str, str]:
    return {"xml": example.xml, "path": example.refusal.path, "reason": example.refusal.words}


def _example(example: CounterExample) -> list[str]:
    refusal = example.refusal
    return [
        "A smallest such document:",
        "",
        textwrap.indent(example.xml, "  "),
        "",
        f"  {refusal.path}: {refusal.words}",
    ]


def _doubts(verdict: Verdict) -> list[str]:
    more = len(verdict.doubts) - SHOWN_DOUBTS
    last = [f"  and {more} more"] if more > 0 else []
    return [*(f"  {doubt}" for doubt in verdict.doubts[:SHOWN_DOUBTS]), *last]


def _difference(one: Difference) -> str:
    elements = [f"`{element}`" for element in one.elements]
    if not elements:
        return f"{one.words}: as root"
    first = f"{elements[0]} {one.place}".strip()
    more = len(elements) - SHOWN_ELEMENTS
    others = [*elements[1:SHOWN_ELEMENTS], *([f"{more} others"] if more > 0 else [])]
    if not others:
        return f"{one.words}: in {first}"
    return f"{one.words}: in {', '.join([first, *others[:-1]])} and {others[-1]}"
