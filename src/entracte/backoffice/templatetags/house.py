"""How are values written for people?"""

import phonenumbers
from django import template

register = template.Library()


@register.filter
def readable_phone(number: str) -> str:
    """Write an E.164 number with spaces; anything else as it is."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
