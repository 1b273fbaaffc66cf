"""An expression as schemas have them: its text, and what it is worth at a node.

Nothing is compiled before it is asked for: most rules of a large schema never meet a node. Which of the three ways an
expression goes is told by ``layer``: closures (with libxml2 for long walks), elementpath, or none.
"""

from functools import cached_property

from tei.schematron.errors import ExpressionError, NotTranslated
from tei.schematron.xpath import calls, elsewhere, logic, operations, steps
from tei.schematron.xpath.compiler import decide, evaluate
from tei.schematron.xpath.parser import parse
from tei.schematron.xpath.scope import Decide, Evaluate
from tei.schematron.xpath.static import Static
from tei.schematron.xpath.syntax import Expression as Syntax
from tei.schematron.xpath.values import truth
from tei.schematron.xpath.versions import check_old

# They enter what they know into the compiler's tables.
KINDS = (calls, logic, operations, steps)


class Expression:
    """An expression; ExpressionError from ``value`` and ``decision`` where it cannot be used."""

    def __init__(self, text: str, static: Static) -> None:
        self.text, self.static = text, static

    @cached_property
    def syntax(self) -> Syntax:
        """What the parser gives; NotTranslated where the expression is beyond it."""
        try:
            found = parse(self.text, self.static.namespaces)
        except RecursionError:
            raise ExpressionError("the expression nests too deeply") from None
        if self.static.is_compatible:
            check_old(found)
        return found

    @cached_property
    def value(self) -> Evaluate:
        """The function that gives the sequence."""
        try:
            return evaluate(self.syntax, self.static)
        except NotTranslated as reason:
            return self._elsewhere(reason)

    @cached_property
    def decision(self) -> Decide:
        """The function that gives the effective boolean value."""
        try:
            return decide(self.syntax, self.static)
        except NotTranslated as reason:
            value = self._elsewhere(reason)
            return lambda item, scope: truth(value(item, scope))

    def _elsewhere(self, reason: NotTranslated) -> Evaluate:
        if self.static.is_compatible:
            raise ExpressionError(f'{reason} is not in XPath 1.0; write queryBinding="xslt3"') from None
        return elsewhere.expression(self.text, self.static, str(reason))

    def layer(self) -> str:
        """How the expression is evaluated: ``closures`` or ``elementpath``; ExpressionError where it is refused."""
        try:
            evaluate(self.syntax, self.static)
        except NotTranslated as reason:
            self._elsewhere(reason)
            return "elementpath"
        return "closures"
