"""What does the Spektrix page take, tell and switch?"""

from datetime import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from entracte.boxoffice.models import Claim, Connection, Handover
from entracte.boxoffice.queries import activity
from entracte.spektrix.calls import ALL
from tests.bridge import KEY, connect
from tests.database.backoffice.desk import Desk, text_of
from tests.house import House, book

TYPED = {
    "client_name": " alder ",
    "login": "entracte",
    "api_key": f" {KEY}\n",
    "custom_domain": "",
    "origin": "http://127.0.0.1:9",
    "last_dined_name": "Last Dined At",
    "last_dined_shape": "date_time",
    "visits_name": "Number of Restaurant Visits",
    "visits_shape": "number",
    "test_id": "I-7K21-4WPD",
}


def claim(house: House, now: datetime, start: str, **columns: object) -> Claim:
    row = book(house, now, start, email=f"{start[-5:-3]}{start[-2:]}@example.org")
    settled = {"state": "unverified", "reason": "anonymous", "settled_at": now}
    return Claim.objects.create(
        restaurant=house.restaurant,
        booking=row,
        guest=row.guest,
        widget=house.widgets["spektrix"],
        created_at=now,
        **{**settled, **columns},
    )


@pytest.mark.rule("R11")
@pytest.mark.rule("R19")
def test_the_page_shows_the_steps_to_take(manager: Desk) -> None:
    page = manager.sees("spektrix/")
    assert ("Make an API user" in page, "Create two customer attributes" in page) == (True, True)


@pytest.mark.rule("R19")
@pytest.mark.rule("D14")
def test_a_connection_is_saved_and_its_key_never_shown_again(manager: Desk) -> None:
    answer = manager.sends("spektrix/", **TYPED)
    saved = Connection.objects.get()
    assert (answer.status_code, saved.client_name, saved.api_key) == (302, "alder", KEY)
    assert (saved.last_dined_key, saved.test_customer_id) == ("attribute_LastDinedAt", "I-7K21-4WPD")
    page = manager.opens("spektrix/").content.decode()
    assert (KEY in page, "A key is saved" in page) == (False, True)


@pytest.mark.rule("R19")
def test_a_refused_key_is_not_sent_back_and_the_rest_is_kept(manager: Desk) -> None:
    answer = manager.sends("spektrix/", **{**TYPED, "api_key": "not base64!"})
    page = answer.content.decode()
    assert (answer.status_code, "not base64!" in page, 'value="entracte"' in page) == (422, False, True)
    assert "Copy the whole key" in page


@pytest.mark.rule("D20")
def test_a_name_that_another_restaurant_writes_is_refused_with_a_free_one(
    manager: Desk, now: datetime
) -> None:
    from tests.house import make_house

    connect(make_house(now, slug="stalls-bar").restaurant, client_name="alder")
    answer = manager.sends("spektrix/", **TYPED)
    assert (answer.status_code, "Last Dined At The Prompt Side" in text_of(answer)) == (422, True)


def test_the_key_may_stay_when_the_rest_changes(house: House, manager: Desk) -> None:
    connect(house.restaurant)
    manager.sends("spektrix/", **{**TYPED, "api_key": "", "watch_only": "on"})
    saved = Connection.objects.get()
    assert (saved.api_key, saved.watch_only) == (KEY, True)
    assert "Watching only" in manager.sees("spektrix/")


@pytest.mark.rule("R20")
def test_the_test_tells_each_check_and_what_to_do(house: House, manager: Desk) -> None:
    connect(house.restaurant)
    part = text_of(manager.sends("spektrix/test/", part=True))
    assert ("Spektrix answers : not right" in part, "Nothing answered" in part) == (True, True)
    assert "Attribute “Last Dined At” : not checked" in part
    assert "Test connection" in text_of(manager.sends("spektrix/test/"))


def test_only_this_page_may_ask_the_custom_domain(house: House, manager: Desk) -> None:
    connect(house.restaurant, custom_domain="http://127.0.0.1:8001")
    policy = manager.opens("spektrix/")["Content-Security-Policy"]
    assert "connect-src 'self' http://127.0.0.1:8001" in policy
    assert "8001" not in manager.opens("")["Content-Security-Policy"]


@pytest.mark.rule("D16")
def test_the_connection_is_switched_and_forgotten(house: House, manager: Desk) -> None:
    connect(house.restaurant)
    manager.sends("spektrix/turn/", to="off")
    assert Connection.objects.get().is_on is False
    assert "Switched off" in manager.sees("spektrix/")
    manager.sends("spektrix/turn/", to="on")
    assert Connection.objects.get().is_on is True
    manager.sends("spektrix/turn/", forget="yes")
    assert Connection.objects.count() == 0


@pytest.mark.rule("R12")
@pytest.mark.rule("R14")
def test_activity_tells_reasons_and_the_share_of_each_widget(
    house: House, manager: Desk, now: datetime
) -> None:
    claim(house, now, "2026-12-04 19:00")
    page = manager.sees("spektrix/activity/")
    assert ("Link: unverified" in page, "Nobody was signed in" in page) == (True, True)


@pytest.mark.rule("D18")
def test_parked_work_is_discarded_and_settled_work_is_not(house: House, manager: Desk, now: datetime) -> None:
    connect(house.restaurant)
    row = claim(house, now, "2026-12-04 19:00", state="parked", reason="strange", settled_at=None)
    assert "Try again" in manager.sees("spektrix/activity/")
    manager.sends(f"spektrix/activity/{row.key}/", discard="yes")
    row.refresh_from_db()
    assert (row.state, row.reason) == ("unverified", "discarded")
    answer = manager.client.post(
        manager.address(f"spektrix/activity/{row.key}/"), {"again": "1"}, follow=True
    )
    assert "settled already" in text_of(answer)


def test_work_of_another_restaurant_is_not_found(house: House, manager: Desk, now: datetime) -> None:
    from tests.house import make_house

    row = claim(make_house(now, slug="stalls-bar"), now, "2026-12-04 19:00")
    assert manager.sends(f"spektrix/activity/{row.key}/", discard="yes").status_code == 404


@pytest.mark.rule("R15")
@pytest.mark.rule("R16")
@pytest.mark.rule("R17")
@pytest.mark.rule("R18")
@pytest.mark.rule("D19")
def test_what_crosses_lists_the_calls_of_the_client_and_what_never_does(manager: Desk) -> None:
    page = manager.sees("spektrix/what-crosses/")
    assert [each.name for each in ALL if each.purpose not in page] == []
    assert {each.path for each in ALL} == {"baskets/{id}", "customers/{id}", "custom-payment-types"}
    assert "A ticket never becomes a booking." in page
    assert "Yes, only this" in page


def test_activity_takes_as_many_queries_for_three_claims_as_for_one(
    house: House, manager: Desk, now: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    claim(house, now, "2026-12-04 19:00")
    with django_assert_num_queries(9):
        manager.opens("spektrix/activity/")
    claim(house, now, "2026-12-04 19:30")
    claim(house, now, "2026-12-04 20:00")
    with django_assert_num_queries(9):
        manager.opens("spektrix/activity/")
    assert (len(activity(house.restaurant)), Handover.objects.count()) == (3, 0)
