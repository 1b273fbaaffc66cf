"""ISO Schematron (ISO/IEC 19757-3, 2016 and 2020): rules about documents, in XPath.

``reading.read_schema`` makes a ``Schema`` of bytes, ``rules.Rules`` runs it over lxml trees. The package knows no vocabulary but
its own and opens nothing: files are asked of a ``resolve(uri)`` that is given.
"""
