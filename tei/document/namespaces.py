"""The two namespaces of a TEI document, and names in them."""

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
NS = {"tei": TEI}
XML_ID = f"{{{XML}}}id"
XML_LANG = f"{{{XML}}}lang"


def tei(name: str) -> str:
    """The name of a TEI element as lxml writes it."""
    return f"{{{TEI}}}{name}"
