"""The evening that is drawn: something of everything, made by the same presses in the same order."""

from datetime import timedelta

from tests.browser.people import ANA, Host, Visitor
from tests.browser.screens.stage import Stage
from tests.browser.screens.still import EVENING

TODAY = EVENING.date()
# what was pressed for a party of tonight
PRESSED = {
    "Raman": ("arrived", "seated"),
    "Ashdown": ("arrived", "seated"),
    "Duarte": ("arrived",),
    "Marchetti": ("pin",),
    "Clarke": ("no_show",),
}


class Book:
    """Fills the book of one installation, and knows the keys of what it put there."""

    def __init__(self, stage: Stage, host: Host) -> None:
        self.stage, self.host = stage, host

    def fill(self, visitor: Visitor) -> dict[str, str]:
        """Make the whole evening and return the keys by which pages are opened."""
        self._cross(visitor)
        self._press_tonight()
        self._take_others()
        self._change_dates()
        self.stage.add_restaurant()
        self.stage.steady_ids()
        return self._keys()

    def _cross(self, visitor: Visitor) -> None:
        """Let Ana book with tickets in the basket for two dates, and complete the later visit."""
        codes: list[str] = []
        for days, start in ((3, "18:00"), (0, "20:30")):
            visitor.arrive()
            if not codes:
                visitor.sign_in(ANA)
            else:
                visitor.is_done()
                visitor.press_and_reload("[data-empty]")
            visitor.add_tickets(days_ahead=days)
            visitor.widget.evaluate("element => element.scrollIntoView({ block: 'center' })")
            codes.append(visitor.book(ANA, start))
            self.stage.claim_of(codes[-1])
        self._press(codes[0], "completed")
        self.stage.handover_of(codes[0], "written")

    def _press_tonight(self) -> None:
        """Seat, delay, share, pin and block, so that the list of tonight shows each state."""
        host = self.host
        host.sends("bookings/walk-in/", party_size="2", last_name="Walker")
        host.takes(TODAY, "19:45", last_name="Clarke", email="")
        pending = host.takes(TODAY, "19:30", last_name="Kessler", email="")
        payment = host.takes(TODAY, "19:15", party=5, last_name="Moreau", email="")
        for name, steps in PRESSED.items():
            for step in steps:
                self._press(self._code(name), step)
        self._set_status(pending, "pending")
        self._set_status(payment, "pending_payment")
        self._overstay("Raman", following="Weiss")
        host.sends(
            f"bookings/{self._code('Byrne')}/change/",
            date=TODAY.isoformat(),
            time="19:00",
            party_size="2",
            table=self._table_of("Ashdown"),
            reason="Two couples who know each other",
            shares_tables="on",
            past_limit="yes",
            version=self._version("Byrne"),
        )
        note = "By the window, and a high chair"
        host.sends(f"bookings/{self._code('Weiss')}/note/", note=note, version=self._version("Weiss"))
        span = {"first_date": TODAY.isoformat(), "last_date": TODAY.isoformat(), "last_time": "23:00"}
        table = self._one("SELECT key FROM dining_table WHERE name = '14'")
        host.sends("bookings/blocks/", **span, tables=table, first_time="21:00", reason="Kept for the cast")

    def _take_others(self) -> None:
        """Book other dates: one is full of states, one has a single party."""
        day = TODAY + timedelta(days=3)
        names = ("Okafor", "Brandt", "Iyer", "Novak", "Silva")
        for place, name in enumerate(names):
            self.host.takes(day, f"{17 + place}:30", last_name=name, email="")
        for name, step in {"Okafor": "completed", "Brandt": "cancelled", "Iyer": "no_show"}.items():
            self._press(self._code(name), step)
        self.host.takes(TODAY + timedelta(days=85), last_name="Lund", email="")

    def _change_dates(self) -> None:
        """Close a date that has bookings, and give another one a service of its own."""
        host = self.host
        closed, special = (TODAY + timedelta(days=days) for days in (2, 80))
        host.sends("floor/closures/new/", name="Boiler", first_date=closed.isoformat())
        host.sends("floor/special-days/new/", name="Gala", first_date=special.isoformat())
        day, plan = (self._one(f"SELECT key FROM dining_{table}") for table in ("specialday", "floorplan"))
        gala = {"name": "Gala dinner", "starts": "fixed", "fixed_starts": "18:00, 21:00", "plan": plan}
        numbers = {"notice_minutes": "60", "horizon_days": "90", "largest_party_online": "6"}
        turns = {"party_0": "8", "minutes_0": "150"}
        host.sends(f"floor/special-days/{day}/services/new/", **gala, **numbers, **turns, is_active="on")

    def _press(self, code: str, step: str) -> None:
        version = self._one("SELECT version FROM bookings_booking WHERE code = %s", code)
        answer = self.host.sends(f"bookings/{code}/move/", to=step, sure="yes", version=version)
        assert answer.status == 200, (code, step, answer.url)

    def _set_status(self, code: str, status: str) -> None:
        self.stage.sql("UPDATE bookings_booking SET status = %s WHERE code = %s", status, code)

    def _overstay(self, name: str, *, following: str) -> None:
        """Let one party sit past its end at the table of the next."""
        sat = "starts_at = starts_at - interval '70 minutes', ends_at = '2026-11-19T18:10Z'"
        self.stage.sql(f"UPDATE bookings_booking SET {sat} WHERE last_name = %s", name)
        self.stage.sql(
            "UPDATE bookings_bookedtable SET span = tstzrange('2026-11-19T16:20Z', '2026-11-19T18:10Z'), "
            "table_id = (SELECT t.table_id FROM bookings_bookedtable t JOIN bookings_booking b "
            "ON b.id = t.booking_id WHERE b.last_name = %s) "
            "WHERE booking_id = (SELECT id FROM bookings_booking WHERE last_name = %s)",
            following,
            name,
        )

    def _table_of(self, name: str) -> str:
        return self._one(
            "SELECT t.key FROM dining_table t JOIN bookings_bookedtable h ON h.table_id = t.id "
            "JOIN bookings_booking b ON b.id = h.booking_id WHERE b.last_name = %s",
            name,
        )

    def _code(self, name: str) -> str:
        return self._one("SELECT code FROM bookings_booking WHERE last_name = %s", name)

    def _version(self, name: str) -> str:
        return self._one("SELECT version FROM bookings_booking WHERE last_name = %s", name)

    def _one(self, query: str, *values: str) -> str:
        return str(self.stage.sql(query, *values)[0][0])

    def _keys(self) -> dict[str, str]:
        codes = {name.lower(): self._code(name) for name in (*PRESSED, "Weiss", "Okonkwo", "Kessler")}
        codes |= {name.lower(): self._code(name) for name in ("Moreau", "Okafor", "Brandt", "Byrne")}
        code_of = "SELECT code FROM bookings_booking WHERE last_name = 'Riley' ORDER BY id"
        [[crossed], [verified]] = self.stage.sql(code_of)
        named = {
            "guest": "guests_guest WHERE last_name = 'Riley'",
            "other_guest": "guests_guest WHERE last_name = 'Weiss'",
            "service": "dining_service WHERE name = 'Dinner'",
            "special_service": "dining_service WHERE name = 'Gala dinner'",
            "plan": "dining_floorplan",
            "table": "dining_table WHERE name = '12'",
            "combination": "dining_combination",
            "closure": "dining_closure",
            "special_day": "dining_specialday",
            "widget": "restaurants_widget WHERE name = 'Theatre website'",
        }
        keys = {name: self._one(f"SELECT key FROM {where} ORDER BY id") for name, where in named.items()}
        days = {"day": 3, "empty_day": 90, "closed_day": 2}
        dates = {name: (TODAY + timedelta(days=ahead)).isoformat() for name, ahead in days.items()}
        return {
            **codes,
            **keys,
            **dates,
            "today": TODAY.isoformat(),
            "crossed": crossed,
            "verified": verified,
        }
