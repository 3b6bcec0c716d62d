"""The placeholders of a wording: found, checked and filled in by their names alone.

A wording is never a format string: what stands in braces and is none of the names at hand is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from difflib import get_close_matches

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
# braces with what is between them; or a brace without its other half, with the word that it touches
BRACES = re.compile(r"\{{1,3}[^{}\n]{0,40}\}{1,3}|\{[^{}\s]{0,40}|[A-Za-z_]{0,40}\}")
WORD = re.compile(r"[a-z]+(?:_[a-z]+)*")
LIKE_ENOUGH = 0.5


def wrong_piece(text: str, known: Collection[str]) -> str:
    """Return the first piece of the text with a brace that is no placeholder of these; '' for none."""
    for found in BRACES.finditer(text):
        name = PLACEHOLDER.fullmatch(found[0])
        if name is None or name[1] not in known:
            return found[0]
    return ""


def nearest(piece: str, known: Collection[str]) -> str:
    """Return the name that somebody may have meant who typed this piece; '' where none is like it."""
    word = WORD.search(piece.lower())
    near = get_close_matches(word[0], sorted(known), n=1, cutoff=LIKE_ENOUGH) if word else []
    return near[0] if near else ""


def trouble_with(text: str, known: Collection[str]) -> str:
    """Say what is wrong with the placeholders of a text, and what to write instead; '' for nothing."""
    piece = wrong_piece(text, known)
    if not piece:
        return ""
    near = nearest(piece, known)
    if near:
        return f"“{piece}” is no placeholder here. Write {{{near}}}."
    listed = ", ".join(f"{{{name}}}" for name in known)
    return f"“{piece}” is no placeholder here. Leave the braces out, or choose from {listed}."


def filled(text: str, value_of: Callable[[str], str]) -> str:
    """Return a text without trouble with the value of each placeholder; no value is looked at again."""
    return PLACEHOLDER.sub(lambda found: value_of(found[1]), text)
