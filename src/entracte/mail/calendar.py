"""A booking as a calendar file (RFC 5545), in a letter (RFC 5546) or for who fetches it from a page."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from icalendar import Alarm, Calendar, Event, Timezone, vCalAddress

from entracte.bookings.choices import Status
from entracte.bookings.own_link import Opens, link_of
from entracte.visible_text import isolated

if TYPE_CHECKING:
    from entracte.bookings.models import Booking

ALARM_BEFORE = timedelta(hours=2)
STATUSES = {
    Status.PENDING: "TENTATIVE",
    Status.PENDING_PAYMENT: "TENTATIVE",
    Status.CANCELLED: "CANCELLED",
    Status.NO_SHOW: "CANCELLED",
}


class Method(StrEnum):
    """What a calendar is to do with the file."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


def method_of(booking: Booking) -> Method:
    """Return the method of a letter about the booking as it stands."""
    return Method.CANCEL if booking.status == Status.CANCELLED else Method.REQUEST


def uid_of(booking: Booking) -> str:
    """Return the name of the booking's event in every calendar: the form's own file has the same.

    The code is random and never used again. No address of this installation is in it, which may change.
    """
    return f"{booking.code}@entracte"


def calendar_file(booking: Booking, *, method: Method, at: datetime) -> bytes:
    """Write the file in the language that is active, as of the instant `at`; names no guest but by address.

    Each version of the booking has a higher SEQUENCE, so that a newer file replaces an older one. The link in
    it only shows when and where (D39).
    """
    zone = ZoneInfo(booking.restaurant.time_zone)
    calendar = Calendar()
    calendar.add("prodid", "-//Entracte//Letters//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method.value)
    calendar.add_component(_time_zone(zone.key, booking.starts_at.year))
    event = _event(booking, zone, at)
    if method is not Method.PUBLISH:
        event.add("attendee", _guest(booking), encode=False)
    if event["status"] != "CANCELLED":
        event.add_component(_alarm(str(event["summary"])))
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(booking: Booking, zone: ZoneInfo, at: datetime) -> Event:
    event, restaurant = Event(), booking.restaurant
    address = [line.strip() for line in restaurant.address.splitlines() if line.strip()]
    event.add("uid", uid_of(booking))
    event.add("sequence", booking.version)
    event.add("dtstamp", at)
    event.add("dtstart", _moment(booking.starts_at, zone))
    event.add("dtend", _moment(booking.ends_at, zone))
    event.add("status", STATUSES.get(Status(booking.status), "CONFIRMED"))
    event.add("summary", _summary(booking))
    event.add("location", ", ".join([restaurant.name, *address]))
    event.add("description", _description(booking))
    event.add("organizer", _restaurant(booking), encode=False)
    return event


def _summary(booking: Booking) -> str:
    sentence = ngettext(
        "Table for %(count)s at %(restaurant)s", "Table for %(count)s at %(restaurant)s", booking.party_size
    )
    return sentence % {"count": booking.party_size, "restaurant": isolated(booking.restaurant.name)}


def _description(booking: Booking) -> str:
    lines = [_("Booking code: %(code)s") % {"code": booking.code}]
    if booking.restaurant.phone:
        lines.append(_("Phone: %(phone)s") % {"phone": booking.restaurant.phone})
    lines.append(_("When and where: %(link)s") % {"link": link_of(booking, Opens.WHEN_AND_WHERE)})
    return "\n".join(lines)


def _moment(at: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant in the zone; in UTC where its clocks show the hour twice, which readers mix up."""
    local = at.astimezone(zone)
    is_twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return at.astimezone(ZoneInfo("UTC")) if is_twice else local


def _restaurant(booking: Booking) -> vCalAddress:
    address = vCalAddress(f"mailto:{settings.MAIL_FROM}")
    address.params["CN"] = " ".join(booking.restaurant.name.split())
    return address


def _guest(booking: Booking) -> vCalAddress:
    """Return who is invited and asked for no answer; no name, which a stranger may have typed (D34)."""
    address = vCalAddress(f"mailto:{booking.email}")
    address.params.update({"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE"})
    return address


def _alarm(text: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", -ALARM_BEFORE)
    return alarm


@lru_cache(maxsize=64)
def _time_zone(name: str, year: int) -> Timezone:
    """Return the zone's offsets in a year and around it."""
    around = Timezone.from_tzinfo(ZoneInfo(name), name, date(year - 1, 1, 1), date(year + 2, 1, 1))
    around.pop("comment", None)
    return around
