"""Does a change that needs a person wait as a wish that holds its tables, while the booking stays?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from entracte import clock
from entracte.availability.fit import Wish
from entracte.availability.refusals import Closed, SlotGone
from entracte.bookings.actions.block import block_tables
from entracte.bookings.actions.milestones import Milestone, mark_milestone
from entracte.bookings.actions.move import move_booking
from entracte.bookings.actions.move_request import MoveRequest
from entracte.bookings.actions.status import change_status
from entracte.bookings.asker import Asker
from entracte.bookings.errors import BookingsInTheWay
from entracte.bookings.guest_data.erase import erasing_bookings
from entracte.bookings.models import BookedTable, Booking, Change, GuestWish
from entracte.bookings.queries import offers_for
from entracte.bookings.wishes.answer import accept_wish, decline_wish
from entracte.bookings.wishes.expire import end_expired_wishes
from entracte.dining.models import Closure
from entracte.mail.models import Letter
from entracte.mail.outbox import put_in_outbox
from entracte.restaurants.details import raise_rules_version
from tests.builders import NOON_BEFORE, at
from tests.database.answer import Answer
from tests.database.backoffice.desk import text_of
from tests.database.guestpages.own_page import OwnPage, it_is
from tests.house import book, edit, held

if TYPE_CHECKING:
    from pytest_django import Settings

SATURDAY = "2026-12-05 19:00"
NEEDED: list[tuple[dict[str, Any], int]] = [
    ({"confirms_by_hand": True}, 2),
    ({"deposit_from_party": 4}, 4),
    ({"change_largest": 3}, 4),
]


def asks(guest: OwnPage, start: str = SATURDAY, party_size: int = 4, **typed: object) -> Answer:
    sent = {"version": guest.booking.version, "slot": f"{at(start).isoformat()}|", "party_size": party_size}
    answer = guest.sends("ask", **{**sent, "date": start.partition(" ")[0], **typed})
    guest.booking.refresh_from_db()
    return answer


def staff(guest: OwnPage, **said: Any) -> dict[str, Any]:
    asker = Asker(actor=guest.house.host, now=clock.now(), **said)
    return {"booking_id": guest.booking.pk, "restaurant": guest.house.restaurant, "asker": asker}


def answers(guest: OwnPage, action: Any, **said: Any) -> Booking:
    changed: Booking = action(**staff(guest, **said), key=GuestWish.objects.latest("pk").key)
    guest.booking.refresh_from_db()
    return changed


def kept() -> list[tuple[str, str, str]]:
    rows = (
        BookedTable.objects.filter(wish__isnull=False).select_related("table").order_by("table__name", "span")
    )
    return [(row.table.name, f"{row.span.lower:%H:%M}", f"{row.span.upper:%H:%M}") for row in rows]


def state() -> str:
    return str(GuestWish.objects.latest("pk").state)


def letters_that_follow() -> list[str]:
    put_in_outbox(Change.objects.latest("number").pk, at=clock.now())
    return list(Letter.objects.order_by("pk").values_list("kind", flat=True))


@pytest.fixture
def wishing(guest: OwnPage) -> OwnPage:
    """Ana, who wishes to come on Saturday with four, which is more than guests change to themselves."""
    edit(guest.house, guest.house.restaurant, change_largest=3)
    assert asks(guest).status_code == 302
    return guest


@pytest.mark.rule("D37")
@pytest.mark.parametrize("rules,party_size", NEEDED)
def test_what_needs_a_person_is_kept_as_a_wish_and_the_booking_stays(
    guest: OwnPage, rules: dict[str, Any], party_size: int
) -> None:
    edit(guest.house, guest.house.restaurant, **rules)
    had = held(guest.booking)
    query: dict[str, str | int] = {"date": "2026-12-05", "party_size": party_size}
    page = text_of(guest.client.get(f"{guest.address()}/change", query))
    assert "The restaurant has to agree to this change." in page
    assert asks(guest, party_size=party_size)["Location"] == guest.address()
    assert (guest.booking.starts_at, held(guest.booking)) == (at("2026-12-04 19:00"), had)
    assert kept() == [({2: "1", 4: "3"}[party_size], "19:00", {2: "20:30", 4: "20:45"}[party_size])]
    assert Booking.objects.count() == 1
    assert "You asked for a change" in guest.sees()
    line = Change.objects.latest("number")
    assert (line.what, line.by_guest, line.reason) == ("wished", True, f"{party_size} on Sat 5 Dec, 19:00")


@pytest.mark.rule("D37")
def test_a_party_above_the_largest_online_is_asked_for_and_no_larger_one_than_the_tables_take(
    guest: OwnPage,
) -> None:
    edit(guest.house, guest.house.dinner, largest_party_online=2)
    assert asks(guest, party_size=6).status_code == 302
    assert kept() == [("4", "19:00", "21:00")]
    guest.sends("withdraw", version=guest.booking.version)
    guest.booking.refresh_from_db()
    assert asks(guest, party_size=7).status_code == 409


@pytest.mark.rule("D37")
@pytest.mark.parametrize("start", ["2026-12-03 12:30", "2027-06-04 19:00", "2026-12-04 19:10"])
def test_a_wish_is_searched_as_any_booking_online(guest: OwnPage, start: str) -> None:
    edit(guest.house, guest.house.restaurant, confirms_by_hand=True)
    assert asks(guest, start, 2).status_code == 409
    assert GuestWish.objects.count() == 0


@pytest.mark.rule("D37")
def test_the_tables_of_a_wish_are_offered_to_no_other(wishing: OwnPage) -> None:
    def offered(party_size: int) -> list[str]:
        answer = offers_for(
            restaurant=wishing.house.restaurant,
            date=at(SATURDAY).date(),
            wish=Wish(party_size),
            now=NOON_BEFORE,
        )
        return [f"{each.starts_at:%H:%M} {each.spot.name}" for each in answer.offers]

    assert "19:00 4" in offered(4)
    book(wishing.house, NOON_BEFORE, SATURDAY, party_size=6, email="b@example.org", phone="", last_name="B")
    assert "19:00" not in " ".join(offered(4))
    edit(wishing.house, wishing.house.restaurant, max_parties=2)
    assert "19:00" not in " ".join(offered(1))


@pytest.mark.rule("D37")
def test_the_time_that_the_booking_itself_has_its_table_is_not_taken_twice(guest: OwnPage) -> None:
    edit(guest.house, guest.house.restaurant, confirms_by_hand=True)
    assert asks(guest, "2026-12-04 19:30", 2).status_code == 302
    assert (held(guest.booking), kept()) == ([("1", "19:00", "20:30")], [("1", "20:30", "21:00")])
    answers(guest, accept_wish)
    assert (held(guest.booking), kept()) == ([("1", "19:30", "21:00")], [])


@pytest.mark.rule("D37")
def test_accepting_changes_the_booking_as_any_change_and_a_letter_says_so(wishing: OwnPage) -> None:
    answers(wishing, accept_wish)
    assert (wishing.booking.starts_at, wishing.booking.party_size) == (at(SATURDAY), 4)
    assert (held(wishing.booking), kept(), state()) == ([("3", "19:00", "20:45")], [], "accepted")
    line = Change.objects.latest("number")
    assert (line.what, line.actor, line.reason) == ("moved", wishing.house.host, "As the guest wished")
    assert letters_that_follow() == ["changed"]
    assert "You asked for a change" not in wishing.sees()


@pytest.mark.rule("D37")
def test_declining_leaves_the_booking_and_a_letter_gives_the_phone(wishing: OwnPage) -> None:
    had = held(wishing.booking)
    answers(wishing, decline_wish)
    assert (held(wishing.booking), kept(), state()) == (had, [], "declined")
    assert letters_that_follow() == ["not_changed"]
    assert "The restaurant cannot do this. Your booking stays as it is." in wishing.sees()
    assert "change that the guest asked for" not in wishing.sees()


@pytest.mark.rule("D37")
def test_a_wish_that_nobody_answers_lets_go_of_its_tables_and_says_so(
    wishing: OwnPage, settings: Settings
) -> None:
    over_at = GuestWish.objects.get().expires_at
    assert over_at == GuestWish.objects.get().created_at + timedelta(hours=24)
    end_expired_wishes(now=over_at - timedelta(seconds=1))
    assert state() == "waiting"
    it_is(settings, over_at)
    assert "There was no answer in time." in wishing.sees()
    book(wishing.house, clock.now(), SATURDAY, party_size=4, email="b@example.org", phone="", last_name="B")
    end_expired_wishes(now=clock.now())
    end_expired_wishes(now=clock.now())
    assert (kept(), state(), Change.objects.filter(what="wish_expired").count()) == ([], "expired", 1)
    assert letters_that_follow() == ["not_changed"]
    assert "There was no answer in time." in wishing.sees()


@pytest.mark.rule("D37")
def test_no_wish_outlasts_either_of_its_times(guest: OwnPage) -> None:
    edit(guest.house, guest.house.restaurant, confirms_by_hand=True, wish_hours=400)
    asks(guest, "2026-12-03 19:00", 2)
    assert GuestWish.objects.get().expires_at == at("2026-12-03 19:00")


@pytest.mark.rule("D37")
def test_one_wish_waits_at_a_time_and_pressing_twice_is_one(wishing: OwnPage) -> None:
    assert asks(wishing, version=1).status_code == 302
    other = asks(wishing, "2026-12-05 20:30")
    assert (other.status_code, GuestWish.objects.count()) == (409, 1)
    assert "You have asked for a change already." in text_of(other)
    for _ in range(2):
        assert wishing.sends("withdraw", version=wishing.booking.version).status_code == 302
    assert (kept(), state(), Change.objects.filter(what="wish_withdrawn").count()) == ([], "withdrawn", 1)
    wishing.booking.refresh_from_db()
    assert asks(wishing, "2026-12-05 20:30").status_code == 302


@pytest.mark.rule("D37")
@pytest.mark.parametrize(
    "rules", [{"wish_hours": 0}, {"guests_change": False}], ids=["no wishes", "no changes at all"]
)
def test_a_restaurant_may_take_no_wishes(guest: OwnPage, rules: dict[str, Any]) -> None:
    edit(guest.house, guest.house.restaurant, change_largest=3, **rules)
    answer = asks(guest)
    assert (answer.status_code, GuestWish.objects.count()) == (409, 0)
    assert "Please call us." in text_of(answer)


@pytest.mark.rule("D23")
def test_a_change_onto_ones_own_other_table_can_be_asked_for(guest: OwnPage) -> None:
    book(guest.house, NOON_BEFORE, SATURDAY)
    typed = {"version": 1, "slot": f"{at('2026-12-05 19:30').isoformat()}|", "party_size": 2}
    answer = guest.sends("change", **typed, date="2026-12-05")
    assert (answer.status_code, "has to agree to this change" in text_of(answer)) == (409, True)
    assert asks(guest, "2026-12-05 19:30", 2).status_code == 302


@pytest.mark.rule("D37")
@pytest.mark.parametrize("doing", ["cancelled", "moved", "seated", "by the guest"])
def test_what_happens_meanwhile_ends_the_wish_and_frees_its_tables(wishing: OwnPage, doing: str) -> None:
    match doing:
        case "cancelled":
            change_status(**staff(wishing), to="cancelled")
        case "moved":
            move_booking(**staff(wishing), move=MoveRequest(starts_at=at("2026-12-06 18:00")))
        case "seated":
            mark_milestone(**staff(wishing), milestone=Milestone.SEATED)
        case _:
            slot = f"{at('2026-12-06 18:00').isoformat()}|"
            wishing.sends("change", version=wishing.booking.version, slot=slot, party_size=2)
    assert (kept(), state()) == ([], "overtaken")
    assert "You asked for a change" not in wishing.sees()


def test_a_mere_change_of_table_and_other_requests_leave_the_wish(wishing: OwnPage) -> None:
    move_booking(**staff(wishing), move=MoveRequest(tables=[wishing.house.tables["2"]]))
    wishing.booking.refresh_from_db()
    wishing.sends("requests", version=wishing.booking.version, requests="A candle")
    assert (kept(), state()) == ([("3", "19:00", "20:45")], "waiting")


def test_a_host_may_give_the_booking_itself_what_its_wish_holds(guest: OwnPage) -> None:
    edit(guest.house, guest.house.restaurant, change_largest=3)
    asks(guest, "2026-12-04 20:00", 4)
    assert kept() == [("3", "20:00", "21:45")]
    move_booking(**staff(guest), move=MoveRequest(tables=[guest.house.tables["3"]]))
    left = [("3", "20:30", "21:45")]
    assert (held(guest.booking), kept(), state()) == ([("3", "19:00", "20:30")], left, "waiting")
    answers(guest, accept_wish)
    assert held(guest.booking) == [("3", "20:00", "21:45")]


@pytest.mark.rule("D37")
def test_accepting_what_no_longer_fits_looks_for_another_table_and_else_refuses(wishing: OwnPage) -> None:
    edit(wishing.house, wishing.house.tables["3"], is_active=False)
    edit(wishing.house, wishing.house.restaurant)
    answers(wishing, accept_wish)
    assert held(wishing.booking) == [("4", "19:00", "20:45")]


@pytest.mark.rule("D37")
def test_a_closure_meanwhile_refuses_the_answer_and_the_wish_goes_on_waiting(wishing: OwnPage) -> None:
    house = wishing.house
    day = at(SATURDAY).date()
    Closure.objects.create(restaurant=house.restaurant, first_date=day, last_date=day)
    raise_rules_version(house.restaurant.pk)
    house.restaurant.refresh_from_db()
    with pytest.raises(Closed):
        answers(wishing, accept_wish)
    assert (state(), wishing.booking.starts_at) == ("waiting", at("2026-12-04 19:00"))


def test_blocking_its_tables_names_the_booking_that_wishes(wishing: OwnPage) -> None:
    with pytest.raises(BookingsInTheWay) as refusal:
        block_tables(
            restaurant=wishing.house.restaurant,
            tables=[wishing.house.tables["3"]],
            starts_at=at(SATURDAY),
            ends_at=at("2026-12-05 20:00"),
            reason="",
            asker=staff(wishing)["asker"],
        )
    assert refusal.value.bookings == [wishing.booking]


def test_a_lost_race_for_a_wish_shows_what_is_left(guest: OwnPage) -> None:
    edit(guest.house, guest.house.restaurant, confirms_by_hand=True)
    for number, size in enumerate((1, 2, 4, 6)):
        email = f"{number}@example.org"
        book(
            guest.house, NOON_BEFORE, SATURDAY, party_size=size, last_name=f"B{number}", email=email, phone=""
        )
    answer = asks(guest, SATURDAY, 2)
    assert (answer.status_code, SlotGone.for_guests in text_of(answer)) == (409, True)
    assert "20:30 until" in text_of(answer)


@pytest.mark.parametrize("status", ["cancelled", "completed", "no_show"])
def test_a_booking_that_does_not_stand_has_no_wishes(guest: OwnPage, status: str) -> None:
    Booking.objects.update(status=status)
    assert asks(guest).status_code == 409


@pytest.mark.rule("D40")
def test_erasing_the_guest_erases_what_they_wished(wishing: OwnPage) -> None:
    change_status(**staff(wishing), to="cancelled")
    restaurant, asker = wishing.house.restaurant, staff(wishing)["asker"]
    guest_ids = [wishing.booking.guest_id]
    with erasing_bookings(restaurant=restaurant, guest_ids=guest_ids, asker=asker) as erased:
        assert [each.pk for each in erased] == [wishing.booking.pk]
    assert GuestWish.objects.count() == 0
