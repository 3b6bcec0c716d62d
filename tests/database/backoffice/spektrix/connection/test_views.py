"""How is Spektrix connected, tested, switched and forgotten?"""

import re
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import pytest

from entracte import clock
from entracte.boxoffice.connections.client import client_for
from entracte.boxoffice.models import Claim, Connection
from entracte.jobs.models import WorkerPulse
from entracte.spektrix.errors import SpektrixError
from tests.bridge import KEY, connect
from tests.database.backoffice.desk import Desk, text_of
from tests.house import House, book
from tests.unit.spektrix.wire import open_wire

TYPED: dict[str, Any] = {
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
def test_the_test_shows_each_check_and_what_to_do(house: House, manager: Desk) -> None:
    connect(house.restaurant)
    part = text_of(manager.sends("spektrix/test/", part=True))
    assert ("Spektrix answers : not right" in part, "Nothing answered" in part) == (True, True)
    assert "Attribute “Last Dined At” : not checked" in part
    assert "Test connection" in text_of(manager.sends("spektrix/test/"))


@pytest.mark.parametrize(
    "status, badge, said",
    [
        (200, "Connected", "HTTP 200, answered."),
        (401, "Last call failed", "HTTP 401. Spektrix did not accept the API login name"),
        (503, "Last call failed", "HTTP 503. Spektrix has an outage on its side."),
    ],
)
def test_the_card_says_what_the_last_call_said_and_when(
    house: House, manager: Desk, status: int, badge: str, said: str
) -> None:
    with open_wire() as wire:
        connect(house.restaurant, wire.origin)
        assert "Not asked yet" in manager.sees("spektrix/")
        wire.answers(status, b"[]")
        with client_for(Connection.objects.get()) as client, suppress(SpektrixError):
            client.known_good()
    page = text_of(manager.opens("spektrix/"))
    assert (badge in page, said in page) == (True, True)
    assert ("Connected" in page) == (status == 200)
    assert re.search(r"Last call \w{3} \d+ \w{3}, \d\d:\d\d", page)


def test_a_test_that_fails_leaves_no_green_card_above_it(house: House, manager: Desk) -> None:
    with open_wire() as wire:
        connect(house.restaurant, wire.origin)
        wire.answers(401, b"{}")
        part = manager.sends("spektrix/test/", part=True).content.decode()
    assert 'id="standing" hx-swap-oob="true"' in part
    assert ("Last call failed" in part, ">Connected<" in part) == (True, False)


def test_other_settings_forget_what_the_last_call_said(house: House, manager: Desk) -> None:
    connect(house.restaurant)
    manager.sends("spektrix/test/")
    assert "Last call failed" in manager.sees("spektrix/")
    connect(house.restaurant, "http://127.0.0.1:8")
    assert "Not asked yet" in manager.sees("spektrix/")


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


def rail_of(desk: Desk, page: str) -> str:
    whole = desk.opens(page).content.decode()
    return whole[whole.index('<nav class="rail"') : whole.index("</nav>")]


def test_a_silent_worker_is_said_on_every_page_and_since_when_on_the_page_of_the_bridge(
    manager: Desk, host: Desk
) -> None:
    assert "No worker has run since the start." in manager.sees("spektrix/")
    seen_at = clock.system_now() - timedelta(hours=1)
    pulse = WorkerPulse.objects.create(name="one", seen_at=seen_at)
    assert "No worker has run since " in (page := manager.sees("spektrix/"))
    assert "since the start" not in page
    for each in ("", "bookings/", "guests/", "floor/"):
        assert 'title="No worker runs"' in rail_of(manager, each)
    assert "No worker runs" not in rail_of(host, "")
    WorkerPulse.objects.filter(pk=pulse.pk).update(seen_at=clock.system_now())
    assert "No worker" not in manager.opens("spektrix/").content.decode()


def test_work_that_stands_although_a_worker_runs_is_marked_on_the_rail(
    house: House, manager: Desk, now: datetime
) -> None:
    WorkerPulse.objects.create(name="one", seen_at=clock.system_now())
    connect(house.restaurant)
    assert "Work stands" not in rail_of(manager, "bookings/")
    made_at = now - timedelta(minutes=10)
    booking = book(house, now, "2026-12-04 19:00")
    Claim.objects.create(
        restaurant=house.restaurant,
        guest=booking.guest,
        booking=booking,
        basket_id="I-9QR3-2LTM",
        created_at=made_at,
        queued_at=made_at,
    )
    assert 'title="Work stands"' in rail_of(manager, "bookings/")
    assert "of work due since" in manager.sees("spektrix/")
