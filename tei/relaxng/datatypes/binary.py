"""hexBinary and base64Binary (XSD part 2, 3.2.15 and 3.2.16). A value is its canonical text, a length counts octets."""

from collections.abc import Hashable

from tei.relaxng.datatypes.datatype import Resolve
from tei.relaxng.datatypes.simple_type import SimpleType

HEXADECIMAL = "0123456789ABCDEFabcdef"
BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
# What may stand before one or two signs of padding: the bits that fall away must be 0.
BEFORE_PADDING = {0: BASE64, 1: "AEIMQUYcgkosw048", 2: "AQgw"}


class HexBinary(SimpleType):
    """Octets as pairs of hexadecimal digits."""

    has_length = True
    unit = "octet"

    def meaning(self, text: str, resolve: Resolve) -> Hashable | None:
        del resolve
        return None if len(text) % 2 or text.strip(HEXADECIMAL) else text.upper()

    def wrong(self, text: str, resolve: Resolve) -> str:
        del resolve
        foreign = text.strip(HEXADECIMAL)
        if foreign:
            return f"“{foreign[0]}” is not a hexadecimal digit"
        return "the number of digits must be even"

    def description(self) -> str:
        return "pairs of hexadecimal digits like 0F3A"

    def length(self, text: str) -> int:
        return len(text) // 2


class Base64Binary(SimpleType):
    """Octets in base 64 (RFC 2045); blanks may stand between the characters."""

    has_length = True
    unit = "octet"

    def meaning(self, text: str, resolve: Resolve) -> Hashable | None:
        del resolve
        joined = text.replace(" ", "")
        bare = joined.rstrip("=")
        padding = BEFORE_PADDING.get(len(joined) - len(bare))
        if padding is None or len(joined) % 4 or bare.strip(BASE64):
            return None
        return joined if not joined or (bare and bare[-1] in padding) else None

    def wrong(self, text: str, resolve: Resolve) -> str:
        del resolve
        joined = text.replace(" ", "")
        foreign = joined.rstrip("=").strip(BASE64)
        if foreign:
            return f"“{foreign[0]}” is not a character of base 64"
        if len(joined) % 4:
            return "the number of characters must be a multiple of four"
        return "the padding at the end is wrong"

    def description(self) -> str:
        return "data in base 64 like AAECAw=="

    def length(self, text: str) -> int:
        joined = text.replace(" ", "")
        return len(joined) // 4 * 3 - joined.count("=")


def make(name: str) -> SimpleType:
    """The type of that name."""
    return HexBinary(name) if name == "hexBinary" else Base64Binary(name)
