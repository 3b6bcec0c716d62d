"""Which words of a text are English, though it should be in the pseudo-language?"""

import re

from tools.catalogues import PLAIN

# what stays as it is in every language: a link, a booking's code
VALUES = re.compile(r"https?://\S+|\b[2-9A-Z]{8}\b")


def english_in(text: str, *values: str) -> list[str]:
    """Return the words with plain letters that are neither one of these values nor a link nor a code."""
    for value in sorted(values, key=len, reverse=True):
        text = text.replace(value, " ")
    return re.findall(f"[{PLAIN}]+", VALUES.sub(" ", text))
