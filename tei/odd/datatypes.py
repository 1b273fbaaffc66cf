"""The datatypes of XML Schema part 2 a ``dataRef`` may name, and the facets that may narrow them."""

_DATATYPES = """
    anyURI base64Binary boolean byte date dateTime decimal double duration ENTITIES ENTITY float gDay
    gMonth gMonthDay gYear gYearMonth hexBinary ID IDREF IDREFS int integer language long Name NCName
    negativeInteger NMTOKEN NMTOKENS nonNegativeInteger nonPositiveInteger normalizedString NOTATION
    positiveInteger QName short string time token unsignedByte unsignedInt unsignedLong unsignedShort
"""
_FACETS = """
    fractionDigits length maxExclusive maxInclusive maxLength minExclusive minInclusive minLength
    pattern totalDigits
"""

XSD_DATATYPES = frozenset(_DATATYPES.split())
XSD_FACETS = frozenset(_FACETS.split())
