"""Read a regular expression of XML Schema (XSD 1.0 part 2, appendix F, with braces as metacharacters as in XSD 1.1).

Text comes in, an ``Expression`` goes out, or a ``DatatypeError`` that says what is wrong and at which character. There
are no anchors, no back-references and no lazy quantifiers. A hyphen in a group of characters stands for itself at the
beginning and at the end alone; names of blocks that do not exist are refused.
"""

from typing import NoReturn

from tei.relaxng.datatypes import character_escapes
from tei.relaxng.datatypes.character_sets import CharacterSet, Difference, Ranges, complement, joined, single
from tei.relaxng.datatypes.datatype import DatatypeError
from tei.relaxng.datatypes.expressions import Algebra, Expression

DEEPEST = 50  # groups in groups; linear forms are found by recursion
MOST = 1_000_000  # repetitions, those of repetitions in repetitions multiplied
METACHARACTERS = ".\\?*+{}()[]|"
QUANTIFIERS = {"?": (0, 1), "*": (0, None), "+": (1, None)}
NOT_LINE_END = complement(joined([single("\n"), single("\r")]))


class Parser:
    """Reads one expression."""

    def __init__(self, text: str, algebra: Algebra) -> None:
        self.text, self.algebra = text, algebra
        self.place = 0

    def read(self) -> Expression:
        """Read the whole text. Open groups wait on a stack: branches before, pieces of the branch so far."""
        stack: list[tuple[list[Expression], list[Expression]]] = []
        branches: list[Expression] = []
        pieces: list[Expression] = []
        while self.place < len(self.text):
            character = self.text[self.place]
            if character == "(":
                stack.append((branches, pieces))
                branches, pieces = [], []
                self._next(len(stack) > DEEPEST and f"more than {DEEPEST} groups stand in each other")
            elif character == "|":
                branches.append(self._sequence(pieces))
                pieces = []
                self._next()
            elif character == ")":
                self._next(not stack and "this “)” closes nothing")
                group = self.algebra.choice([*branches, self._sequence(pieces)])
                branches, pieces = stack.pop()
                pieces.append(self._quantified(group))
            else:
                pieces.append(self._quantified(self.algebra.characters(self._atom())))
        if stack:
            self._refuse("a “(” is not closed")
        return self.algebra.choice([*branches, self._sequence(pieces)])

    def _next(self, refused: str | bool = False) -> str:
        """Take one character."""
        if refused:
            self._refuse(str(refused))
        self.place += 1
        return self.text[self.place - 1]

    def _refuse(self, reason: str) -> NoReturn:
        raise DatatypeError(
            f"the pattern “{self.text}” is no regular expression: {reason} (character {self.place + 1})"
        )

    def _sequence(self, pieces: list[Expression]) -> Expression:
        result = self.algebra.empty
        for piece in reversed(pieces):
            result = self.algebra.sequence(piece, result)
        return result

    def _atom(self) -> CharacterSet:
        character = self.text[self.place]
        if character == "[":
            return self._group(1)
        if character == "\\":
            return self._escape()
        if character == ".":
            self.place += 1
            return NOT_LINE_END
        self._next(character in METACHARACTERS and f"“{character}” must be written “\\{character}” here")
        return single(character)

    def _quantified(self, item: Expression) -> Expression:
        """Read the quantifier after an atom, if there is one."""
        character = self.text[self.place : self.place + 1]
        if character in QUANTIFIERS:
            self.place += 1
            return self.algebra.repetition(item, *QUANTIFIERS[character])
        return self._counted(item) if character == "{" else item

    def _counted(self, item: Expression) -> Expression:
        """Read a quantifier in braces."""
        end = self.text.find("}", self.place)
        if end < 0:
            self._refuse("a “{” is not closed")
        least, most = self._quantity(self.text[self.place + 1 : end])
        self.place = end + 1
        repeated = self.algebra.repetition(item, least, most)
        if repeated.size > MOST:
            self._refuse(f"with all its repetitions it has more than {MOST} characters")
        return repeated

    def _quantity(self, text: str) -> tuple[int, int | None]:
        first, comma, last = text.partition(",")
        if not all(number.isdigit() and number.isascii() for number in (first, last or "0")):
            self._refuse(
                f"“{{{text}}}” must be a number, a number and a comma, or two numbers and a comma between"
            )
        if max(len(first.lstrip("0")), len(last.lstrip("0"))) > len(str(MOST)):
            self._refuse(f"this repeats too often; {MOST} times is the most")
        least = int(first)
        most = int(last) if last else None if comma else least
        if most is not None and most < least:
            self._refuse(f"“{{{text}}}”: the second number must not be less than the first")
        if max(least, most or 0) > MOST:
            self._refuse(f"this repeats too often; {MOST} times is the most")
        return least, most

    def _escape(self) -> CharacterSet:
        """Read what a backslash introduces."""
        name = self.text[self.place + 1 : self.place + 2]
        if name in ("p", "P"):
            end = self.text.find("}", self.place)
            if self.text[self.place + 2 : self.place + 3] != "{" or end < 0:
                self._refuse(f"after “\\{name}” a name in braces must follow, as in \\{name}{{Lu}}")
            named = character_escapes.named(self.text[self.place + 3 : end])
            if named is None:
                self._refuse(f"no category and no block is called “{self.text[self.place + 3 : end]}”")
            self.place = end + 1
            return named if name == "p" else complement(named)
        characters = character_escapes.escaped(name) if name else None
        if characters is None:
            self._refuse(f"“\\{name}” means nothing" if name else "a “\\” stands at the end")
        self.place += 2
        return characters

    def _group(self, depth: int) -> CharacterSet:
        """Read a group in brackets: characters, ranges and escapes, perhaps all but these, perhaps less another."""
        if depth > DEEPEST:
            self._refuse(f"more than {DEEPEST} groups stand in each other")
        self.place += 1
        negative = self._peek() == "^"
        self.place += negative
        parts: list[CharacterSet] = []
        while self._peek() != "]" or not parts:
            if parts and self._peek(2) == "-[":
                self.place += 1
                taken = self._group(depth + 1)
                self._next(self._peek() != "]" and "only “]” may stand after the characters taken away")
                group = joined(parts)
                return Difference(complement(group) if negative else group, taken)
            parts.append(self._member(first=not parts))
        self.place += 1
        return complement(joined(parts)) if negative else joined(parts)

    def _peek(self, size: int = 1) -> str:
        return self.text[self.place : self.place + size]

    def _member(self, *, first: bool) -> CharacterSet:
        """Read a character, an escape or a range in a group."""
        character = self._peek()
        if not character:
            self._refuse("a “[” is not closed")
        if character == "-":
            last = self._peek(2) == "-]" or self._peek(3) == "-[" or self._peek(3) == "--["
            self._next(not first and not last and "a hyphen here must be written “\\-”")
            return single("-")
        lower = self._group_character()
        if self._peek() != "-" or self._peek(2) in ("-]", "-[") or self._peek(3) == "--[":
            return lower
        return self._range(lower)

    def _range(self, lower: CharacterSet) -> CharacterSet:
        self.place += 1
        if self._peek() in ("", "-"):
            self._refuse("a hyphen here must be written “\\-”" if self._peek() else "a “[” is not closed")
        upper = self._group_character()
        first, last = _only(lower), _only(upper)
        if first is None or last is None:
            self._refuse("a hyphen that joins no two characters must be written “\\-”")
        if first > last:
            self._refuse(f"in the range {chr(first)}-{chr(last)} the first character comes after the last")
        return Ranges((first, last + 1))

    def _group_character(self) -> CharacterSet:
        character = self._peek()
        if character == "\\":
            return self._escape()
        self._next(character in ("[", "]") and f"“{character}” must be written “\\{character}” here")
        return single(character)


def _only(characters: CharacterSet) -> int | None:
    """The character of a set of one."""
    if isinstance(characters, Ranges) and len(characters.ranges) == 2:
        first, end = characters.ranges
        return first if end == first + 1 else None
    return None
