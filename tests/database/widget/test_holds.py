"""Is a chosen slot held over the widget's API, and does whatever goes wrong with a hold cost no table?"""

from datetime import timedelta
from typing import Any

import pytest
from pytest_django import Settings

from entracte.bookings.models import BookedTable, Booking, Hold
from entracte.boxoffice.models import Claim
from entracte.restaurants.details import raise_rules_version
from entracte.widget.models import SubmitCount
from tests.bridge import connect
from tests.builders import NOON_BEFORE
from tests.database.answer import Answer
from tests.database.widget.page import BASE, Page, refusal
from tests.house import book, held
from tests.submits import STARTS_AT, as_json, somebody, without_holes

VISITOR = "5f0c2c3e-8d1b-4c55-9a3e-2f6f0f2f9a11"


def holds(page: Page, **changes: Any) -> Answer:
    """Ask for a hold for six at seven, which one table takes; ... leaves a field out."""
    wish = without_holes({"starts_at": STARTS_AT, "party_size": 6, "visitor": VISITOR, **changes})
    return sends(page, as_json(wish))


def sends(page: Page, body: bytes) -> Answer:
    return page.client.post(
        f"{BASE}/{page.key}/holds",
        data=body,
        content_type="application/json",
        headers={"Origin": page.origin},
    )


def gives_up(page: Page, hold: str) -> Answer:
    return page.client.delete(f"{BASE}/{page.key}/holds/{hold}", headers={"Origin": page.origin})


def starts(page: Page) -> list[str]:
    body = page.get("offers", date="2026-12-04", party_size=6).json()
    return [offer["starts_at"] for offer in body["offers"]]


def set_rules(page: Page, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(page.house.restaurant, name, value)
    page.house.restaurant.save()
    raise_rules_version(page.house.restaurant.pk)


def test_a_hold_is_answered_with_its_key_and_its_end_on_the_restaurants_clock(page: Page) -> None:
    set_rules(page, time_zone="Europe/Paris")
    answer = holds(page, starts_at="2026-12-04T19:00:00+01:00")
    made = Hold.objects.get()
    body = answer.json()
    assert answer.status_code == 201
    assert set(body) == {"hold", "expires_at", "seconds"}
    assert body["hold"] == made.key
    assert body["expires_at"].startswith("2026-12-03T13:05:0")
    assert body["expires_at"].endswith("+01:00")
    assert 298 <= body["seconds"] <= 300
    assert (made.widget, made.visitor, len(made.address)) == (page.house.widgets["none"], VISITOR, 64)
    assert "127.0.0.1" not in made.address


def test_a_held_slot_is_not_on_offer_to_others(page: Page) -> None:
    assert STARTS_AT in starts(page)
    holds(page)
    assert STARTS_AT not in starts(page)
    assert refusal(page.books(party_size=6)) == (409, "slot_gone", [])
    assert refusal(holds(page, visitor="another-visitor")) == (409, "slot_gone", [])


@pytest.mark.parametrize("by_key", [True, False])
def test_the_submit_that_names_the_hold_gets_its_table(page: Page, by_key: bool) -> None:
    key = holds(page).json()["hold"]
    answer = page.books(party_size=6, hold=key if by_key else VISITOR)
    assert answer.status_code == 201
    assert held(Booking.objects.get()) == [("4", "19:00", "21:00")]
    assert not Hold.objects.exists()


def test_a_submit_with_a_basket_gets_what_it_held(bridged: Page) -> None:
    connect(bridged.house.restaurant)
    key = holds(bridged).json()["hold"]
    assert bridged.books(party_size=6, hold=key, basket_id="b4sk3t-1d").status_code == 201
    assert (Claim.objects.count(), Hold.objects.count()) == (1, 0)


def test_a_repeated_submit_is_answered_again_though_its_hold_is_used_up(page: Page) -> None:
    key = holds(page).json()["hold"]
    first, second = (page.books(idempotency_key="5f0c", party_size=6, hold=key) for _ in range(2))
    assert (first.status_code, second.content) == (201, first.content)
    assert Booking.objects.count() == 1


def test_a_hold_that_expired_costs_no_table_that_is_free(page: Page, settings: Settings) -> None:
    key = holds(page).json()["hold"]
    settings.CLOCK_OFFSET_SECONDS += 301
    assert page.books(party_size=6, hold=key).status_code == 201


def test_a_hold_that_expired_is_shown_as_gone_once_the_table_is(page: Page, settings: Settings) -> None:
    key = holds(page).json()["hold"]
    settings.CLOCK_OFFSET_SECONDS += 301
    book(page.house, NOON_BEFORE + timedelta(seconds=301), party_size=6)
    assert refusal(page.books(party_size=6, hold=key)) == (409, "slot_gone", [])


@pytest.mark.parametrize(
    "hold", ["", "nobody-has-this", "short", "x" * 500, None, 17, ["a"], {}, "\ud800", "a\x00"]
)
def test_a_hold_that_makes_no_sense_costs_no_table(page: Page, hold: Any) -> None:
    assert page.books(hold=hold).status_code == 201


def test_a_hold_that_is_given_up_is_free_and_giving_up_twice_is_no_matter(page: Page) -> None:
    key = holds(page).json()["hold"]
    for name in (key, key, VISITOR, "nobody-has-this", "x" * 500, "a%00b", "%F0%9F%8E%AD"):
        answer = gives_up(page, name)
        assert (answer.status_code, answer.content) == (204, b"")
    assert not BookedTable.objects.exists()
    assert STARTS_AT in starts(page)


def test_another_widgets_hold_is_not_given_up(page: Page, bridged: Page) -> None:
    key = holds(page).json()["hold"]
    assert gives_up(bridged, key).status_code == 204
    assert Hold.objects.filter(key=key).exists()


def test_another_site_may_not_hold_or_give_up(page: Page) -> None:
    key = holds(page).json()["hold"]
    page.origin = "https://www.elsewhere.example"
    assert refusal(holds(page, visitor="another-visitor")) == (403, "origin_not_allowed", [])
    assert refusal(gives_up(page, key)) == (403, "origin_not_allowed", [])
    assert Hold.objects.count() == 1


def test_a_restaurant_without_holds_says_so_in_its_settings_and_when_asked(page: Page) -> None:
    assert page.get("settings").json()["hold_minutes"] == 5
    set_rules(page, hold_minutes=0)
    assert page.get("settings").json()["hold_minutes"] == 0
    assert refusal(holds(page)) == (409, "no_holds", [])


def test_a_slot_that_others_must_make_room_for_is_offered_but_not_held(page: Page) -> None:
    set_rules(page, makes_room=True)
    for number in range(3):
        book(page.house, NOON_BEFORE, **somebody(number))
    in_the_way = BookedTable.objects.get(table=page.house.tables["3"])
    BookedTable.objects.filter(pk=in_the_way.pk).update(table=page.house.tables["4"])
    assert STARTS_AT in starts(page)
    assert refusal(holds(page)) == (409, "not_held", [])
    assert page.books(party_size=6, hold=VISITOR).status_code == 201


@pytest.mark.parametrize(
    "changes, code, field",
    [
        ({"starts_at": "2026-12-04T19:10:00Z"}, "off_grid", "starts_at"),
        ({"starts_at": "2026-12-02T19:00:00Z"}, "too_soon", "starts_at"),
        ({"starts_at": "2027-06-04T18:00:00Z"}, "too_far", "starts_at"),
        ({"party_size": 7}, "party_too_large", "party_size"),
        ({"starts_at": "tomorrow"}, "invalid", "starts_at"),
        ({"starts_at": ...}, "invalid", "starts_at"),
        ({"party_size": 0}, "invalid", "party_size"),
        ({"party_size": "6"}, "invalid", "party_size"),
        ({"visitor": ...}, "invalid", "visitor"),
        ({"visitor": "short"}, "invalid", "visitor"),
        ({"visitor": "x" * 65}, "invalid", "visitor"),
        ({"visitor": "with a space"}, "invalid", "visitor"),
        ({"visitor": 17}, "invalid", "visitor"),
    ],
)
def test_what_cannot_be_held_is_refused_by_the_field(
    page: Page, changes: dict[str, Any], code: str, field: str
) -> None:
    assert refusal(holds(page, **changes)) == (422, code, [field])
    assert not Hold.objects.exists()


def test_a_body_that_is_not_json_is_refused(page: Page) -> None:
    assert refusal(sends(page, b"{")) == (400, "malformed", [])


def test_an_address_with_too_many_holds_sees_when_one_of_them_ends(page: Page, settings: Settings) -> None:
    settings.HOLDS_PER_ADDRESS = 1
    holds(page)
    answer = holds(page, visitor="another-visitor", starts_at="2026-12-05T19:00:00Z")
    assert refusal(answer) == (429, "too_many", [])
    assert 290 <= int(answer["Retry-After"]) <= 301
    settings.CLOCK_OFFSET_SECONDS += int(answer["Retry-After"])
    assert holds(page, visitor="another-visitor", starts_at="2026-12-05T19:00:00Z").status_code == 201


def test_asking_again_and_again_is_limited_by_address(page: Page, settings: Settings) -> None:
    settings.HOLD_TRIES_PER_ADDRESS = 2
    answers = []
    for _ in range(3):
        answers.append(holds(page))
        gives_up(page, VISITOR)
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert 1 <= int(answers[-1]["Retry-After"]) <= settings.BOOKINGS_LIMIT_SECONDS


def test_asking_is_limited_by_widget_and_refused_asking_counts(
    page: Page, bridged: Page, settings: Settings
) -> None:
    settings.HOLD_TRIES_PER_WIDGET = 2
    assert [holds(page, party_size=7).status_code for _ in range(3)] == [422, 422, 429]
    assert holds(bridged).status_code == 201


def test_holds_and_submits_are_counted_apart(page: Page, settings: Settings) -> None:
    settings.HOLD_TRIES_PER_ADDRESS = settings.BOOKINGS_PER_ADDRESS = 1
    assert (holds(page).status_code, page.books().status_code) == (201, 201)
    assert SubmitCount.objects.count() == 4
    assert not any("127.0.0.1" in row.who for row in SubmitCount.objects.all())
