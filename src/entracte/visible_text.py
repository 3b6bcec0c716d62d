"""Take out of a text what nobody sees: direction overrides, zero-width spaces, other format characters."""

import unicodedata

JOINERS = "\u200c\u200d"
# Format characters that are seen: signs of Arabic, Syriac and Kaithi that stand before a number.
# https://www.unicode.org/reports/tr44/#Prepended_Concatenation_Mark
SEEN = frozenset(map(chr, [*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD]))
# Not seen either, but no format characters: fillers, variation selectors, the blank of Braille.
# https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point
UNSEEN = frozenset(
    map(chr, [0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x2800, 0x3164, 0xFFA0, 0x1D159])
) | frozenset(map(chr, [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]))
TAGS = range(0xE0000, 0xE1000)
VIRAMA = 9
FIRST_STRONG, END = "\u2068", "\u2069"


def visible(text: str) -> str:
    """Return the text without format characters; empty where nothing of it would be seen.

    Joiners stay inside words, where letters need them, and in pictures of several parts. A line separator
    becomes a space. Control characters stay: whoever keeps the text refuses them.
    """
    if text.isascii():
        return text
    letters = [" " if letter in "\u2028\u2029" else letter for letter in text if not _is_format(letter)]
    kept: list[str] = []
    for at, letter in enumerate(letters):
        if letter not in JOINERS or _joins(kept, letters[at + 1 :]):
            kept.append(letter)
    is_seen = any(letter not in UNSEEN and not letter.isspace() for letter in kept)
    return "".join(kept) if is_seen else ""


def typed_text(text: str) -> str:
    """Return what a person typed: `visible`, and without control characters, which no keyboard types.

    Tabs and line ends stay. A NUL is one that the database refuses.
    """
    return visible("".join(letter for letter in text if letter in "\t\n\r" or not _is_control(letter)))


def isolated(text: str) -> str:
    """Return the text so that its direction turns nothing around it; most need no mark for that."""
    if any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text):
        return f"{FIRST_STRONG}{text}{END}"
    return text


def _is_control(letter: str) -> bool:
    return unicodedata.category(letter) == "Cc"


def _is_format(letter: str) -> bool:
    if letter in JOINERS or letter in SEEN or letter in UNSEEN:
        return False
    return unicodedata.category(letter) == "Cf" or ord(letter) in TAGS


def _joins(before: list[str], after: list[str]) -> bool:
    """Say whether a joiner between these belongs to a word: between two letters, or after a virama."""
    if not before:
        return False
    if unicodedata.combining(before[-1]) == VIRAMA:
        return True
    following = next((letter for letter in after if letter not in JOINERS), "")
    return _is_joined(before[-1]) and _is_joined(following)


def _is_joined(letter: str) -> bool:
    return letter != "" and (
        unicodedata.category(letter)[0] in "LM" or unicodedata.category(letter) in ("So", "Sk")
    )
