"""The refusals of the widget's API: all are answered in one shape, with a code that a program can read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from django.http import JsonResponse
from pydantic import BaseModel, Field, WithJsonSchema

from entracte.availability.refusals import NotOffered
from entracte.bookings.errors import ImpossibleChoice, NotBooked
from entracte.widget.responses.booking import BookedOut

if TYPE_CHECKING:
    from datetime import datetime

    from entracte.refusal import Refusal


class CallRefused(Exception):
    """The call itself is refused, before the book is asked: HTTP status, code, and a sentence for guests."""

    status: ClassVar[int]
    code: ClassVar[str]
    for_guests: ClassVar[str]

    def __init__(self, *, fields: Mapping[str, str] | None = None, retry_after: int | None = None) -> None:
        super().__init__(self.code)
        self.fields = dict(fields or {})
        self.retry_after = retry_after

    def response(self) -> JsonResponse:
        """Return the refusal as JSON, with Retry-After where waiting helps."""
        return _response(self.status, self.code, self.for_guests, self.fields, self.retry_after)


class Malformed(CallRefused):
    """The body is no JSON."""

    status, code = 400, "malformed"
    for_guests = "The request could not be read as JSON."


class OriginNotAllowed(CallRefused):
    """The outer page is not one of the widget's sites."""

    status, code = 403, "origin_not_allowed"
    for_guests = "This site may not show the booking form."


class UnknownWidget(CallRefused):
    """No widget has this key."""

    status, code = 404, "unknown_widget"
    for_guests = "There is no such booking form."


class UnknownCall(CallRefused):
    """The address is below the API's and is not one of its calls."""

    status, code = 404, "unknown_call"
    for_guests = "The booking form has no such call."


class BodyTooLarge(CallRefused):
    """The body is longer than ENTRACTE_LARGEST_BODY_BYTES."""

    status, code = 413, "too_large"
    for_guests = "That is more than a booking needs."


class InvalidFields(CallRefused):
    """Fields are missing or malformed; each has its own sentence."""

    status, code = 422, "invalid"
    for_guests = "Something in the form needs another look."


class AlreadyBooked(CallRefused):
    """The attempt made a booking before, and what is sent now differs from what stands (D23)."""

    status, code = 409, "already_booked"
    for_guests = "Your table is booked already. To change something, please call us."

    def __init__(self, *, booked: BookedOut, not_taken_over: list[str]) -> None:
        super().__init__()
        self.booked, self.not_taken_over = booked, not_taken_over

    def response(self) -> JsonResponse:
        """Return what stands, with the names of the fields that differ and never their values."""
        refusal = AlreadyBookedOut(
            code="already_booked",
            message=self.for_guests,
            fields={},
            booked=self.booked,
            not_taken_over=self.not_taken_over,
        )
        return JsonResponse(refusal.model_dump(mode="json"), status=self.status)


class TooManySubmits(CallRefused):
    """This address or this widget submitted as often as it may."""

    status, code = 429, "too_many"
    for_guests = "Too many bookings were tried. Please wait a moment."


class TooManyHoldTries(CallRefused):
    """This address or this widget asked for holds as often as it may."""

    status, code = 429, "too_many"
    for_guests = "Too many tables are held just now. Please book without."


class Unavailable(CallRefused):
    """The database does not answer."""

    status, code = 503, "unavailable"
    for_guests = "Booking is not possible right now. Please try again soon."


def codes_answered() -> list[str]:
    """Return every code that the API can answer with, in order: no call lets a guest choose as staff do."""
    kinds = {*_kinds(CallRefused), *_kinds(NotOffered), *_kinds(NotBooked)} - set(_kinds(ImpossibleChoice))
    return sorted({kind.code for kind in kinds if hasattr(kind, "code")})


def _kinds(group: type[Any]) -> Iterator[type[Any]]:
    yield group
    for each in group.__subclasses__():
        yield from _kinds(each)


RefusalCode = Annotated[str, WithJsonSchema({"type": "string", "enum": codes_answered()})]


class RefusalOut(BaseModel):
    """Why not. `fields` names the fields at fault, as paths such as guest.email."""

    code: RefusalCode
    message: str
    fields: dict[str, str]


class AlreadyBookedOut(BaseModel):
    """What this visitor's attempt made before, and which fields of what was sent now it does not have."""

    code: Literal["already_booked"]
    message: str
    fields: dict[str, str]
    booked: BookedOut
    not_taken_over: list[str] = Field(
        description="Paths of fields, such as guest.phone; never what is in them"
    )


def response_to(refusal: Refusal, *, now: datetime) -> JsonResponse:
    """Return it as JSON: 429 where waiting helps, 422 with the field at fault, 409 for anything else."""
    sentence = refusal.for_guests
    if refusal.retry_at is not None:
        wait = max(int((refusal.retry_at - now).total_seconds()) + 1, 1)
        return _response(429, refusal.code, sentence, {}, wait)
    fields = {refusal.field: sentence} if refusal.field else {}
    return _response(422 if fields else 409, refusal.code, sentence, fields, None)


def _response(
    status: int, code: str, sentence: str, fields: Mapping[str, str], retry_after: int | None
) -> JsonResponse:
    response = JsonResponse({"code": code, "message": sentence, "fields": fields}, status=status)
    if retry_after is not None:
        response["Retry-After"] = str(retry_after)
    return response
