"""The address by which a press calls a restaurant."""

import re

import phonenumbers


def phone_link(phone: str, country: str) -> str:
    """Return `tel:` with the number as any phone dials it (RFC 3966), else as typed; "" for no number.

    `country` is the restaurant's, whose national numbers need no code.
    """
    try:
        number = phonenumbers.parse(phone, country)
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.RFC3966)
    except phonenumbers.NumberParseException:
        digits = re.sub(r"[^+0-9]", "", phone)
        return f"tel:{digits}" if digits.strip("+") else ""
