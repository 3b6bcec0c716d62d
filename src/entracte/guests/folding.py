"""E-mails, names and phones in the form in which they are compared. Pure."""

import re
import unicodedata

import idna
import phonenumbers

from entracte.visible_text import UNSEEN

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
# E.164 has at most fifteen digits: https://www.itu.int/rec/T-REC-E.164
KEPT_OF_PHONE = 16
# Of a phone's national digits so many of the last are looked at, for what people type to fill a field.
DIGITS_LOOKED_AT = 7
RUN_UP, RUN_DOWN = "0123456789" * 2, "9876543210" * 2
MEXICO, MEXICO_OLD = 52, re.compile("(?:1|01|044|045)([2-9][0-9]{9})")
# From so many letters on, phonenumbers reads letters as the digits of their keys.
FEWEST_LETTERS = 3


def folded_email(email: str) -> str:
    """Return an e-mail as it is compared: trimmed, NFC, in small letters, its domain as mail servers know it.

    Small letters are `lower()`'s: `casefold()` makes ß and ss one, and so two mailboxes. A domain becomes
    ASCII by IDNA 2008 (UTS 46, non-transitional), since some browsers send it so, and others as typed.
    """
    if email.isascii():
        return email.strip().lower()
    local, at, domain = unicodedata.normalize("NFC", email.strip()).rpartition("@")
    return unicodedata.normalize("NFC", local.lower()) + at + _ascii_domain(domain)


def _ascii_domain(domain: str) -> str:
    """Return the domain in ASCII; only in small letters where it is too long or IDNA does not take it."""
    if not domain.isascii() and len(domain) <= KEPT_OF_EMAIL:
        try:
            return idna.encode(domain, uts46=True).decode()
        except idna.IDNAError:
            pass
    return unicodedata.normalize("NFC", domain.lower())


def folded_name(name: str) -> str:
    """Return a name as it is compared: without case, accents, spaces, hyphens and other punctuation."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    letters = (
        letter
        for letter in apart
        if unicodedata.category(letter)[0] in "LMN"
        and unicodedata.combining(letter) < ACCENT_CLASS
        and letter not in UNSEEN
    )
    return "".join(letters).translate(PLAIN_LETTERS)


def e164(phone: str, country: str) -> str:
    """Return a phone in E.164 where it is evidence of who somebody is (D25), else empty.

    `country` is assumed where the number names none. Evidence can reach one line: it has its country's full
    length, no extension, no words, and does not end in one digit repeated or in a run. Whether its range was
    ever given out is not asked.
    """
    try:
        number = phonenumbers.parse(phone, country.strip().upper() or None)
    except phonenumbers.NumberParseException:
        return ""
    _drop_old_prefix(number)
    if number.extension or _has_words(phone) or _is_junk(phonenumbers.national_significant_number(number)):
        return ""
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _drop_old_prefix(number: phonenumbers.PhoneNumber) -> None:
    """Read +52 1 as +52: Mexico dials mobiles without a prefix since 2019, and many still write one."""
    written = MEXICO_OLD.fullmatch(phonenumbers.national_significant_number(number))
    if number.country_code == MEXICO and written:
        number.national_number, number.italian_leading_zero = int(written[1]), None


def _has_words(phone: str) -> bool:
    """Say whether letters come after the first digit, which would be read as digits: 020 no phone."""
    first = next((at for at, letter in enumerate(phone) if letter.isdigit()), 0)
    return sum(letter.isalpha() for letter in phone[first:]) >= FEWEST_LETTERS


def _is_junk(national: str) -> bool:
    """Say whether the number ends in one digit repeated, or in a run up or down, 0 following 9."""
    end = national[-DIGITS_LOOKED_AT:]
    return len(set(end)) == 1 or end in RUN_UP or end in RUN_DOWN
