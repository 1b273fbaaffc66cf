"""Checks: one file each, ``check(document, schemas)`` gives findings."""

from tei.checks.schemas import Schemas

__all__ = ["Schemas"]
