"""Paths, steps, names and types: the lower half of the parser (XPath 2.0, sections 2.5.3, 2.5.4 and 3.2)."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from tei.schematron.errors import ExpressionError, NotTranslated
from tei.schematron.names import XS
from tei.schematron.xpath.syntax import (
    DESCENDANTS,
    FORWARD,
    REVERSE,
    ContextItem,
    Expression,
    NodeTest,
    Path,
    Sequence,
    SequenceType,
    Step,
    Variable,
)
from tei.schematron.xpath.tokens import Token, shortened, tokens

_DEEPEST = 30
_KINDS = frozenset(
    ("node", "text", "comment", "processing-instruction", "element", "attribute", "document-node")
)
_UNKNOWN_KINDS = frozenset(
    ("schema-element", "schema-attribute", "namespace-node", "function", "map", "array")
)
_COMPUTED = frozenset(("function", "map", "array"))


class PathParser:
    """A place in the tokens, and the productions of paths; those above are in the class that extends it."""

    def __init__(self, text: str, namespaces: Mapping[str, str]) -> None:
        self.text, self.namespaces = text, namespaces
        self.tokens = tokens(text)
        self.place = self.depth = 0
        self.token = self.tokens[0]

    # What the upper half has.

    def expression(self) -> Expression:
        raise NotImplementedError

    def filtered(self) -> Expression:
        raise NotImplementedError

    # Going through the tokens.

    def ahead(self, count: int) -> Token:
        return self.tokens[min(self.place + count, len(self.tokens) - 1)]

    def next(self) -> Token:
        token = self.token
        self.place = min(self.place + 1, len(self.tokens) - 1)
        self.token = self.tokens[self.place]
        return token

    def at(self, *texts: str) -> bool:
        return self.token.text in texts and self.token.kind in {"symbol", "name"}

    def accept(self, *texts: str) -> bool:
        if self.at(*texts):
            self.next()
            return True
        return False

    def expect(self, text: str) -> None:
        if not self.accept(text):
            found = f"not `{self.token.text}`" if self.token.text else "but the expression ends"
            raise self.error(f"`{text}` is expected, {found}")

    def error(self, message: str) -> ExpressionError:
        return ExpressionError(f"{message} at character {self.token.place + 1} of `{shortened(self.text)}`")

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """Count how deep expressions nest."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.error(f"expressions nest deeper than {_DEEPEST} levels")
        yield
        self.depth -= 1

    # Paths.

    def path(self) -> Expression:
        """Read a path, which may be no more than one primary expression."""
        if self.at("/"):
            self.next()
            steps = self._steps() if self._begins_step() else []
            return Path(True, tuple(steps))
        if self.at("//"):
            self.next()
            return Path(True, (DESCENDANTS, *self._steps()))
        steps = self._steps()
        if len(steps) > 1 and isinstance(steps[0], ContextItem) and isinstance(steps[1], Step):
            steps = steps[1:]  # `./a` is `a`
        return steps[0] if len(steps) == 1 else Path(False, tuple(steps))

    def _steps(self) -> list[Expression]:
        steps = [self.step()]
        while self.at("/", "//"):
            if self.next().text == "//":
                steps.append(DESCENDANTS)
            steps.append(self.step())
        return steps

    def _begins_step(self) -> bool:
        """Whether something follows that a lone `/` does not end before (XPath 2.0, A.1.2, leading-lone-slash)."""
        token = self.token
        return token.kind in {"name", "braced", "anyspace", "string", "number"} or token.text in {
            "*",
            "@",
            ".",
            "..",
            "$",
            "(",
        }

    def step(self) -> Expression:
        """Read an axis step or a primary expression with predicates."""
        token, following = self.token, self.ahead(1).text
        if token.text == ".." and token.kind == "symbol":
            self.next()
            return Step("parent", NodeTest("node"), self.predicates())
        if token.text == "@" and token.kind == "symbol":
            self.next()
            return Step("attribute", self.node_test("attribute"), self.predicates())
        if token.kind == "name" and following == "::":
            return self._axis_step()
        if self._is_name_test(token, following):
            test = self.node_test("element")
            axis = "attribute" if test.kind == "attribute" else "child"
            return Step(axis, test, self.predicates())
        return self.filtered()

    def _axis_step(self) -> Step:
        axis = self.token.text
        if axis not in FORWARD and axis not in REVERSE:
            why = (
                "the namespace axis is not there any more" if axis == "namespace" else "there is no such axis"
            )
            raise self.error(f"`{axis}::`: {why}")
        self.next()
        self.next()
        return Step(
            axis, self.node_test("attribute" if axis == "attribute" else "element"), self.predicates()
        )

    @staticmethod
    def _is_name_test(token: Token, following: str) -> bool:
        if token.kind == "symbol":
            return token.text == "*"
        if token.kind in {"name", "braced"} and following == "(":
            if token.text in _COMPUTED:
                raise NotTranslated(f"`{token.text}(` of XPath 3.1")
            return token.text in _KINDS or token.text in _UNKNOWN_KINDS
        if token.kind == "name" and following == "{" and token.text in _COMPUTED:
            raise NotTranslated(f"`{token.text} {{` of XPath 3.1")
        if token.kind in {"name", "braced"} and following == "#":
            raise NotTranslated("the reference to a function")
        return token.kind in {"name", "braced", "anyspace"}

    def node_test(self, principal: str) -> NodeTest:
        """Read a name test or a kind test; ``principal`` is the kind of node that names are of on this axis."""
        token = self.token
        if token.kind == "name" and self.ahead(1).text == "(":
            kind, name = self._kind_test()
            return NodeTest(kind, *name)
        self.next()
        if token.text == "*" and token.kind == "symbol":
            return NodeTest(principal)
        if token.kind not in {"name", "braced", "anyspace"}:
            raise self.error("the name of an element or attribute is missing")
        return NodeTest(principal, *self.resolved(token, ""))

    def resolved(self, token: Token, default: str) -> tuple[str | None, str | None]:
        """The URI and local part of a name, None for any; ``default`` is the URI of a name without prefix."""
        if token.kind == "anyspace":
            return None, token.text[2:]
        if token.kind == "braced":
            uri, local = token.text[2:].split("}")
            return uri.strip(), None if local == "*" else local
        prefix, colon, local = token.text.rpartition(":")
        if not colon:
            return default, local
        if prefix not in self.namespaces:
            raise ExpressionError(
                f'the prefix of `{token.text}` is not declared; add <ns prefix="{prefix}" uri="…"/>'
            )
        return self.namespaces[prefix], None if local == "*" else local

    def predicates(self) -> tuple[Expression, ...]:
        found = []
        while self.accept("["):
            found.append(self.expression())
            self.expect("]")
        return tuple(found)

    def variable_name(self) -> str:
        if self.token.kind not in {"name", "braced"}:
            raise self.error("the name of a variable is missing")
        return self.next().text

    def _symbol(self) -> Expression:
        symbol = self.next().text
        if symbol == "$":
            return Variable(self.variable_name())
        if symbol == ".":
            return ContextItem()
        if self.accept(")"):
            return Sequence(())
        inner = self.expression()
        self.expect(")")
        return inner

    # Types.

    def _kind_test(self) -> tuple[str, tuple[str | None, str | None]]:
        kind = self.next().text
        if kind not in _KINDS:
            raise NotTranslated(f"`{kind}()`")
        self.expect("(")
        name: tuple[str | None, str | None] = (None, None)
        if not self.at(")"):
            name = self._kind_name(kind)
        self.expect(")")
        return kind, name

    def _kind_name(self, kind: str) -> tuple[str | None, str | None]:
        token = self.next()
        if kind == "processing-instruction" and token.kind in {"string", "name"}:
            return None, token.text.strip("\"'").strip()
        if kind in {"element", "attribute"} and (token.kind in {"name", "braced"} or token.text == "*"):
            if self.at(","):
                raise NotTranslated("the type of a node")
            return (None, None) if token.text == "*" else self.resolved(token, "")
        raise NotTranslated(f"what stands in `{kind}()`")

    def item_type(self) -> SequenceType:
        token, following = self.token, self.ahead(1).text
        if token.kind == "name" and following == "(":
            if token.text in {"item", "empty-sequence"}:
                self.next()
                self.expect("(")
                self.expect(")")
                return SequenceType("item" if token.text == "item" else "empty")
            kind, name = self._kind_test()
            return SequenceType(kind, name)
        return SequenceType("atomic", self._type_name())

    def single_type(self) -> SequenceType:
        """Read the type after `cast as`."""
        name = self._type_name()
        return SequenceType("atomic", name, "?" if self.accept("?") else "")

    def _type_name(self) -> tuple[str | None, str | None]:
        if self.token.kind not in {"name", "braced"}:
            raise self.error("the name of a type is missing")
        token = self.next()
        name = self.resolved(token, XS)
        if name[0] != XS:
            raise ExpressionError(
                f"there is no type `{token.text}`; types are those of XML Schema, such as xs:integer"
            )
        return name
