"""Patterns made ready to run: expressions that compile themselves when they are first asked, contexts read as patterns."""

from collections.abc import Iterable
from functools import cached_property

from lxml import etree

from tei.schematron.contexts import Alternative, alternatives
from tei.schematron.errors import ExpressionError, SchematronError
from tei.schematron.schema import Assertion, Insertion, Let, Message, Pattern, Place, Remark, Rule, Schema
from tei.schematron.xpath.expressions import Expression
from tei.schematron.xpath.scope import Decide, Evaluate, Scope
from tei.schematron.xpath.static import Static
from tei.schematron.xpath.syntax import Item
from tei.schematron.xpath.values import Items, Untyped


def fault(error: ExpressionError, place: Place) -> SchematronError:
    """An expression that cannot be used, as an error with the place of its element."""
    return SchematronError(str(error), place.uri, place.line)


class CompiledLet:
    """A variable."""

    def __init__(self, let: Let, static: Static) -> None:
        self.name, self.let, self._static = let.name, let, static

    @cached_property
    def value(self) -> Evaluate:
        if self.let.value is None:
            return _content(self.let.xml)
        try:
            return Expression(self.let.value, self._static).value
        except ExpressionError as error:
            raise fault(error, self.let.place) from None

    def evaluate(self, item: Item, scope: Scope) -> Items:
        return self.value(item, scope)


def _content(xml: str) -> Evaluate:
    """The content of a `let` without `value`: text, or a tree that paths can go into."""
    element = etree.fromstring(xml)
    items: Items = [element] if len(element) else [Untyped(element.text or "")]
    return lambda _item, _scope: items


def lets(declared: Iterable[Let], static: Static) -> tuple[list[CompiledLet], Static]:
    """Variables in their order, each seeing those before it, and what may be referred to after them."""
    found = []
    for let in declared:
        found.append(CompiledLet(let, static))
        static = static.with_variable(let.name)
    return found, static


class CompiledMessage:
    """Text with what it inserts."""

    def __init__(self, message: Message, static: Static) -> None:
        self.parts = [part if isinstance(part, str) else CompiledInsertion(part, static) for part in message]


class CompiledInsertion:
    """An expression in a message."""

    def __init__(self, insertion: Insertion, static: Static) -> None:
        self.is_name, self.place = insertion.is_name, insertion.place
        self._expression = Expression(insertion.expression, static)

    @cached_property
    def value(self) -> Evaluate:
        try:
            return self._expression.value
        except ExpressionError as error:
            raise fault(error, self.place) from None


class CompiledAssertion:
    """A test and what is said when it fails (or, for a report, holds)."""

    def __init__(self, assertion: Assertion, static: Static, schema: "CompiledSchema") -> None:
        self.assertion = assertion
        self._static, self._schema = static, schema

    @cached_property
    def holds(self) -> Decide:
        try:
            return Expression(self.assertion.test, self._static).decision
        except ExpressionError as error:
            raise fault(error, self.assertion.place) from None

    @cached_property
    def message(self) -> CompiledMessage:
        return CompiledMessage(self.assertion.message, self._static)

    @cached_property
    def diagnostics(self) -> list[tuple[Remark, CompiledMessage]]:
        return self._remarks(self.assertion.diagnostics, self._schema.schema.diagnostics, "diagnostic")

    @cached_property
    def properties(self) -> list[tuple[Remark, CompiledMessage]]:
        return self._remarks(self.assertion.properties, self._schema.schema.properties, "property")

    def _remarks(
        self, names: tuple[str, ...], known: dict[str, Remark], kind: str
    ) -> list[tuple[Remark, CompiledMessage]]:
        for name in names:
            if name not in known:
                where = self.assertion.place
                raise SchematronError(f"there is no {kind} `{name}`", where.uri, where.line)
        return [(known[name], CompiledMessage(known[name].message, self._static)) for name in names]

    def subject(self, text: str) -> Evaluate:
        try:
            return Expression(text, self._static).value
        except ExpressionError as error:
            raise fault(error, self.assertion.place) from None


class CompiledRule:
    """A rule; its context is read at once, what it asserts when it first meets a node."""

    def __init__(self, rule: Rule, static: Static, pattern: "CompiledPattern") -> None:
        self.rule, self.pattern, self._static = rule, pattern, static
        try:
            self.alternatives: list[Alternative] = alternatives(Expression(rule.context, static))
        except ExpressionError as error:
            raise fault(error, rule.place) from None

    @cached_property
    def parts(self) -> list[CompiledLet | CompiledAssertion]:
        found: list[CompiledLet | CompiledAssertion] = []
        static = self._static
        for part in self.rule.parts:
            if isinstance(part, Let):
                found.append(CompiledLet(part, static))
                static = static.with_variable(part.name)
            else:
                found.append(CompiledAssertion(part, static, self.pattern.schema))
        return found


class CompiledPattern:
    """A pattern with its variables."""

    def __init__(self, pattern: Pattern, static: Static, schema: "CompiledSchema") -> None:
        self.pattern, self.schema = pattern, schema
        self.lets, inner = lets(pattern.lets, static)
        self.rules = [CompiledRule(rule, inner, self) for rule in pattern.rules]


class CompiledKey:
    """A key: what nodes it has, and what finds them."""

    def __init__(self, match: Expression, use: Expression) -> None:
        self.alternatives, self.use = alternatives(match), use.value


class CompiledSchema:
    """What is to be run in a phase."""

    def __init__(self, schema: Schema, phase: str) -> None:
        self.schema = schema
        patterns, declared = _active(schema, phase)
        static = Static(
            schema.namespaces, is_compatible=schema.is_old, keys=frozenset(key.name for key in schema.keys)
        )
        self.lets, inner = lets((*schema.lets, *declared), static)
        self._static = static
        self.patterns = [CompiledPattern(pattern, inner, self) for pattern in patterns]

    @cached_property
    def keys(self) -> dict[str, list[CompiledKey]]:
        found: dict[str, list[CompiledKey]] = {}
        for key in self.schema.keys:
            try:
                made = CompiledKey(Expression(key.match, self._static), Expression(key.use, self._static))
            except ExpressionError as error:
                raise fault(error, key.place) from None
            found.setdefault(key.name, []).append(made)
        return found


def _active(schema: Schema, phase: str) -> tuple[tuple[Pattern, ...], tuple[Let, ...]]:
    """The patterns of a phase and its variables; `#ALL` has all, `#DEFAULT` those that the schema prefers."""
    if phase == "#DEFAULT":
        phase = schema.default_phase or "#ALL"
    if phase == "#ALL":
        return schema.patterns, ()
    found = next((one for one in schema.phases if one.id == phase), None)
    if found is None:
        names = ", ".join(f"`{one.id}`" for one in schema.phases) or "none"
        raise SchematronError(f"there is no phase `{phase}`; there are: {names}", schema.uri)
    known = {pattern.id for pattern in schema.patterns}
    for name in found.patterns:
        if name not in known:
            raise SchematronError(
                f"the phase `{phase}` has a pattern `{name}`, which is not there", *found.place
            )
    return tuple(one for one in schema.patterns if one.id in found.patterns), found.lets
