"""The text of an expression to its syntax: XPath 2.0 (section A.1) and from 3.1 ``||``, ``!``, ``=>``, ``let``, ``Q{}``.

What only a complete processor of XPath 3.1 knows (inline functions, maps, arrays, look-ups) raises ``NotTranslated``. Depth
is bounded, so that no text can exhaust the stack: neither here nor when the closures run.
"""

from collections.abc import Mapping as Map
from decimal import Decimal

from tei.schematron.errors import ExpressionError, NotTranslated
from tei.schematron.names import FN
from tei.schematron.xpath.paths_parser import PathParser
from tei.schematron.xpath.syntax import (
    Arithmetic,
    Call,
    Combination,
    Comparison,
    Concatenation,
    Expression,
    Filter,
    For,
    If,
    Literal,
    Logical,
    Mapping,
    Quantified,
    Range,
    Sequence,
    SequenceType,
    Typed,
    Unary,
)

_GENERAL = frozenset(("=", "!=", "<", "<=", ">", ">="))
_VALUE = frozenset(("eq", "ne", "lt", "le", "gt", "ge"))
_NODE = frozenset(("is", "<<", ">>"))
_LONGEST_CHAIN = 100
_TYPED = {"instance": "of", "treat": "as", "castable": "as", "cast": "as"}


def parse(text: str, namespaces: Map[str, str]) -> Expression:
    """Parse an expression; ``namespaces`` are the prefixes that it may use."""
    parser = Parser(text, namespaces)
    expression = parser.expression()
    if parser.token.kind != "end":
        raise parser.error(f"`{parser.token.text}` is not expected")
    return expression


class Parser(PathParser):
    """Everything above paths; each method reads one production, the loosest operators first."""

    def expression(self) -> Expression:
        members = [self.single()]
        while self.accept(","):
            members.append(self.single())
        return members[0] if len(members) == 1 else Sequence(tuple(members))

    def single(self) -> Expression:
        with self.deeper():
            name, following = self.token.text, self.ahead(1).text
            if self.token.kind == "name":
                if name in {"for", "let", "some", "every"} and following == "$":
                    return self._binding()
                if name == "if" and following == "(":
                    return self._if()
            return self._or()

    def _binding(self) -> Expression:
        kind = self.next().text
        bindings = [self._bound(kind)]
        while self.accept(","):
            bindings.append(self._bound(kind))
        if kind in {"for", "let"}:
            self.expect("return")
            return For(kind, tuple(bindings), self.single())
        self.expect("satisfies")
        return Quantified(kind, tuple(bindings), self.single())

    def _bound(self, kind: str) -> tuple[str, Expression]:
        self.expect("$")
        name = self.variable_name()
        self.expect(":=" if kind == "let" else "in")
        return name, self.single()

    def _if(self) -> Expression:
        self.next()
        self.expect("(")
        condition = self.expression()
        self.expect(")")
        self.expect("then")
        then = self.single()
        self.expect("else")
        return If(condition, then, self.single())

    def _or(self) -> Expression:
        members = [self._and()]
        while self.accept("or"):
            members.append(self._and())
        return members[0] if len(members) == 1 else Logical("or", tuple(members))

    def _and(self) -> Expression:
        members = [self._comparison()]
        while self.accept("and"):
            members.append(self._comparison())
        return members[0] if len(members) == 1 else Logical("and", tuple(members))

    def _comparison(self) -> Expression:
        left = self._concatenation()
        operator = self.token.text
        for kind, operators in (("general", _GENERAL), ("value", _VALUE), ("node", _NODE)):
            if operator in operators and self.token.kind in {"symbol", "name"}:
                self.next()
                return Comparison(kind, operator, left, self._concatenation())
        return left

    def _concatenation(self) -> Expression:
        members = [self._range()]
        while self.accept("||"):
            members.append(self._range())
        return members[0] if len(members) == 1 else Concatenation(tuple(members))

    def _range(self) -> Expression:
        left = self._additive()
        return Range(left, self._additive()) if self.accept("to") else left

    def _additive(self) -> Expression:
        left, count = self._multiplicative(), 0
        while self.at("+", "-"):
            count = self.counted(count)
            left = Arithmetic(self.next().text, left, self._multiplicative())
        return left

    def _multiplicative(self) -> Expression:
        left, count = self._union(), 0
        while self.at("*", "div", "idiv", "mod"):
            count = self.counted(count)
            left = Arithmetic(self.next().text, left, self._union())
        return left

    def _union(self) -> Expression:
        members = [self._intersection()]
        while self.accept("union", "|"):
            members.append(self._intersection())
        return members[0] if len(members) == 1 else Combination("union", tuple(members))

    def _intersection(self) -> Expression:
        left, count = self._typed(), 0
        while self.at("intersect", "except"):
            count = self.counted(count)
            left = Combination(self.next().text, (left, self._typed()))
        return left

    def _typed(self) -> Expression:
        """Read what binds tighter from left to right: `cast`, `castable`, `treat`, `instance`; their order is fixed."""
        left = self._arrow()
        for operator in ("cast", "castable", "treat", "instance"):
            if self.token.text == operator and self.ahead(1).text == _TYPED[operator]:
                self.next()
                self.next()
                is_cast = operator.startswith("cast")
                left = Typed(operator, left, self.single_type() if is_cast else self.sequence_type())
        return left

    def _arrow(self) -> Expression:
        left, count = self._unary(), 0
        while self.accept("=>"):
            count = self.counted(count)
            if self.token.kind not in {"name", "braced"} or self.ahead(1).text != "(":
                raise NotTranslated("after `=>` a function that is computed")
            call = self.call()
            left = Call(call.uri, call.local, (left, *call.arguments), call.written)
        return left

    def _unary(self) -> Expression:
        signs = 0
        minus = False
        while self.at("-", "+"):
            signs += 1
            minus ^= self.next().text == "-"
        operand = self._mapping()
        return Unary("-" if minus else "+", operand) if signs else operand

    def _mapping(self) -> Expression:
        left, count = self.path(), 0
        while self.accept("!"):
            count = self.counted(count)
            left = Mapping(left, self.path())
        return left

    def counted(self, count: int) -> int:
        """Count the operators of a chain that nests to the left."""
        if count >= _LONGEST_CHAIN:
            raise self.error(
                f"more than {_LONGEST_CHAIN} operators follow one another; divide the expression by `let`"
            )
        return count + 1

    def primary(self) -> Expression:
        """Read a literal, a variable, parentheses, `.` or a function call."""
        token = self.token
        if token.kind == "number":
            return Literal(_number(self.next().text))
        if token.kind == "string":
            quote = self.next().text
            return Literal(quote[1:-1].replace(quote[0] * 2, quote[0]))
        if token.text in {"$", "(", "."} and token.kind == "symbol":
            return self._symbol()
        if token.kind in {"name", "braced"} and self.ahead(1).text == "(":
            return self.call()
        if token.text in {"[", "?", "{", "#"}:
            raise NotTranslated(f"`{token.text}` of XPath 3.1")
        raise self.error(
            "an expression is missing" if token.kind == "end" else f"`{token.text}` is not expected"
        )

    def filtered(self) -> Expression:
        """Read a primary expression with its predicates."""
        primary = self.primary()
        if self.at("(", "?", "#"):
            raise NotTranslated("a function or a value that is looked up")
        predicates = self.predicates()
        return Filter(primary, predicates) if predicates else primary

    def call(self) -> Call:
        """Read a function call; a name without prefix is one of the functions of XPath."""
        token = self.next()
        uri, local = self.resolved(token, FN)
        self.expect("(")
        arguments: list[Expression] = []
        if not self.at(")"):
            arguments.append(self.argument())
            while self.accept(","):
                arguments.append(self.argument())
        self.expect(")")
        return Call(uri or "", local or "", tuple(arguments), token.text)

    def argument(self) -> Expression:
        if self.at("?"):
            raise NotTranslated("a function that is applied in part")
        return self.single()

    def sequence_type(self) -> SequenceType:
        """Read the type after `instance of` and `treat as`."""
        found = self.item_type()
        if found.kind != "empty" and self.at("?", "*", "+"):
            return found._replace(occurrence=self.next().text)
        return found


def _number(text: str) -> int | Decimal | float:
    if "e" in text or "E" in text:
        return float(text)
    if len(text) > 1_000:
        raise ExpressionError("a number has more than 1000 digits")
    return Decimal(text) if "." in text else int(text)
