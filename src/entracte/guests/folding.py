"""E-mails, names and phones in the form in which they are compared. Pure."""

import unicodedata

import phonenumbers

# Letters that Unicode does not take apart into a plain letter and a mark.
PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
    # Apostrophes that Unicode counts as letters.
    | dict.fromkeys("\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\ua78c", "")
)
# Marks of this class and above are accents of Latin, Greek and Cyrillic; those below are part of the letter.
ACCENT_CLASS = 200
# Folding may make a text longer ("ß" becomes "ss"); so much of it is kept and compared in a profile.
KEPT_OF_EMAIL, KEPT_OF_NAME = 254, 80


def folded_email(email: str) -> str:
    """Return an e-mail as it is compared: trimmed and case-folded."""
    return email.strip().casefold()


def folded_name(name: str) -> str:
    """Return a name as it is compared: without case, accents, spaces, hyphens and other punctuation."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    letters = (
        letter
        for letter in apart
        if unicodedata.category(letter)[0] in "LMN" and unicodedata.combining(letter) < ACCENT_CLASS
    )
    return "".join(letters).translate(PLAIN_LETTERS)


def e164(phone: str, country: str) -> str:
    """Return a phone in E.164, "" for what is no number; `country` is assumed where it has none."""
    try:
        number = phonenumbers.parse(phone, country.strip().upper() or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
