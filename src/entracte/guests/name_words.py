"""Cut names into the words by which staff find them. Pure."""

import unicodedata

from entracte.guests.folding import folded_name


def name_words(*names: str) -> str:
    """Return the folded words of the names, a space before each: " maryann ann smith" for Mary-Ann and Smith.

    Whatever is no letter or digit parts two words and joins them too: from each part on, the rest of its name
    is one word. So whoever types the beginning of any part, or of parts without what is between, finds it.
    """
    found: dict[str, None] = {}
    for name in names:
        parts = parts_of(name)
        found |= dict.fromkeys("".join(parts[at:]) for at in range(len(parts)))
    return "".join(f" {word}" for word in found)


def parts_of(name: str) -> list[str]:
    """Return the parts of a name between spaces, hyphens, apostrophes and the like, each folded."""
    apart = unicodedata.normalize("NFKC", name)
    parted = "".join(letter if _is_of_a_word(letter) else " " for letter in apart)
    return [folded for part in parted.split() if (folded := folded_name(latin_digits(part)))]


def latin_digits(text: str) -> str:
    """Return the text with the digits of any script as 0 to 9."""
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in text)


def _is_of_a_word(letter: str) -> bool:
    """Say whether this is a letter, an accent or a digit; some apostrophes count as letters elsewhere."""
    return unicodedata.category(letter)[0] in "LMN" and bool(
        folded_name("a" + letter) != "a" or _is_mark(letter)
    )


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "M"
