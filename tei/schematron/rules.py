"""Running a schema over documents: one pass over the tree, every rule asked only of the nodes that it could be about.

In comes a ``Schema``, then trees; out come failures in the order of the document. Of the rules of a pattern only the first
that matches a node fires there (ISO 2016, 6.5).
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from tei.schematron.compilation import (
    CompiledAssertion,
    CompiledInsertion,
    CompiledLet,
    CompiledMessage,
    CompiledPattern,
    CompiledRule,
    CompiledSchema,
)
from tei.schematron.errors import EvaluationError
from tei.schematron.failures import Failure, Said
from tei.schematron.index import Index
from tei.schematron.keys import index_of
from tei.schematron.schema import Remark, Schema
from tei.schematron.walking import Walk
from tei.schematron.xpath.nodes import NODES, Attribute, Element, Node, Root, Text, written_name
from tei.schematron.xpath.scope import Decide, Evaluate, Lazy, Run, Scope
from tei.schematron.xpath.values import Items, text_of, text_of_old

Variables = dict[str, Items | Lazy]


class Rules:
    """A schema, ready to be run in a phase (`#DEFAULT`, `#ALL` or the id of one).

    SchematronError at once for contexts that are none; for other expressions when a rule first meets a node.
    """

    def __init__(self, schema: Schema, phase: str = "#DEFAULT") -> None:
        self.schema = schema
        self._compiled = CompiledSchema(schema, phase)
        self._index = Index(self._compiled.patterns)

    def failures(
        self,
        root: Element,
        *,
        uri: str = "",
        read: Callable[[str], bytes] | None = None,
        now: datetime | None = None,
    ) -> Iterator[Failure]:
        """Give what fails in the document of this root element.

        ``uri`` is its own; ``read`` gives other files to expressions that ask for them, and without it these have no value;
        ``now`` is the time that `current-date()` and its kin tell.
        """
        run = Run(Root(root, uri), now or datetime.now(UTC), is_compatible=self.schema.is_old, read=read)
        yield from Examination(self._compiled, self._index, run).failures()


class Examination:
    """One run of a schema over one document."""

    def __init__(self, compiled: CompiledSchema, index: Index, run: Run) -> None:
        self._compiled, self._index, self._run = compiled, index, run
        self._globals: Variables = {}
        self._add(compiled.lets, self._globals)
        self._variables: dict[int, Variables] = {}
        for name in {key.name for key in compiled.schema.keys}:
            run.keys[name] = lambda wanted: index_of(
                compiled.keys[wanted], Scope(run, self._globals, run.root)
            )

    def _add(self, lets: list[CompiledLet], variables: Variables) -> None:
        """Variables of the schema or a pattern, whose context is the document."""
        for let in lets:
            scope = Scope(self._run, dict(variables), self._run.root)
            variables[let.name] = Lazy(let.name, let.evaluate, self._run.root, scope)

    def failures(self) -> Iterator[Failure]:
        for node, candidates in Walk(self._index, self._run):
            for pattern, rules in candidates:
                yield from self._fire(node, pattern, rules)

    def _fire(
        self,
        node: Node,
        pattern: CompiledPattern,
        rules: "list[tuple[CompiledRule, tuple[Decide, ...] | None]]",
    ) -> Iterator[Failure]:
        variables = self._variables.get(id(pattern))
        if variables is None:
            variables = self._variables[id(pattern)] = dict(self._globals)
            self._add(pattern.lets, variables)
        scope = Scope(self._run, variables, node)
        for rule, conditions in rules:
            if conditions is None or any(_matches(one, node, scope) for one in conditions):
                yield from self._assert(node, rule, scope)
                return

    def _assert(self, node: Node, rule: CompiledRule, scope: Scope) -> Iterator[Failure]:
        variables: Variables | None = None
        for part in rule.parts:
            if isinstance(part, CompiledLet):
                variables = dict(scope.variables)
                variables[part.name] = Lazy(part.name, part.evaluate, node, scope)
                scope = Scope(self._run, variables, node)
                continue
            try:
                is_failure = _valued(part.holds, node, scope) is part.assertion.is_report
            except EvaluationError as error:
                yield self._failure(
                    node, rule, part, scope, f"`{_short(part.assertion.test)}` cannot be decided: {error}"
                )
                continue
            if is_failure:
                yield self._failure(node, rule, part, scope)

    def _failure(
        self, node: Node, rule: CompiledRule, part: CompiledAssertion, scope: Scope, why: str = ""
    ) -> Failure:
        assertion, above, pattern = part.assertion, rule.rule, rule.pattern.pattern
        subject = assertion.subject or above.subject
        where = _subject(part.subject(subject), node, scope) if subject else node
        element, attribute = _place(where)
        return Failure(
            kind="undecided" if why else "report" if assertion.is_report else "assert",
            text=why or _filled(part.message, node, scope),
            element=element,
            attribute=attribute,
            is_text=isinstance(where, Text),
            id=assertion.id or above.id or pattern.id,
            role=assertion.role or above.role or pattern.role,
            flag=assertion.flag or above.flag,
            see=assertion.see,
            diagnostics=() if why else _said(part.diagnostics, node, scope),
            properties=() if why else _said(part.properties, node, scope),
            place=assertion.place,
        )


def _valued(decide: Decide, node: Node, scope: Scope) -> bool:
    """The truth of an expression; whatever goes wrong inside is an EvaluationError."""
    try:
        return decide(node, scope)
    except (RecursionError, ArithmeticError, ValueError, MemoryError) as error:
        raise EvaluationError(f"{type(error).__name__}: {error}") from None


def _matches(condition: Decide, node: Node, scope: Scope) -> bool:
    """Whether a node matches; where that has no answer it does not (XSLT 3.0, 5.5.4)."""
    try:
        return _valued(condition, node, scope)
    except EvaluationError:
        return False


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 80 else words[:79] + "…"


def _subject(value: Evaluate, node: Node, scope: Scope) -> Node:
    """The node that a failure is shown at; the context where the subject has none."""
    try:
        found = value(node, scope)
    except (EvaluationError, RecursionError, ArithmeticError, ValueError):
        return node
    return found[0] if found and isinstance(found[0], NODES) else node


def _place(node: Node) -> tuple[Element, str | None]:
    if isinstance(node, Attribute):
        return node.parent, node.name
    if isinstance(node, Root):
        return node.element, None
    if isinstance(node, Text):
        above = node.anchor.getparent() if node.is_tail else node.anchor
        return (node.anchor if above is None else above), None
    return node, None


def _filled(message: CompiledMessage, node: Node, scope: Scope) -> str:
    """A message with its insertions, white space made single; `…` stands for what has no value."""
    parts = [part if isinstance(part, str) else _inserted(part, node, scope) for part in message.parts]
    return " ".join("".join(parts).split())


def _inserted(insertion: CompiledInsertion, node: Node, scope: Scope) -> str:
    value = insertion.value
    try:
        items = value(node, scope)
        if insertion.is_name:
            return _name(items)
        if scope.run.is_compatible:
            return text_of_old(items[0]) if items else ""
        return " ".join(map(text_of, items))
    except (EvaluationError, RecursionError, ArithmeticError, ValueError):
        return "…"


def _name(items: Items) -> str:
    """What `name` shows: the name of the node that its `path` gives, or the string."""
    if not items:
        return ""
    return written_name(items[0]) if isinstance(items[0], NODES) else text_of(items[0])


def _said(remarks: list[tuple[Remark, CompiledMessage]], node: Node, scope: Scope) -> tuple[Said, ...]:
    return tuple(Said(remark.id, _filled(message, node, scope), remark.role) for remark, message in remarks)
