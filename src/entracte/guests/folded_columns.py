"""What a profile is compared and found by, under the names of its columns. Pure."""

from entracte.guests.folding import KEPT_OF_EMAIL, KEPT_OF_NAME, e164, folded_email, folded_name
from entracte.guests.name_words import name_words


def folded_columns(
    *, first_name: str, last_name: str, email: str, phone: str, country: str
) -> dict[str, str]:
    """Return these columns for a profile of these texts; `country` is the restaurant's."""
    return {
        "email_folded": folded_email(email)[:KEPT_OF_EMAIL],
        "surname_folded": folded_name(last_name)[:KEPT_OF_NAME],
        "phone_folded": e164(phone, country),
        "name_words": name_words(first_name, last_name),
    }
