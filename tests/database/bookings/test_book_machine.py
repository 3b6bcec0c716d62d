"""Do the rows, the diary and the offers agree after any steps of guests and staff, in any order?"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from entracte.availability.fit import Wish
from entracte.availability.offers import Offer
from entracte.availability.refusals import NotOffered
from entracte.availability.rules import Rules
from entracte.bookings.actions.block import block_tables, unblock
from entracte.bookings.actions.book import Booked, BookingRequest, make_booking
from entracte.bookings.actions.hold import hold_slot, release_hold
from entracte.bookings.actions.milestones import Milestone, mark_milestone, undo_milestone
from entracte.bookings.actions.move import move_booking
from entracte.bookings.actions.move_request import MoveRequest
from entracte.bookings.actions.pin import pin_booking
from entracte.bookings.actions.service_run import runs_at
from entracte.bookings.actions.status import change_status
from entracte.bookings.actions.swap import swap_tables
from entracte.bookings.actions.walk_in import book_walk_in
from entracte.bookings.asker import Asker
from entracte.bookings.errors import ServiceNeeded
from entracte.bookings.holds.broken import is_broken
from entracte.bookings.models import Booking, Change, Hold
from entracte.bookings.overrides import Override
from entracte.bookings.queries import offers_for
from entracte.dining.actions import (
    Placed,
    remove_combination,
    save_combination,
    save_plan,
    save_service,
    save_table,
)
from entracte.dining.dates import remove_closure, save_closure
from entracte.dining.models import Closure, Combination, FloorPlan, Table
from entracte.dining.seating_rules import read_rules
from entracte.refusal import Refusal
from entracte.restaurants.details import Seating, save_seating
from entracte.restaurants.models import Restaurant
from tests.builders import FRIDAY, NOON_BEFORE, at
from tests.database.bookings.book_model import (
    GONE,
    Expected,
    HeldFor,
    Promised,
    Rows,
    Tables,
    refuse_odd_histories,
    refuse_odd_holding,
    refuse_other_diary,
    refuse_overlaps,
    sittings_in,
    tables_of,
)
from tests.house import at_the_door, make_house, make_service, typed_booking
from tests.property import brute_force

BOOKS = int(os.environ.get("ENTRACTE_TEST_BOOKS", "30"))
STEPS = int(os.environ.get("ENTRACTE_TEST_STEPS", "40"))
# so that parallel workers share the books
PARTS = 3
DATES = (FRIDAY, FRIDAY + timedelta(days=1))
# starts of the dinner, of the late service and of both, past midnight too, and one of neither
WALLS = ("18:30", "19:00", "19:00", "19:30", "20:30", "21:30", "22:00", "23:30", "00:00", "00:30", "19:10")
STARTS = tuple(
    at(f"{day + timedelta(days=wall < '17')} {wall}") for day in (DATES[0], *DATES) for wall in WALLS
)
TABLES = ("T1", "T2", "T3", "T4")
VISITORS = ("one", "two", "three")
PARTIES = (1, 2, 2, 2, 3, 4, 4, 5, 6, 8)
MAKES_ROOM = "To make room for a party of "
REFUSED = Refusal

which = st.integers(0, 39)
starts = st.sampled_from(STARTS)
parties = st.sampled_from(PARTIES)
wishes = st.tuples(starts, parties)
chosen = st.lists(st.sampled_from(TABLES), min_size=1, max_size=2, unique=True)
overrides = st.sampled_from([None, None, Override("A regular"), Override("They share", shares_tables=True)])


class Book(RuleBasedStateMachine):
    """One restaurant over two evenings; every example is rolled back."""

    def __init__(self) -> None:
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()
        self.now = NOON_BEFORE
        self.people = count()
        self.expected: dict[int, Expected] = {}
        self.last_held: dict[int, Tables] = {}
        self.in_part: set[int] = set()
        self.closures: list[Closure] = []
        self.house = make_house(NOON_BEFORE, deposit_from_party=7, makes_room=True)
        self.tables = {f"T{name}": table for name, table in self.house.tables.items()}
        for name, table in self.tables.items():
            table.name = name
            table.save()
        self.promised: dict[str, Promised] = {}
        self.blocked: dict[str, Tables] = {}
        small = FloorPlan(restaurant=self.house.restaurant, name="Bar")
        self.plans = [
            self.house.plan,
            save_plan(plan=small, placed=[Placed(self.tables[name]) for name in ("T1", "T2", "T3")]),
        ]
        self._combine("C1", ["T1", "T2"], 3, 4)
        self._combine("C2", ["T3", "T4"], 6, 10)
        self.services = [
            self.house.dinner,
            make_service(
                self.house.restaurant,
                self.plans[1],
                name="Late",
                first_start=time(21, 0),
                last_start=time(0, 30),
                reset_minutes=15,
                largest_party_in_house=6,
            ),
        ]

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    @initialize(
        seed=st.integers(0, 1000),
        wishes=st.lists(wishes, min_size=4, max_size=9),
        now=st.sampled_from([NOON_BEFORE, at("2026-12-04 18:10"), at("2026-12-04 19:20")]),
    )
    def begin(self, seed: int, wishes: list[tuple[datetime, int]], now: datetime) -> None:
        self.chance = random.Random(seed)
        for start, party in wishes:
            self._book_and_note(start, party, Booking.Source.PHONE)
        self.now = now

    # What guests and staff do

    @rule(wishes=st.lists(wishes, min_size=1, max_size=4))
    def book_online(self, wishes: list[tuple[datetime, int]]) -> None:
        for start, party in wishes:
            self._book_and_note(start, party, Booking.Source.WIDGET)

    @rule(start=starts, party=parties)
    def book_by_phone(self, start: datetime, party: int) -> None:
        self._book_and_note(start, party, Booking.Source.PHONE)

    @rule(start=starts, party=parties, names=chosen, override=overrides, insists=st.booleans())
    def book_at_chosen_tables(
        self, start: datetime, party: int, names: list[str], override: Override | None, insists: bool
    ) -> None:
        more: dict[str, Any] = {"tables": self._named(names), "override": override}
        booked = self._tried(lambda: self._book(start, party, Booking.Source.PHONE, **more))
        booking = self._note_new(booked)
        if booking is None:
            return
        assert booking.is_pinned
        assert set(booking.tables) == {self.tables[name].pk for name in names}
        if not insists:
            pin_booking(pinned=False, **self._of(booked.booking.pk))
            self.expected[booked.booking.pk] = booking.after(is_pinned=False)

    @rule(start=starts, party=parties)
    def book_past_the_limits(self, start: datetime, party: int) -> None:
        override = Override("The mayor")
        self._note_new(self._tried(lambda: self._book(start, party, Booking.Source.PHONE, override=override)))

    @rule(party=parties, names=st.just([]) | chosen, override=overrides)
    def walk_in(self, party: int, names: list[str], override: Override | None) -> None:
        booking = self._note_new(
            self._tried(
                lambda: book_walk_in(
                    restaurant=self._restaurant(),
                    typed=at_the_door(party),
                    asker=Asker(actor=None, now=self.now),
                    tables=self._named(names),
                    override=override,
                )
            )
        )
        if booking is not None:
            assert (booking.seated_at, booking.is_pinned) == (self.now, bool(names))

    @precondition(lambda self: self.expected)
    @rule(
        which=which,
        start=st.none() | starts,
        party=st.none() | parties,
        minutes=st.sampled_from([None, None, 45, 100, 200]),
        names=st.just([]) | chosen,
        override=overrides,
    )
    def move(
        self,
        which: int,
        start: datetime | None,
        party: int | None,
        minutes: int | None,
        names: list[str],
        override: Override | None,
    ) -> None:
        id, before = self._one(which)
        ends_at = (start or before.starts_at) + timedelta(minutes=minutes) if minutes else None
        wish = MoveRequest(start, ends_at, party, self._named(names), override)
        moved = self._tried(lambda: move_booking(move=wish, **self._of(id)))
        if moved is not None:
            self._note_move(id, before, wish, moved)

    @precondition(lambda self: self.expected)
    @rule(which=which, milestone=st.sampled_from(Milestone))
    def mark(self, which: int, milestone: Milestone) -> None:
        id, before = self._one(which)
        if self._tried(lambda: mark_milestone(milestone=milestone, **self._of(id))) is None:
            return
        tables = before.cut(self.now) if milestone is Milestone.LEFT else before.tables
        self._note_letting_go(id, before.after(tables=tables, **{milestone.column: self.now}))

    @precondition(lambda self: self.expected)
    @rule(which=which, milestone=st.sampled_from(Milestone))
    def undo_mark(self, which: int, milestone: Milestone) -> None:
        id, before = self._one(which)
        if self._tried(lambda: undo_milestone(milestone=milestone, **self._of(id))) is None:
            return
        after = before.after(**{milestone.column: None})
        self.expected[id] = self._restored(id, after) if milestone is Milestone.LEFT else after

    @precondition(lambda self: self.expected)
    @rule(which=which, to=st.sampled_from(Booking.Status))
    def change(self, which: int, to: str) -> None:
        id, before = self._one(which)
        if self._tried(lambda: change_status(to=to, **self._of(id))) is None:
            return
        after = before.after(status=to)
        if to in GONE:
            after = replace(after, tables={})
        elif to == Booking.Status.COMPLETED:
            after = replace(after, tables=before.cut(self.now))
        elif before.status in GONE:
            last = self.last_held.get(id, {})
            after = replace(
                after, tables={each: replace(held, is_shared=False) for each, held in last.items()}
            )
        elif before.status == Booking.Status.COMPLETED:
            after = self._restored(id, after)
        self._note_letting_go(id, after)

    @precondition(lambda self: self.expected)
    @rule(
        which=which,
        by=st.sampled_from([Milestone.LEFT, Booking.Status.COMPLETED, Booking.Status.NO_SHOW]),
        meanwhile=st.none() | parties,
    )
    def end_by_mistake(self, which: int, by: str, meanwhile: int | None) -> None:
        """Somebody else may be given the table before the mistake is seen."""
        id, _ = self._one(which)
        for is_back in (False, True):
            place = sorted(self.expected).index(id)
            if by is Milestone.LEFT:
                self.undo_mark(place, by) if is_back else self.mark(place, by)
            else:
                self.change(place, Booking.Status.CONFIRMED if is_back else by)
            if meanwhile is not None and not is_back:
                self.walk_in(meanwhile, [], None)

    @precondition(lambda self: self.expected)
    @rule(which=which, pinned=st.booleans())
    def pin(self, which: int, pinned: bool) -> None:
        id, before = self._one(which)
        if self._tried(lambda: pin_booking(pinned=pinned, **self._of(id))) is not None:
            self.expected[id] = before.after(is_pinned=pinned)

    @precondition(lambda self: len(self.expected) > 1)
    @rule(which=which, other=which, override=overrides)
    def swap(self, which: int, other: int, override: Override | None) -> None:
        (id, before), (other_id, other_before) = self._one(which), self._one(other)
        whom = self._of(id) | {"other_id": other_id, "other_version": other_before.version}
        if self._tried(lambda: swap_tables(override=override, **whom)) is None:
            return
        assert id != other_id
        rows = Rows.of(self._restaurant())
        for each, had, gets in ((id, before, other_before), (other_id, other_before, before)):
            tables = rows.bookings[each].tables
            assert set(tables) == set(gets.tables)
            shares = override is not None and override.shares_tables
            assert shares or not any(held.is_shared for held in tables.values())
            after = self.expected[each] = had.after(is_pinned=True, tables=tables)
            self.in_part.discard(each)
            for table, held in tables.items():
                assert held.since == after.since(table, had, self.now)

    @rule(visitor=st.sampled_from(VISITORS), start=starts, party=parties)
    def hold(self, visitor: str, start: datetime, party: int) -> None:
        before = self.promised.get(visitor)
        hold = self._tried(
            lambda: hold_slot(
                restaurant=self._restaurant(),
                widget=self.house.widgets["none"],
                visitor=visitor,
                address=visitor,
                starts_at=start,
                party_size=party,
                now=self.now,
            )
        )
        if hold is None:
            return
        made = Rows.of(self._restaurant()).holds[visitor]
        assert (made.starts_at, made.party_size) == (start, party)
        if (
            before is not None
            and self._lasts(before)
            and (before.starts_at, before.party_size) == (start, party)
        ):
            assert made == before
        self.promised[visitor] = made

    @rule(visitor=st.sampled_from(VISITORS))
    def release(self, visitor: str) -> None:
        release_hold(widget=self.house.widgets["none"], hold=visitor)
        self.promised.pop(visitor, None)

    @precondition(lambda self: self.promised)
    @rule(which=which)
    def book_what_is_held(self, which: int) -> None:
        visitor = sorted(self.promised)[which % len(self.promised)]
        hold = self.promised[visitor]
        stands = self._lasts(hold) and not self._is_broken(hold)
        booked = self._tried(
            lambda: self._book(hold.starts_at, hold.party_size, Booking.Source.WIDGET, hold=hold.key)
        )
        assert booked is not None or not stands, "what was promised was refused"
        booking = self._note_new(booked)
        if booking is not None and stands:
            assert booking.tables == hold.tables
            assert (booking.ends_at, booking.service_id) == (hold.ends_at, hold.service_id)
        if booking is not None:
            del self.promised[visitor]

    @rule(start=starts, hours=st.sampled_from([1, 3, 30]), names=chosen)
    def block(self, start: datetime, hours: int, names: list[str]) -> None:
        block = self._tried(
            lambda: block_tables(
                restaurant=self._restaurant(),
                tables=self._named(names),
                starts_at=start,
                ends_at=start + timedelta(hours=hours),
                reason="A wobbly leg",
                asker=Asker(actor=self.house.host, now=self.now),
            )
        )
        if block is not None:
            span = HeldFor(start, start + timedelta(hours=hours))
            self.blocked[block.key] = {table.pk: span for table in self._named(names)}

    @precondition(lambda self: self.blocked)
    @rule(which=which)
    def give_back(self, which: int) -> None:
        key = sorted(self.blocked)[which % len(self.blocked)]
        unblock(restaurant=self._restaurant(), key=key)
        del self.blocked[key]

    # What a manager edits

    @rule(
        day=st.sampled_from(DATES),
        hours=st.sampled_from([(None, None), (time(17), time(19)), (time(22), time(2))]),
        of_late=st.booleans(),
    )
    def close(self, day: date, hours: tuple[time | None, time | None], of_late: bool) -> None:
        closure = Closure(
            restaurant=self._restaurant(),
            name="A wedding",
            first_date=day,
            last_date=day,
            from_time=hours[0],
            until_time=hours[1],
            service=self.services[1] if of_late else None,
        )
        self.closures.append(save_closure(closure=closure))

    @precondition(lambda self: self.closures)
    @rule()
    def open_again(self) -> None:
        remove_closure(closure=self.closures.pop())

    @rule(
        late=st.booleans(),
        columns=st.sampled_from(
            [
                {"turn_times": [[2, 60], [20, 150]]},
                {"turn_times": [[2, 90], [4, 105], [20, 120]]},
                {"interval_minutes": 15},
                {"interval_minutes": 30},
                {"max_parties": 1, "pacing_minutes": 30},
                {"max_covers": 8, "covers_kept_in_house": 4, "pacing_minutes": 60},
                {"max_parties": None, "max_covers": None, "covers_kept_in_house": 0},
                {"reset_minutes": 20},
                {"fixed_starts": [time(21), time(22)]},
                {"fixed_starts": []},
                {"last_departure": time(23, 30)},
                {"last_departure": None},
                {"is_active": False},
                {"is_active": True},
                {"plan": 0},
                {"plan": 1},
            ]
        ),
    )
    def edit_service(self, late: bool, columns: dict[str, Any]) -> None:
        service = self.services[late]
        for name, value in columns.items():
            setattr(service, name, self.plans[value] if name == "plan" else value)
        save_service(service=service)

    @rule(name=st.sampled_from((*TABLES, "C1")))
    def edit_furniture(self, name: str) -> None:
        """Take a table out of use, or let tables join no more; or the other way round."""
        if name in TABLES:
            table = self.tables[name]
            table.is_active = not table.is_active
            save_table(table=table)
        elif self.combinations:
            remove_combination(combination=self.combinations.pop())
        else:
            self._combine("C1", ["T1", "T2"], 3, 4)

    @rule(makes_room=st.booleans(), max_covers=st.sampled_from([None, None, 10]), by_hand=st.booleans())
    def edit_seating(self, makes_room: bool, max_covers: int | None, by_hand: bool) -> None:
        seating = Seating(
            makes_room=makes_room,
            hold_minutes=5,
            pacing_minutes=30,
            max_parties=None,
            max_covers=max_covers,
            covers_kept_in_house=2,
        )
        restaurant = self._restaurant()
        restaurant.confirms_by_hand = by_hand
        restaurant.save(update_fields=["confirms_by_hand"])
        save_seating(restaurant=restaurant, seating=seating)

    @rule(seconds=st.sampled_from([61, 180.7, 240, 1800, 2700, 5400.3, 18_000]))
    def let_time_pass(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    @rule(fraction=st.sampled_from([0, 0.4, 0.6]))
    def let_the_half_hour_strike(self, fraction: float) -> None:
        self.now = (self.now + timedelta(minutes=30)).replace(second=0, microsecond=0)
        self.now -= timedelta(minutes=self.now.minute % 30)
        self.now += timedelta(seconds=fraction)

    @precondition(lambda self: self.now < at("2026-12-04 17:00"))
    @rule()
    def let_the_evening_begin(self) -> None:
        self.now = at("2026-12-04 18:10")

    # What must hold after every step

    @invariant()
    def all_sides_agree(self) -> None:
        connection.check_constraints()
        restaurant = self._restaurant()
        rows = Rows.of(restaurant)
        self.the_rows_are_as_expected_and_share_no_table(rows)
        self.holds_and_blocks_have_their_tables(rows)
        self.each_history_tells_how_the_booking_came_to_be_as_it_is(restaurant)
        self.the_diary_shows_these_bookings_at_these_tables(restaurant)
        self.what_is_offered_can_be_booked_and_nothing_else(restaurant)

    def the_rows_are_as_expected_and_share_no_table(self, rows: Rows) -> None:
        assert rows.bookings == self.expected
        refuse_overlaps(rows.held)
        for id, booking in rows.bookings.items():
            refuse_odd_holding(booking, whole=id not in self.in_part)

    def each_history_tells_how_the_booking_came_to_be_as_it_is(self, restaurant: Restaurant) -> None:
        refuse_odd_histories(restaurant, self.expected)

    def the_diary_shows_these_bookings_at_these_tables(self, restaurant: Restaurant) -> None:
        days = {booking.service_date for booking in self.expected.values()} | set(DATES)
        refuse_other_diary(restaurant, self.expected, days)

    def holds_and_blocks_have_their_tables(self, rows: Rows) -> None:
        assert rows.blocks == self.blocked
        live = {visitor: hold for visitor, hold in self.promised.items() if self._lasts(hold)}
        assert live.items() <= rows.holds.items()
        assert rows.holds.items() <= self.promised.items()

    def what_is_offered_can_be_booked_and_nothing_else(self, restaurant: Restaurant) -> None:
        day, wish = self.chance.choice(DATES), Wish(self.chance.choice(PARTIES), self.chance.random() < 0.7)
        rules, sittings = read_rules(restaurant), sittings_in(restaurant, self.now)
        answer = offers_for(restaurant=restaurant, date=day, wish=wish, now=self.now)
        asked: dict[str, Any] = {"wish": wish, "rules": rules, "sittings": sittings, "now": self.now}
        expected = brute_force.answer(date=day, **asked)
        without_moves = tuple(offer for offer in answer.offers if not offer.table_changes)
        assert without_moves == expected.offers
        assert rules.makes_room or answer == expected
        by_start: dict[datetime, Offer] = {}
        for offer in answer.offers:
            by_start.setdefault(offer.starts_at, offer)
        with_moves = [start for start, offer in by_start.items() if offer.table_changes]
        for start in {*self._some(with_moves, 1), *self._some(sorted(by_start), 2)}:
            self._book_offer(by_start[start], wish)
        grid = {start for service in rules.services for start in service.starts(day, rules.zone)}
        for start in self._some(sorted(grid - set(by_start)), 2):
            self._be_refused(start, rules, wish, brute_force.answer_at(start, near=day, **asked))

    # How it is done

    def _restaurant(self) -> Restaurant:
        return Restaurant.objects.get(pk=self.house.restaurant.pk)

    def _combine(self, name: str, names: Sequence[str], least: int, most: int) -> None:
        combination = Combination(
            restaurant=self.house.restaurant, name=name, min_covers=least, max_covers=most
        )
        tables = [self.tables[each] for each in names]
        self.combinations = [
            *getattr(self, "combinations", []),
            save_combination(combination=combination, tables=tables),
        ]

    def _some(self, found: Sequence[Any], count: int) -> Sequence[Any]:
        return self.chance.sample(found, min(count, len(found)))

    def _named(self, names: Sequence[str]) -> list[Table]:
        return [self.tables[name] for name in names]

    def _one(self, which: int) -> tuple[int, Expected]:
        ids = sorted(self.expected)
        id = ids[which % len(ids)]
        return id, self.expected[id]

    def _of(self, id: int) -> dict[str, Any]:
        return {
            "booking_id": id,
            "restaurant": self._restaurant(),
            "asker": Asker(actor=self.house.host, now=self.now, version=self.expected[id].version),
        }

    def _book(
        self, start: datetime, party: int, source: str, *, service_key: str = "", **more: Any
    ) -> Booked:
        typed = typed_booking(party_size=party, email=f"ana{next(self.people)}@example.org", phone="")
        request = BookingRequest(starts_at=start, typed=typed, section="", service_key=service_key)
        return make_booking(
            restaurant=self._restaurant(),
            request=request,
            asker=Asker(actor=None, now=self.now, source=Booking.Source(source)),
            widget=self.house.widgets["none"] if source == Booking.Source.WIDGET else None,
            **more,
        )

    def _book_and_note(self, start: datetime, party: int, source: str) -> None:
        self._note_new(self._tried(lambda: self._book(start, party, source)))

    def _tried(self, action: Callable[[], Any]) -> Any:
        """What the action returned, or None where it was refused: then nothing may have changed."""
        try:
            return action()
        except REFUSED as refusal:
            event(f"refused: {type(refusal).__name__}")
            return None

    def _note_new(self, booked: Booked | None) -> Expected | None:
        if booked is None:
            return None
        rows = Rows.of(self._restaurant())
        made = rows.bookings[booked.booking.pk]
        assert made == Expected.of(booked.booking, made.tables)
        assert made.version == 1
        self._note_room(made, rows)
        self.expected[booked.booking.pk] = made
        return made

    def _note_room(self, made: Expected, rows: Rows) -> None:
        for id in self._moved_for(made, rows):
            event("room was made")
            self.expected[id] = rows.bookings[id]

    def _moved_for(self, made: Expected, rows: Rows) -> set[int]:
        """Who gave up tables for the new party: each was free to, keeps size and times, and has a line."""
        moved = {id for id, before in self.expected.items() if rows.bookings[id] != before}
        assert not moved or self._restaurant().makes_room
        for id in moved:
            before, after = self.expected[id], rows.bookings[id]
            assert before.may_move(self.now)
            assert before.service_id == made.service_id
            assert set(after.tables) != set(before.tables)
            assert set(after.tables.values()) == set(before.tables.values()), "another time"
            assert before.after(tables=after.tables) == after
            line = Change.objects.filter(booking_id=id).order_by("-number")[0]
            assert line.reason == f"{MAKES_ROOM}{made.party_size}."
        return moved

    def _note_move(self, id: int, before: Expected, wish: MoveRequest, moved: Booking) -> None:
        tables = tables_of(moved.booked_tables.all())
        after = before.after(
            starts_at=wish.starts_at or before.starts_at,
            party_size=wish.party_size or before.party_size,
            is_pinned=before.is_pinned or bool(wish.tables),
            ends_at=wish.ends_at or moved.ends_at,
            reset_minutes=moved.reset_minutes,
            service_id=moved.service_id,
            service_date=moved.service_date,
            tables=tables,
        )
        self.expected[id] = after
        self.in_part.discard(id)
        for table, held in tables.items():
            assert held.since == after.since(table, before, self.now)
        if wish.tables:
            assert set(tables) == {table.pk for table in wish.tables}
        shares = wish.override is not None and wish.override.shares_tables and bool(wish.tables)
        assert shares or not any(held.is_shared for held in tables.values())
        if after.starts_at == before.starts_at and after.party_size == before.party_size:
            assert (after.service_id, after.service_date) == (before.service_id, before.service_date)
            assert after.reset_minutes == before.reset_minutes
            if before.tables and not wish.tables and set(tables) != set(before.tables):
                self._refuse_needless(id, before, after)

    def _refuse_needless(self, id: int, before: Expected, after: Expected) -> None:
        """Fail where a party was given other tables although those that it had were free for it."""
        rows = [row for row in Rows.of(self._restaurant()).held if row.booking_id != id]
        assert any(
            HeldFor(held.since, after.taken_until).overlaps(HeldFor(row.span.lower, row.span.upper))
            for table, held in before.tables.items()
            for row in rows
            if row.table_id == table
        )

    def _note_letting_go(self, id: int, after: Expected) -> None:
        """Remember what it had, since that is what it takes back."""
        before = self.expected[id].tables
        if before and not after.tables:
            self.last_held[id] = before
        self.expected[id] = after

    def _restored(self, id: int, after: Expected) -> Expected:
        """The booking with its tables as far as they were free, which is looked at here."""
        rows = Rows.of(self._restaurant())
        tables, others = rows.bookings[id].tables, [row for row in rows.held if row.booking_id != id]
        wanted = after.tables or self.last_held.get(id, {})
        assert set(tables) <= set(wanted)
        for table, held in wanted.items():
            until = max(after.taken_until, held.until) if after.tables else after.taken_until
            if table in tables:
                assert tables[table].since == held.since
                assert tables[table].is_shared == (held.is_shared and bool(after.tables))
                got_until = tables[table].until
            else:
                assert not after.tables
                got_until = held.since
            if got_until < until:
                self.in_part.add(id)
                next_moment = HeldFor(got_until, got_until + timedelta(microseconds=1))
                assert any(
                    next_moment.overlaps(HeldFor(row.span.lower, row.span.upper))
                    for row in others
                    if row.table_id == table
                )
        return replace(after, tables=tables)

    def _lasts(self, hold: Promised) -> bool:
        return hold.expires_at > self.now

    def _is_broken(self, hold: Promised) -> bool:
        """Say whether an edit took away what was promised."""
        row = Hold.objects.filter(key=hold.key).first()
        return row is None or is_broken(row, list(hold.tables), read_rules(self._restaurant()))

    def _be_refused(
        self, start: datetime, rules: Rules, wish: Wish, verdict: Offer | type[NotOffered]
    ) -> None:
        """Fail where a start that was not offered is booked, or refused for another reason than fits.

        A start just past midnight may be on offer in the run of the other date.
        """
        source = Booking.Source.WIDGET if wish.is_online else Booking.Source.PHONE
        with transaction.atomic():
            try:
                found: object = self._book(start, wish.party_size, source).booking.service_id
            except (NotOffered, ServiceNeeded) as refusal:
                found = type(refusal)
            fits: object = verdict.service_id if isinstance(verdict, Offer) else verdict
            if len(runs_at(rules, start)) > 1:
                fits = ServiceNeeded
            assert found == fits
            transaction.set_rollback(True)

    def _book_offer(self, offer: Offer, wish: Wish) -> None:
        """Book it, look at what was written, and take it back."""
        with transaction.atomic():
            source = Booking.Source.WIDGET if wish.is_online else Booking.Source.PHONE
            key = offer.service_key
            booking = self._book(offer.starts_at, wish.party_size, source, service_key=key).booking
            assert (booking.service_id, booking.ends_at) == (offer.service_id, offer.ends_at)
            rows = Rows.of(self._restaurant())
            tables = rows.bookings[booking.pk].tables
            assert set(tables) == set(offer.spot.table_ids)
            refuse_overlaps(rows.held)
            moved = self._moved_for(rows.bookings[booking.pk], rows)
            assert moved == {id for id, _ in offer.table_changes}
            transaction.set_rollback(True)


@pytest.mark.timeout(0)
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("part", range(PARTS))
def test_the_rows_the_diary_and_the_offers_agree_after_every_step(part: int) -> None:
    run_state_machine_as_test(
        Book,
        settings=settings(
            max_examples=len(range(part, BOOKS, PARTS)),
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
