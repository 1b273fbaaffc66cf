"""A rule is a class: its place gives the code, its docstring the explanation.

``DanglingTarget`` in ``tei/checks/pointers.py`` is ``check.pointers.dangling-target``: the stage comes
from the room, the module from the file (left out where it repeats the stage's own work, see
``STAGES``), the offence from the class. Nothing is written twice, so nothing can drift.
"""

import re
from typing import ClassVar

from tei.diagnostics.diagnostic import Diagnostic, Severity
from tei.diagnostics.span import Span

# Room -> the first part of a code. In the encoder a code names no module: what an editor knows of
# it is one act, `encode.heading-guessed`, however many files it takes.
STAGES = {
    "readers": "read",
    "encoder": "encode",
    "checks": "check",
    "publications": "publish",
    "document": "document",
    "pipeline": "build",
    "pictures": "publish",
    "batch": "build",
    "recognition": "read",
    "validating": "check",
    "associated": "check",
}
_ONE_ACT = {"encoder", "document", "pipeline", "pictures", "batch", "recognition", "validating", "associated"}


def _code(module: str, name: str) -> str:
    room, *rest = module.removeprefix("tei.").split(".")
    offence = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower()
    parts = [STAGES[room], *([] if room in _ONE_ACT else rest[-1:]), offence]
    return ".".join(parts)


class Rule:
    """Base of all rules; a subclass states ``message`` (with ``{names}``), maybe ``hint``, and explains itself.

    The docstring of a subclass says what is the case, why it matters, an example, and what to do
    instead; ``tei explain CODE`` prints it.
    """

    code: ClassVar[str]
    severity: ClassVar[Severity] = Severity.ERROR
    message: ClassVar[str]
    hint: ClassVar[str | None] = None

    def __init_subclass__(cls, **options: object) -> None:
        super().__init_subclass__(**options)
        cls.code = _code(cls.__module__, cls.__name__)

    @classmethod
    def at(
        cls,
        span: Span,
        *,
        hint: str | None = None,
        origin: Span | None = None,
        expected: tuple[str, ...] = (),
        **values: object,
    ) -> Diagnostic:
        """The finding of this rule at ``span``; ``values`` fill the message and the hint."""
        advice = hint if hint is not None else cls.hint
        return Diagnostic(
            code=cls.code,
            severity=cls.severity,
            message=cls.message.format(**values),
            span=span,
            origin=origin,
            hint=advice.format(**values) if advice and hint is None else advice,
            expected=expected,
        )
