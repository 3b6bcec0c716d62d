"""The signed link by which a demand is carried out: for one use, a day long, and for one address (D40)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils.crypto import constant_time_compare, salted_hmac

from entracte.bookings.demands.queries import own_address_of
from entracte.bookings.models import Demand
from entracte.bookings.own_link import AROUND, WrongLink
from entracte.guests.folding import folded_email

if TYPE_CHECKING:
    from entracte.bookings.models import Booking

# what such a link has in the place of the letter of a booking's link
PATH = "k"
SALT = "entracte.bookings.demands"


class DemandOver(Exception):
    """The link was good and is no more: it was used, or the guest was erased or has another address."""


def link_of_demand(booking: Booking, what: str) -> str:
    """Return the whole address that carries this demand out; "" where nothing is asked for. Two queries."""
    demand = Demand.objects.filter(booking=booking, what=what).first()
    return f"{settings.PUBLIC_URL}/{PATH}/{token_of_demand(demand, booking)}" if demand else ""


def token_of_demand(demand: Demand, booking: Booking) -> str:
    """Return the signed part: the demand's key, what tells the address apart, signature; it names nobody."""
    return _signer().sign(f"{demand.key}.{_mark_of(own_address_of(booking))}")


def demand_of(token: str) -> Demand:
    """Return the demand that a link carries, with its booking. Raises WrongLink, DemandOver."""
    try:
        key, _, mark = _signer().unsign(AROUND.sub("", token)).partition(".")
    except BadSignature as wrong:
        raise WrongLink from wrong
    demand = Demand.objects.select_related("booking__restaurant", "booking__widget").filter(key=key).first()
    if demand is None or not constant_time_compare(mark, _mark_of(own_address_of(demand.booking))):
        raise DemandOver
    return demand


def _mark_of(address: str) -> str:
    """Return what another address would have otherwise: a letter to a former one opens nothing."""
    return salted_hmac(SALT, folded_email(address)).hexdigest()[:16]


def _signer() -> Signer:
    return Signer(salt=SALT, sep=".")
