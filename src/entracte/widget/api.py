"""The nine calls of the widget's API."""

from typing import Annotated
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from ninja import Header, NinjaAPI, Query, Status
from ninja.errors import HttpError, ValidationError

from entracte import clock
from entracte.availability.fit import Wish
from entracte.bookings import queries
from entracte.bookings.actions.hold import prolong_hold, release_hold
from entracte.bookings.submissions import booking_of_attempt
from entracte.refusal import Refusal
from entracte.widget.access import widget_of
from entracte.widget.fields import Day, Month, PartySize, word_or_nothing
from entracte.widget.holds import hold_for_visitor
from entracte.widget.invalid_fields import sentences_by_field
from entracte.widget.refusals import (
    AlreadyBookedOut,
    CallRefused,
    InvalidFields,
    Malformed,
    RefusalOut,
    UnknownCall,
    response_to,
)
from entracte.widget.requests import BookingWish, HoldWish
from entracte.widget.responses.booking import AttemptOut, BookedOut, HoldOut, booked_of, hold_of
from entracte.widget.responses.dates import MonthOut, OffersOut, month_of, offers_of
from entracte.widget.responses.settings import SettingsOut, settings_of
from entracte.widget.submit import submit

api = NinjaAPI(
    title="Entracte widget API",
    version="1",
    description="What the booking form asks. No cookie, no key; allowed origins only.",
    urls_namespace="widget_api",
    docs_url=None,
)
REFUSALS = dict.fromkeys((403, 404, 413, 422, 503), RefusalOut)
SUBMIT_REFUSALS = dict.fromkeys((400, 403, 404, 409, 413, 422, 429, 503), RefusalOut)
BOOKING_REFUSALS = {**SUBMIT_REFUSALS, 409: AlreadyBookedOut | RefusalOut}


@api.get(
    "/{widget}/settings",
    response={200: SettingsOut, **REFUSALS},
    summary="All that the form needs to start",
)
def settings(request: HttpRequest, widget: str) -> SettingsOut:
    return settings_of(widget_of(request), now=clock.now())


@api.get(
    "/{widget}/days", response={200: MonthOut, **REFUSALS}, summary="Which dates of a month can be booked"
)
def days(
    request: HttpRequest,
    widget: str,
    month: Annotated[Month, Query()],
    party_size: Annotated[PartySize, Query()],
) -> MonthOut:
    year, number = (int(part) for part in month.split("-"))
    restaurant = widget_of(request).restaurant
    found = queries.days_for(
        restaurant=restaurant, year=year, month=number, party_size=party_size, now=clock.now()
    )
    return month_of(month, party_size, found)


@api.get(
    "/{widget}/offers", response={200: OffersOut, **REFUSALS}, summary="The starts of a date for a party"
)
def offers(
    request: HttpRequest,
    widget: str,
    date: Annotated[Day, Query()],
    party_size: Annotated[PartySize, Query()],
    hold: Annotated[str, Query(description="The name of one's own hold, to see through it")] = "",
) -> OffersOut:
    restaurant, now = widget_of(request).restaurant, clock.now()
    zone = ZoneInfo(restaurant.time_zone)
    found = queries.guest_offers(
        restaurant=restaurant, date=date, wish=Wish(party_size), now=now, own_hold=word_or_nothing(hold)
    )
    if found.answer.offers:
        return offers_of(found, party_size, zone, (), now=now)
    nearest = queries.nearest_open_dates(restaurant=restaurant, date=date, party_size=party_size, now=now)
    return offers_of(found, party_size, zone, nearest, now=now)


@api.post("/{widget}/bookings", response={201: BookedOut, **BOOKING_REFUSALS}, summary="Book a table")
def bookings(
    request: HttpRequest,
    widget: str,
    wish: BookingWish,
    idempotency_key: Annotated[str, Header(alias="Idempotency-Key", max_length=80)] = "",
) -> Status[BookedOut]:
    booking = submit(
        request, widget=widget_of(request), wish=wish, key=idempotency_key.strip(), now=clock.now()
    )
    return Status(201, booked_of(booking))


@api.get(
    "/{widget}/attempt",
    response={200: AttemptOut, **REFUSALS},
    summary="What became of a submit whose answer was lost",
)
def attempt(
    request: HttpRequest,
    widget: str,
    idempotency_key: Annotated[str, Header(alias="Idempotency-Key", max_length=80)],
) -> AttemptOut:
    made = booking_of_attempt(widget_of(request), idempotency_key.strip(), now=clock.now())
    return AttemptOut(booked=booked_of(made) if made else None)


@api.post(
    "/{widget}/holds", response={201: HoldOut, **SUBMIT_REFUSALS}, summary="Hold a slot while its guest types"
)
def holds(request: HttpRequest, widget: str, wish: HoldWish) -> Status[HoldOut]:
    now = clock.now()
    held = hold_for_visitor(request, widget=widget_of(request), wish=wish, now=now)
    return Status(201, hold_of(held, now=now))


@api.post(
    "/{widget}/holds/{hold}/prolong",
    response={200: HoldOut, **SUBMIT_REFUSALS},
    summary="Keep a hold for as long again, once; named as it was given",
)
def prolong(request: HttpRequest, widget: str, hold: str) -> HoldOut:
    now = clock.now()
    return hold_of(prolong_hold(widget=widget_of(request), key=hold, now=now), now=now)


@api.post(
    "/{widget}/holds/{hold}/release",
    response={204: None, **REFUSALS},
    summary="Give a hold up as the page is left, without a preflight; as DELETE does",
)
def release(request: HttpRequest, widget: str, hold: str) -> Status[None]:
    release_hold(widget=widget_of(request), hold=hold)
    return Status(204, None)


@api.delete(
    "/{widget}/holds/{hold}",
    response={204: None, **REFUSALS},
    summary="Give a hold up, by its name or its visitor; one that is unknown is no matter",
)
def hold(request: HttpRequest, widget: str, hold: str) -> Status[None]:
    release_hold(widget=widget_of(request), hold=hold)
    return Status(204, None)


@api.exception_handler(Refusal)
def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return response_to(refusal, now=clock.now())


@api.exception_handler(CallRefused)
def call_refused(request: HttpRequest, refusal: CallRefused) -> HttpResponse:
    return refusal.response()


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return InvalidFields(fields=sentences_by_field(error.errors)).response()


@api.exception_handler(HttpError)
def malformed(request: HttpRequest, error: HttpError) -> HttpResponse:
    return Malformed().response()


def unknown_call(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer an address below the API's that is not one of its calls."""
    return UnknownCall().response()
