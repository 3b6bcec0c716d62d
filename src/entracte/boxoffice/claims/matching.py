"""The customer on a basket is compared with the guest who booked.

Pure: names, e-mails and phones are compared in memory and forgotten; no repr shows them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from entracte.boxoffice.reasons import UnverifiedReason
from entracte.guests.folding import e164, folded_email, folded_name
from entracte.spektrix.records import Basket, Customer

LONGEST_PLAUSIBLE_ID = 200
# So often an id is decoded to look for a way out of its address.
DECODINGS = 3


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """Who somebody says they are: as typed with a booking, or as a guest's profile has it."""

    first_name: str = field(repr=False)
    last_name: str = field(repr=False)
    email: str = field(repr=False)
    phone: str = field(repr=False)

    def without(self, names: Collection[str]) -> ContactDetails:
        """Return the same without these fields: they are no evidence, such as what staff corrected."""
        return replace(self, **dict.fromkeys(names, ""))


@dataclass(frozen=True, slots=True)
class Verified:
    """The basket's customer is the booker."""

    customer_id: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Unverified:
    """The link cannot be verified, and why."""

    reason: UnverifiedReason


def judge(
    *,
    basket: Basket,
    customer: Customer | None,
    seen_customer_id: str,
    typed: ContactDetails,
    profile: ContactDetails | None,
    linked_customer_id: str,
    country: str,
) -> Verified | Unverified:
    """Return what the answers of Spektrix mean for a claim (R12, R13, D1, D8).

    `customer` is the basket's customer read by id, needed where the basket names one without details.
    `seen_customer_id` is what the browser saw, empty where it saw none. `profile` is the profile that the
    booking joined, None where the booking made it; it counts only while `linked_customer_id` is empty.
    `country` is the restaurant's, two letters. Nothing is stored; may be called again, as after the call when
    the guest's row is locked once more. ValueError where the basket names a customer without details and
    `customer` was not read.
    """
    owner = basket.customer
    if owner is None:
        return Unverified(UnverifiedReason.ANONYMOUS)
    known = customer or owner
    if customer is None and not owner.has_details:
        raise ValueError("The basket names its customer only: read the customer first.")
    if linked_customer_id and linked_customer_id != owner.id:
        return Unverified(UnverifiedReason.ANOTHER_CUSTOMER)
    if known.id != owner.id or seen_customer_id.strip() not in ("", owner.id):
        return Unverified(UnverifiedReason.NOT_THE_BOOKER)
    people = [typed] if profile is None or linked_customer_id else [typed, profile]
    if not all(is_the_booker(typed=person, customer=known, country=country) for person in people):
        return Unverified(UnverifiedReason.NOT_THE_BOOKER)
    return Verified(owner.id)


def is_the_booker(*, typed: ContactDetails, customer: Customer, country: str) -> bool:
    """Say whether what was typed describes this customer (D1): same e-mail, or surname and one thing more.

    `country` is the restaurant's two-letter code, for phones written without one. Empty values never match.
    """
    if folded_email(typed.email) and folded_email(typed.email) == folded_email(customer.email):
        return True
    if not _same(folded_name(typed.last_name), folded_name(customer.last_name)):
        return False
    if _same(folded_name(typed.first_name), folded_name(customer.first_name)):
        return True
    number = e164(typed.phone, country)
    return number != "" and number in (e164(customer.phone, country), e164(customer.mobile, country))


def is_plausible_id(text: str) -> bool:
    """Say whether text from a browser could be an id of Spektrix's: up to 200 letters that can be seen.

    Its form is Spektrix's own affair, since it is percent-encoded; only what leads out of its address, also
    once it is decoded, is none. A claim whose id is not plausible ends at once as malformed, without a call.
    """
    if len(text) > LONGEST_PLAUSIBLE_ID or not text.isprintable():
        return False
    decoded = text
    for _ in range(DECODINGS):
        if {".", ".."} & set(decoded.replace("\\", "/").split("/")):
            return False
        decoded = unquote(decoded)
    return any(letter.isalnum() for letter in text)


def _same(one: str, other: str) -> bool:
    return one != "" and one == other
