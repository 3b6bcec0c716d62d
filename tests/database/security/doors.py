"""Which addresses does the back office have, who may open each, and what stands behind it?

The table names every address once. An address that nobody wrote down here fails the tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.test import Client
from django.urls import reverse

from entracte import clock
from entracte.bookings.actions.block import block_tables
from entracte.bookings.asker import Asker
from entracte.boxoffice.connections.attribute_choices import AttributeChoices
from entracte.boxoffice.connections.save import save_connection
from entracte.boxoffice.models import Claim
from entracte.dining.models import Closure, SpecialDay
from entracte.guests.models import Guest
from entracte.mail.marks import mark_address
from entracte.restaurants.sign_in.invitations import invite
from tests.bridge import KEY
from tests.database.letters import letter_of
from tests.house import House, book, join, make_house
from tests.signed_in import let_in

HOST, MANAGER, OWNER = ("host", "manager", "owner"), ("manager", "owner"), ("owner",)
NOBODY: tuple[str, ...] = ()

# name: the roles that may read it, the roles that may send to it, what the address names beside the slug
DOORS: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, str] | None]] = {
    "tonight": (HOST, NOBODY, None),
    "list": (HOST, NOBODY, None),
    "bookings": (HOST, NOBODY, None),
    "misfits": (HOST, NOBODY, None),
    "new_booking": (HOST, HOST, None),
    "slots": (HOST, NOBODY, None),
    "why": (HOST, NOBODY, None),
    "blocks": (HOST, HOST, None),
    "unblock": (NOBODY, HOST, ("key", "block")),
    "look_up": (HOST, NOBODY, None),
    "fill_in": (HOST, NOBODY, ("key", "guest")),
    "walk_in": (HOST, HOST, None),
    "booking": (HOST, NOBODY, ("code", "booking")),
    "story": (HOST, NOBODY, ("code", "booking")),
    "move": (NOBODY, HOST, ("code", "booking")),
    "note": (NOBODY, HOST, ("code", "booking")),
    "change": (HOST, HOST, ("code", "booking")),
    "end": (HOST, NOBODY, ("code", "booking")),
    "swap": (HOST, HOST, ("code", "booking")),
    "correct": (HOST, HOST, ("code", "booking")),
    "letter_again": (NOBODY, HOST, ("code", "booking")),
    "write_again": (NOBODY, HOST, ("code", "booking")),
    "wish": (NOBODY, HOST, ("code", "booking")),
    "guests": (HOST, NOBODY, None),
    "feedback": (HOST, NOBODY, None),
    "guest": (HOST, NOBODY, ("key", "guest")),
    "edit_guest": (NOBODY, HOST, ("key", "guest")),
    "write_to_guest_again": (NOBODY, HOST, ("key", "guest")),
    "guest_note": (NOBODY, MANAGER, ("key", "guest")),
    "unlink": (NOBODY, MANAGER, ("key", "guest")),
    "merge": (NOBODY, MANAGER, ("key", "guest")),
    "give_out": (NOBODY, MANAGER, ("key", "guest")),
    "erase_guest": (NOBODY, MANAGER, ("key", "guest")),
    "floor": (MANAGER, NOBODY, None),
    "new_table": (MANAGER, MANAGER, None),
    "table": (MANAGER, MANAGER, ("key", "table")),
    "new_combination": (MANAGER, MANAGER, None),
    "combination": (MANAGER, MANAGER, ("key", "combination")),
    "remove_combination": (NOBODY, MANAGER, ("key", "combination")),
    "new_plan": (MANAGER, MANAGER, None),
    "plan": (MANAGER, MANAGER, ("key", "plan")),
    "new_service": (MANAGER, MANAGER, None),
    "service": (MANAGER, MANAGER, ("key", "service")),
    "dates": (MANAGER, NOBODY, None),
    "new_closure": (MANAGER, MANAGER, None),
    "closure": (MANAGER, MANAGER, ("key", "closure")),
    "remove_closure": (NOBODY, MANAGER, ("key", "closure")),
    "new_special_day": (MANAGER, MANAGER, None),
    "special_day": (MANAGER, MANAGER, ("key", "special_day")),
    "remove_special_day": (NOBODY, MANAGER, ("key", "special_day")),
    "new_special_service": (MANAGER, MANAGER, ("key", "special_day")),
    "seating": (MANAGER, MANAGER, None),
    "set_up": (MANAGER, MANAGER, None),
    "letters": (OWNER, OWNER, None),
    "wording": (OWNER, OWNER, None),
    "privacy": (OWNER, OWNER, None),
    "team": (OWNER, OWNER, None),
    "member": (NOBODY, OWNER, None),
    "invitation": (NOBODY, OWNER, None),
    "history": (OWNER, NOBODY, None),
    "sign_ins": (OWNER, NOBODY, None),
    "widgets": (MANAGER, NOBODY, None),
    "new_widget": (MANAGER, MANAGER, None),
    "widget": (MANAGER, MANAGER, ("key", "widget")),
    "allow_origin": (NOBODY, MANAGER, ("key", "widget")),
    "spektrix": (MANAGER, MANAGER, None),
    "test_connection": (NOBODY, MANAGER, None),
    "turn": (NOBODY, MANAGER, None),
    "activity": (MANAGER, NOBODY, None),
    "settle_all": (NOBODY, MANAGER, None),
    "write_watched": (NOBODY, MANAGER, None),
    "settle": (NOBODY, MANAGER, ("key", "work")),
    "crossing": (MANAGER, NOBODY, None),
    "your_letters": (HOST, HOST, None),
}
READ = [name for name, (read, _, _) in DOORS.items() if read]
SENT_TO = [name for name, (_, sent, _) in DOORS.items() if sent]
WITH_KEYS = [name for name, (_, _, kind) in DOORS.items() if kind]
# Forms that are taken only from somebody who signed in a short while ago.
ASKING_AGAIN = ("team", "member", "invitation", "spektrix", "turn")

# Open to strangers, each for a reason of its own.
OPEN = {
    "help/<slug:name>/": "the pages of help hold nothing of anybody's",
    "widget/1/entracte.js": "the script of the booking form",
    "widget/1/extras.js": "what a booking form can do without",
    "widget/1/look.css": "the style of the booking form",
    "widget/1/languages/<slug:code>.json": "the sentences of the booking form",
    "b/<str:token>": "whoever has the link of a booking sees it",
    "b/<str:token>/late": "its guest says to come later",
    "b/<str:token>/coming": "its guest says again to come",
    "b/<str:token>/change": "its guest sees other times, and changes to one",
    "b/<str:token>/ask": "its guest asks staff for another time",
    "b/<str:token>/withdraw": "its guest takes that back",
    "b/<str:token>/requests": "its guest types other requests",
    "b/<str:token>/calendar.ics": "the booking for its guest's calendar",
    "b/<str:token>/cancel": "its guest cancels it",
    "b/<str:token>/undo": "its guest takes that back",
    "b/<str:token>/kept": "says what is kept of any guest, and of whom nothing",
    "b/<str:token>/everything": "asks for what is kept of its guest, which goes by letter alone",
    "b/<str:token>/erasure": "asks to be erased, which needs a press in a letter",
    "k/<str:token>": "whoever has the letter carries out what was asked for",
    "w/<str:token>": "whoever has the second link sees when and where",
    "f/<str:token>": "whoever has the link of the letter of thanks says how the visit was",
    "b/": "writes the link again to whoever lost it, and says nothing of who that is",
    **dict.fromkeys(
        ("w/", "f/", "k/", "b/<path:rest>", "w/<path:rest>", "f/<path:rest>", "k/<path:rest>"),
        "says what to do with a broken link",
    ),
    "accounts/login/": "the sign-in itself",
    "accounts/login/code/": "asks for a code after the password",
    "accounts/login/passkey/": "signs in by a passkey",
    "accounts/logout/": "leads away",
    "accounts/inactive/": "says that an account is switched off",
    "accounts/signup/": "says that nobody signs up",
    "accounts/password/reset/": "writes a link to who signs in by an e-mail, and says nothing of who does",
    "accounts/invitation/<str:token>/": "whoever has the link joins a team",
    "accounts/invitation/<str:token>/passkey/": "whoever has the link joins by a passkey",
    "accounts/new-password/<str:token>/": "whoever has the link cannot sign in yet",
}
# For whoever is signed in, in whichever restaurant.
SIGNED_IN = {
    *("", "accounts/password/change/", "accounts/password/set/", "accounts/signed-in/"),
    *("accounts/own/", "accounts/own/codes/", "accounts/own/codes/remove/"),
    *("accounts/own/recovery/", "accounts/own/recovery/new/", "accounts/own/sessions/end/"),
    "accounts/own/first/<slug:slug>/",
    *("accounts/own/passkeys/new/", "accounts/own/passkeys/<int:pk>/remove/"),
    *("accounts/again/", "accounts/again/code/", "accounts/again/passkey/"),
}


@dataclass(frozen=True)
class Place:
    """A restaurant with a row behind every address."""

    house: House
    keys: dict[str, str]
    other_guest: str

    @property
    def slug(self) -> str:
        return self.house.restaurant.slug

    def address(self, name: str, *, of: Place | None = None) -> str:
        """The address of a page under this restaurant's slug; `of` lends the keys of its own rows."""
        kind = DOORS[name][2]
        named = {kind[0]: (of or self).keys[kind[1]]} if kind else {}
        return reverse(f"backoffice:{name}", kwargs={"slug": self.slug, **named})

    def browser(self, role: str, **how: bool) -> Client:
        """A browser in which this member of the team is signed in."""
        client = Client(enforce_csrf_checks=how.get("enforce_csrf_checks", False))
        let_in(client, self.house.members[role].account)
        return client


def make_place(slug: str) -> Place:
    """Write a restaurant with a booking, a guest, work for a person, and a connection with a key."""
    now = clock.now()
    house = make_house(now, slug=slug, name=f"The House {slug}")
    start = (now + timedelta(days=3)).strftime("%Y-%m-%d 19:00")
    booking = book(house, now, start)
    letter_of(booking, now, "failed")
    mark_address(house.restaurant.pk, booking.email, "It came back.", at=now)
    claim = Claim.objects.create(
        restaurant=house.restaurant,
        booking=booking,
        guest=booking.guest,
        widget=house.widgets["spektrix"],
        state="parked",
        reason="strange",
        created_at=now,
        basket_id=f"{slug}-basket",
    )
    save_connection(
        restaurant=house.restaurant,
        client_name=slug,
        login="entracte",
        api_key=KEY,
        origin="http://127.0.0.1:9",
        now=now,
        choices=AttributeChoices(),
    )
    Claim.objects.filter(pk=claim.pk).update(state="parked", reason="strange")
    invite(restaurant=house.restaurant, email=f"waits@{slug}.example", name="", role="host", now=now)
    block = block_tables(
        restaurant=house.restaurant,
        tables=[house.tables["4"]],
        starts_at=now + timedelta(days=3),
        ends_at=now + timedelta(days=4),
        reason="",
        asker=Asker(actor=None, now=now),
    )
    keys = {
        "booking": booking.code,
        "block": block.key,
        "guest": booking.guest.key,
        "table": house.tables["1"].key,
        "plan": house.plan.key,
        "service": house.dinner.key,
        **keys_of_dates(house, now),
        "combination": join(house, "3", "4").key,
        "widget": house.widgets["none"].key,
        "work": claim.key,
    }
    other = Guest.objects.create(
        restaurant=house.restaurant, first_name="Mo", last_name="Farr", surname_folded="farr", created_at=now
    )
    return Place(house, keys, other.key)


def keys_of_dates(house: House, now: datetime) -> dict[str, str]:
    """Write a closure and a special day far ahead, and return their keys."""
    day = (now + timedelta(days=300)).date()
    dates = {"restaurant": house.restaurant, "name": "Holiday", "first_date": day, "last_date": day}
    return {
        "closure": Closure.objects.create(**dates).key,
        "special_day": SpecialDay.objects.create(**dates).key,
    }
