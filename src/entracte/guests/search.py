"""Understand what staff type to find a guest: words of a name, a phone in any usual form, an e-mail."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import phonenumbers
from django.db.models import Q

from entracte.guests.folding import MEXICO, e164, folded_email
from entracte.guests.name_words import latin_digits, parts_of

FEWEST_DIGITS = 3
TRUNK_ZERO = re.compile(r"\(\s*0\s*\)")
LONGEST_CALLING_CODE = 3


def asked_for(text: str, country: str) -> Q | None:
    """Return what to look for, None where nothing was typed that anybody could be found by.

    With an @ it is an e-mail's beginning. Else each word begins a word of the name; what has no letters is a
    part of the phone (three digits or more), or begins words too. `country` is the restaurant's.
    """
    if "@" in text:
        return _email(text)
    words = unicodedata.normalize("NFKC", re.sub(r"(?i)\btel:", " ", text)).split()
    spelled = [word for word in words if any(letter.isalpha() for letter in word)]
    numbers = " ".join(latin_digits(word) for word in words if word not in spelled)
    asked = [_word(word) for word in spelled if parts_of(word)]
    if parts_of(numbers):
        asked.append(
            _phone(numbers, country) | _all(_word(word) for word in numbers.split() if parts_of(word))
        )
    return _all(asked) if asked else None


def _word(word: str) -> Q:
    """Ask for a word: as typed without what parts it, or each of its parts."""
    parts = parts_of(word)
    return _begins("".join(parts)) | _all(_begins(part) for part in parts)


def _begins(word: str) -> Q:
    return Q(name_words__contains=f" {word}")


def _email(text: str) -> Q:
    """Ask for the beginning of an e-mail; the domain may be half typed, and is stored in ASCII."""
    folded = folded_email(text)
    local, _, domain = text.strip().rpartition("@")
    asked = Q(email_folded__startswith=folded)
    if not domain.isascii():
        asked |= Q(email_folded__startswith=f"{folded_email(local)}@", email__icontains=f"@{domain}")
    return asked


def _phone(typed: str, country: str) -> Q:
    """Ask for a phone: as a whole number, or as any part of one; never for one that is no evidence (D25)."""
    whole = e164(typed, country)
    asked = Q(phone_folded=whole) if whole else Q(pk__in=[])
    for digits in _readings(typed, country):
        asked |= Q(phone_folded__contains=digits)
    return asked


def _readings(typed: str, country: str) -> set[str]:
    """Return the digits of a phone as they may stand in E.164, by each way in which people write one."""
    digits = {re.sub(r"\D", "", typed), re.sub(r"\D", "", TRUNK_ZERO.sub("", typed))}
    abroad = digits if typed.lstrip(" (").startswith("+") else {_after_exit(each, country) for each in digits}
    found = digits | abroad | {each for number in abroad for each in _without_trunk(number)}
    metadata = _metadata(country)
    national = metadata.national_prefix if metadata else None
    if national and not typed.lstrip(" (").startswith("+"):
        code = phonenumbers.country_code_for_region(country.strip().upper())
        found |= {f"+{code}{each[len(national) :]}" for each in digits if each.startswith(national)}
    bare = {each.lstrip("0") for each in found}
    return {each for each in bare if len(each.lstrip("+")) >= FEWEST_DIGITS}


def _metadata(country: str) -> phonenumbers.PhoneMetadata | None:
    return phonenumbers.PhoneMetadata.metadata_for_region(country.strip().upper(), None)


def _after_exit(digits: str, country: str) -> str:
    """Return what follows the digits that one dials to call abroad: 00, or 011 from the United States."""
    metadata = _metadata(country)
    exits = metadata.international_prefix if metadata and metadata.international_prefix else "00"
    return re.sub(f"^(?:{exits}|00)", "", digits)


def _without_trunk(number: str) -> set[str]:
    """Return an international number without a 0 after its calling code, or Mexico's old 1."""
    found = set()
    for length in range(1, LONGEST_CALLING_CODE + 1):
        code, rest = number[:length], number[length:]
        is_code = code.isdigit() and int(code) in phonenumbers.COUNTRY_CODE_TO_REGION_CODE
        if is_code and (rest.startswith("0") or (rest.startswith("1") and int(code) == MEXICO)):
            found.add(f"+{code}{rest[1:]}")
    return found


def _all(asked: Iterable[Q]) -> Q:
    each_of = Q()
    for one in asked:
        each_of &= one
    return each_of
