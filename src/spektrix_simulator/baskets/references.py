"""References to a thing by its id."""

from typing import Any


def id_in(reference: Any) -> str | None:
    """Return the id in a reference, which may be text or an object with an id."""
    if isinstance(reference, dict):
        reference = reference.get("id")
    return reference if isinstance(reference, str) else None
