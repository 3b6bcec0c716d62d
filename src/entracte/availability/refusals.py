"""The refusals: why a party cannot have a start."""

from typing import ClassVar

from entracte.refusal import Refusal


class NotOffered(Refusal):
    """The party cannot have this start.

    `limit` names in a word or two what staff go past who book all the same; "" where only tables are short.
    """

    limit: ClassVar[str]


class OffGrid(NotOffered):
    """No service starts parties at that instant, or none runs near it."""

    code, field = "off_grid", "starts_at"
    limit = "no start at that time"
    for_staff = "No service has a start at this time."
    for_guests = "The restaurant has no start at this time."


class Closed(NotOffered):
    """The restaurant or the service is closed then, or the party could not leave in time."""

    code, field = "closed", "starts_at"
    limit = "closed then"
    for_staff = for_guests = "The restaurant is closed for part of that time."


class TooSoon(NotOffered):
    """The start is past, or inside the service's notice."""

    code, field = "too_soon", "starts_at"
    limit = "notice"
    for_staff = "This time is too soon to book."
    for_guests = "This time is too soon to book online."


class TooFar(NotOffered):
    """The date is beyond the service's horizon, or cannot be booked online yet."""

    code, field = "too_far", "starts_at"
    limit = "horizon"
    for_staff = for_guests = "This date cannot be booked yet."


class PartyTooLarge(NotOffered):
    """The party is over what the service takes, or over what its largest table or combination takes."""

    code, field = "party_too_large", "party_size"
    limit = "the largest party"
    for_staff = "No table is large enough for this party."
    for_guests = "Please call us for a party of this size."


class SlotGone(NotOffered):
    """No table that suits the party is free for its whole turn, or the chosen one is not."""

    code, field = "slot_gone", ""
    limit = ""
    for_staff = "No table is free for that time. Please choose another time or table."
    for_guests = "This table has just gone. Please choose another time."


class PacingReached(SlotGone):
    """As many parties or covers start in that interval as may."""

    limit = "pacing"
    for_staff = "As many guests start at that time as the kitchen can take. Please choose another time."
