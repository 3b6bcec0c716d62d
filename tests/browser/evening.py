"""An evening with something of everything in its book, as a member of the team sees it in a browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from playwright.sync_api import Browser

from tests.browser.pages import opened_page
from tests.browser.people import ANA, Host, Visitor, in_days
from tests.browser.stack import Stack

Scheme = Literal["light", "dark"]
ANSWERED = (
    "INSERT INTO bookings_feedback (restaurant_id, booking_id, points, comment, given_at) "
    "SELECT restaurant_id, id, 4, 'Warm bread', now() FROM bookings_booking WHERE last_name = 'Clarke'"
)


class Evening:
    """A member before a book with something of everything in it."""

    def __init__(self, host: Host, keys: dict[str, str]) -> None:
        self.host, self.page, self.keys = host, host.page, keys

    def shows(self, scheme: Scheme, width: int) -> None:
        """Change colours and width, and wait until they are drawn."""
        self.page.emulate_media(color_scheme=scheme)
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.evaluate(
            "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
        )


@contextmanager
def evening_of(chromium: Browser, stack: Stack, session: Any) -> Iterator[Evening]:
    """Fill a fresh evening, and stand before it with the cookies of a member."""
    stack.begin_evening()
    options = {"storage_state": session, "reduced_motion": "reduce", "has_touch": True}
    with opened_page(chromium, **options) as page:
        host = Host(page, stack)
        yield Evening(host, _something_of_everything(host, Visitor(page.context.new_page(), stack)))


def _something_of_everything(host: Host, visitor: Visitor) -> dict[str, str]:
    stack = host.stack
    visitor.arrive()
    visitor.sign_in(ANA)
    visitor.add_tickets()
    crossed = visitor.book(ANA)
    visitor.page.close()
    stack.claim_of(crossed)
    host.opens()
    host.sends("bookings/walk-in/", party_size="2")
    host.sends("bookings/walk-in/", party_size="3", first_name="Ines", last_name="Duarte")
    host.sends(f"bookings/{crossed}/move/", to="completed", sure="yes", version="1")
    stack.handover_of(crossed, "written")
    day = in_days(3, stack=stack)
    people = ("Raman", "Ashdown", "Weiss", "Okonkwo", "Byrne", "Marchetti", "Clarke", "Berg")
    codes = {
        name: host.takes(day, f"{17 + place // 2}:{30 * (place % 2):02}", last_name=name, email="")
        for place, name in enumerate(people)
    }
    for name, steps in {
        "Raman": ("arrived", "seated"),
        "Ashdown": ("arrived",),
        "Byrne": ("no_show",),
        "Marchetti": ("cancelled",),
        "Clarke": ("completed",),
    }.items():
        for version, step in enumerate(steps, start=1):
            host.sends(f"bookings/{codes[name]}/move/", to=step, sure="yes", version=str(version))
    stack.sql(ANSWERED)
    stack.sql("UPDATE bookings_booking SET status = 'pending' WHERE last_name = 'Weiss'")
    stack.sql("UPDATE bookings_booking SET status = 'pending_payment' WHERE last_name = 'Okonkwo'")
    host.sends(f"bookings/{codes['Ashdown']}/note/", note="By the window, and a high chair", version="2")

    def key_of(query: str) -> str:
        return str(stack.sql(query)[0][0])

    far, special = (in_days(days, stack=stack).isoformat() for days in (85, 80))
    host.takes(in_days(85, stack=stack), last_name="Nunes", email="")
    host.sends("floor/closures/new/", name="Boiler", first_date=far)
    host.sends("floor/special-days/new/", name="Gala", first_date=special)
    special_day, plan = (
        key_of("SELECT key FROM dining_specialday"),
        key_of("SELECT key FROM dining_floorplan"),
    )
    gala = {"name": "Gala dinner", "starts": "fixed", "fixed_starts": "18:00, 21:00", "plan": plan}
    numbers = {"notice_minutes": "60", "horizon_days": "90", "largest_party_online": "6"}
    turns = {"party_0": "8", "minutes_0": "150"}
    host.sends(f"floor/special-days/{special_day}/services/new/", **gala, **numbers, **turns, is_active="on")
    return {
        "day": day.isoformat(),
        "empty_day": in_days(90, stack=stack).isoformat(),
        "code": codes["Ashdown"],
        "pending": codes["Weiss"],
        "crossed": crossed,
        "guest": key_of("SELECT key FROM guests_guest WHERE last_name = 'Riley'"),
        "service": key_of("SELECT key FROM dining_service WHERE name = 'Dinner'"),
        "plan": key_of("SELECT key FROM dining_floorplan"),
        "table": key_of("SELECT key FROM dining_table WHERE name = '7'"),
        "widget": stack.widget,
        "combination": key_of("SELECT key FROM dining_combination"),
        "closure": key_of("SELECT key FROM dining_closure"),
        "special_day": special_day,
        "special_service": key_of("SELECT key FROM dining_service WHERE name = 'Gala dinner'"),
    }
