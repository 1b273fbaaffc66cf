"""Codes of findings and what they are part of: ``check.pointers`` covers ``check.pointers.dangling-target``."""

from collections.abc import Iterable


def covers(group: str, code: str) -> bool:
    """Whether ``code`` is ``group`` or lies below it."""
    return code == group or code.startswith(f"{group}.")


def groups(codes: Iterable[str]) -> list[str]:
    """Give ``codes`` and all that they are part of, sorted."""
    parts = (code.split(".") for code in codes)
    return sorted({".".join(part[:length]) for part in parts for length in range(1, len(part) + 1)})
