"""Which pages does the back office have? Those of its URLconf, with an example of an evening behind each."""

from django.urls import reverse

from tests.browser.evening import Evening
from tests.database.security.doors import DOORS, READ

# Parts that a page fetches, no pages themselves.
PARTS = {"list", "slots", "look_up", "fill_in", "story", "end"}
PAGES = [name for name in READ if name not in PARTS]


def address_of(evening: Evening, name: str) -> str:
    """Return the address of a page with the evening's own rows."""
    kind = DOORS[name][2]
    keys = {**evening.keys, "booking": evening.keys["code"]}
    named = {kind[0]: keys[kind[1]]} if kind else {}
    return evening.host.stack.web + reverse(f"backoffice:{name}", kwargs={"slug": "prompt-side", **named})
