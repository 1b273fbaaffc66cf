"""float and double (XSD part 2, 3.2.4 and 3.2.5): the nearest number of 32 or 64 bits, INF, -INF, NaN.

NaN equals itself and has no place in the order; zero and negative zero are one value, as the second edition orders
numbers by their difference alone.
"""

from collections.abc import Hashable
from importlib import import_module
from math import copysign, inf, ldexp
from struct import Struct

from tei.relaxng.datatypes.datatype import Resolve
from tei.relaxng.datatypes.decimals import number_fault
from tei.relaxng.datatypes.simple_type import SimpleType

CHARACTERS = "0123456789+-.eE"
SPECIAL = {"INF": float("inf"), "-INF": float("-inf"), "NaN": "NaN"}
SINGLE = Struct("<f")
GREATEST = ldexp(2 - 2**-23, 127)
OVERFLOW = ldexp(2 - 2**-24, 127)  # from here on the nearest number of 32 bits is infinite


class Double(SimpleType):
    """A number of 64 bits."""

    ordered = True

    def meaning(self, text: str, resolve: Resolve) -> Hashable | None:
        del resolve
        # With only these characters Python's float reads exactly the texts that XSD allows.
        if text.strip(CHARACTERS):
            return SPECIAL.get(text)
        try:
            return self.nearest(text)
        except ValueError:
            return None

    def nearest(self, text: str) -> float:
        """The number of the type that is nearest to the one written."""
        return float(text)

    def allows(self, text: str, resolve: Resolve) -> bool:
        if not text.strip(CHARACTERS):
            try:
                float(text)
            except ValueError:
                return False
            return True
        return self.meaning(self.normalised(text), resolve) is not None

    def wrong(self, text: str, resolve: Resolve) -> str:
        del resolve
        if "," in text:
            return "the fraction stands after a point, not after a comma"
        if text.lstrip("+-").lower() in ("inf", "infinity", "nan"):
            return "it is written INF, -INF or NaN"
        return number_fault(text, CHARACTERS)

    def description(self) -> str:
        return "a number like 12, 1.5 or 1.5E3"

    def compare(self, first: Hashable, second: Hashable) -> int | None:
        if not (isinstance(first, float) and isinstance(second, float)):
            return 0 if first == second else None
        return (first > second) - (first < second)


class Float(Double):
    """A number of 32 bits."""

    def nearest(self, text: str) -> float:
        double = float(text)
        if abs(double) >= OVERFLOW:
            return self._beyond(text, double)
        single: float = SINGLE.unpack(SINGLE.pack(double))[0]
        if single == double:
            return single
        return self._rounded_once(text, double, single)

    @staticmethod
    def _beyond(text: str, double: float) -> float:
        """The greatest number, for one written just below half-way to the next that 32 bits cannot hold; else infinity."""
        exact = import_module("decimal").Decimal
        below = abs(double) == OVERFLOW and exact(text).copy_abs() < exact(OVERFLOW)
        return copysign(GREATEST if below else inf, double)

    @staticmethod
    def _rounded_once(text: str, double: float, single: float) -> float:
        """Undo a rounding of 64 to 32 bits that began half-way, where the number written is not half-way."""
        other = _neighbour(single, up=double > single)
        if abs(other - double) != abs(single - double):
            return single
        exact = import_module("decimal").Decimal  # a case so rare that it need not cost every start
        written, half = exact(text), exact(double)
        if written == half:
            return single
        return max(single, other) if written > half else min(single, other)


def _neighbour(single: float, *, up: bool) -> float:
    """The next number of 32 bits."""
    bits = int.from_bytes(SINGLE.pack(single), "little", signed=False)
    if single == 0:
        return ldexp(1.0 if up else -1.0, -149)
    bits += 1 if up == (single > 0) else -1
    result: float = SINGLE.unpack(bits.to_bytes(4, "little"))[0]
    return result


def make(name: str) -> SimpleType:
    """The type of that name."""
    return Double(name) if name == "double" else Float(name)
