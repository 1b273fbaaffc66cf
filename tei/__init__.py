"""Scholarly editions from transcriptions: encode as TEI, validate, publish."""

__version__ = "0.1.0"
