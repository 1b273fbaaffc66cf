"""The style of a page: what all pages have in common, and what is its own; and the policy that allows nothing else."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

_FOLDER = Path(__file__).parent


def style_with(own: str) -> str:
    """Give the rules of ``page.css`` and of the file ``own`` beside it."""
    return "\n".join(_FOLDER.joinpath(name).read_text("utf-8") for name in ("page.css", own))


def policy(style: str) -> str:
    """Give the content security policy of a page that has this style in it and nothing from elsewhere."""
    digest = b64encode(sha256(style.encode()).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
