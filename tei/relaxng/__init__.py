"""A RELAX NG engine: schemas in both syntaxes, validation, findings, completions, inclusion.

A package of its own: it knows nothing of the documents it is used for and imports nothing from outside itself but the
standard library. The words are those of the specification (OASIS, 3 December 2001).
"""
