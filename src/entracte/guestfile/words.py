"""What the file of a guest calls the kinds of rows and what stands in them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TITLES: dict[str, Promise] = {
    "profiles": _("Profile"),
    "notes": _("Notes of the team about you"),
    "corrections": _("Details that were corrected"),
    "bookings": _("Bookings"),
    "booking_notes": _("Notes of the team about your bookings"),
    "wishes": _("Changes that you asked for"),
    "demands": _("That you asked for all of this, or to be erased"),
    "feedback": _("How it was, as you said"),
    "history": _("What happened to your bookings"),
    "baskets": _("Baskets at the box office"),
    "customers": _("Customer of the box office"),
    "writes": _("What was written to the box office"),
    "steps": _("How that went"),
    "letters": _("Letters to you"),
    "letters_to_the_team": _("Letters to the team about you"),
    "marked_addresses": _("Addresses that are not written to"),
}
LABELS: dict[str, Promise] = {
    "first_name": _("First name"),
    "last_name": _("Last name"),
    "email": _("E-mail"),
    "phone": _("Phone"),
    "created_at": _("Since"),
    "text": _("Text"),
    "added_at": _("Added"),
    "struck_at": _("Struck out"),
    "fields": _("Corrected"),
    "at": _("When"),
    "code": _("Booking code"),
    "booking__code": _("Booking code"),
    "status": _("Status"),
    "source": _("Came by"),
    "party_size": _("People"),
    "starts_at": _("From"),
    "ends_at": _("Until"),
    "requests": _("Requests"),
    "needs_step_free": _("Step-free table"),
    "high_chairs": _("High chairs"),
    "language": _("Language"),
    "news_consent": _("You agreed to"),
    "news_consent_at": _("Agreed on"),
    "late_minutes": _("Minutes late, as you said"),
    "corrected": _("Corrected"),
    "reconfirmed_at": _("You said again that you come"),
    "arrived_at": _("At the door"),
    "seated_at": _("Seated"),
    "left_at": _("Left"),
    "by_guest": _("By you"),
    "what": _("What"),
    "reason": _("Why"),
    "points": _("Points of five"),
    "comment": _("In your words"),
    "given_at": _("Said on"),
    "state": _("State"),
    "ended_at": _("Ended"),
    "asked_at": _("Asked for"),
    "done_at": _("Done"),
    "settled_at": _("Settled"),
    "basket_id": _("Basket"),
    "seen_customer_id": _("Customer number, as your browser saw it"),
    "client_name": _("Box office"),
    "customer_id": _("Customer number"),
    "verified_at": _("Verified"),
    "values": _("Values"),
    "completed_at": _("Completed"),
    "sentence": _("What happened"),
    "to_address": _("To"),
    "subject": _("Subject"),
    "began_at": _("Sent"),
    "address": _("Address"),
    "marked_at": _("Marked"),
}


def title_of(kind: str) -> str:
    """Return what a kind of rows is called, in the language that is active."""
    return str(TITLES[kind])


def label_of(name: str) -> str:
    """Return what a value is called, in the language that is active."""
    return str(LABELS[name])
