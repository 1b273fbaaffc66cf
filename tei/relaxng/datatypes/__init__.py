"""Datatype libraries: the built-in one of RELAX NG (``string``, ``token``), that of XML Schema, the compatibility one."""
