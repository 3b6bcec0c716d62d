"""Does a restaurant that asks for a second factor get it from owners and managers, before anything else?"""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator

from entracte.restaurants.models import Edit, Restaurant
from tests.database.backoffice.desk import PART, Desk, text_of
from tests.house import House
from tests.second_factors import set_up_codes
from tests.signed_in import let_in

FIRST = "/accounts/own/first/prompt-side/"
PATHS = ("", "bookings/", "set-up/", "spektrix/", "floor/", "guests/")


@pytest.fixture
def asking(house: House) -> House:
    Restaurant.objects.update(needs_second_factor=True)
    return house


@pytest.mark.parametrize("role", ["owner", "manager"])
def test_who_has_none_is_led_to_set_one_up_before_anything_else(asking: House, role: str) -> None:
    desk = Desk(asking, role)
    for path in PATHS:
        answer = desk.opens(path)
        assert (answer.status_code, answer["Location"]) == (302, FIRST)
        part = desk.opens(path, part=True)
        assert (part.status_code, part["Entracte-Gone"], part.content) == (401, "factor", b"")
    page = text_of(desk.client.get(FIRST))
    assert "The Prompt Side asks its owners and managers" in page
    set_up_codes(desk.client)
    assert desk.opens("").status_code == 200
    assert desk.client.get(FIRST)["Location"] == desk.address("")


def test_a_host_is_not_asked(asking: House, host: Desk) -> None:
    assert host.opens("").status_code == 200
    assert host.client.get(FIRST)["Location"] == host.address("")


def test_a_passkey_will_do_and_recovery_codes_alone_will_not(asking: House, owner: Desk) -> None:
    account = asking.members["owner"].account
    Authenticator.objects.create(user=account, type="recovery_codes", data={"seed": "x", "used_mask": 0})
    assert owner.opens("").status_code == 302
    Authenticator.objects.create(user=account, type="webauthn", data={"name": "phone", "credential": {}})
    assert owner.opens("").status_code == 200


def test_what_was_typed_meanwhile_is_kept_and_nothing_is_saved(asking: House, manager: Desk) -> None:
    answer = manager.sends("set-up/", opening_hours="Sundays <from> noon")
    assert (answer.status_code, "asks you for a second factor" in text_of(answer)) == (403, True)
    assert 'value="Sundays &lt;from&gt; noon"' in answer.content.decode()
    assert FIRST in answer.content.decode()
    asking.restaurant.refresh_from_db()
    assert asking.restaurant.opening_hours == ""
    part = manager.client.post(manager.address("set-up/"), headers=PART)
    assert (part.status_code, part["Entracte-Gone"]) == (401, "factor")


def test_another_restaurant_of_the_same_person_asks_for_itself(asking: House, other: House) -> None:
    account = asking.members["owner"].account
    other.restaurant.members.create(account=account, role="owner")
    desk = Desk(asking, "owner")
    assert desk.opens("").status_code == 302
    assert desk.client.get(f"/r/{other.restaurant.slug}/").status_code == 200


def test_the_owner_switches_it_on_and_is_asked_too(house: House, owner: Desk, manager: Desk) -> None:
    page = owner.opens("set-up/").content.decode()
    assert "Owners and managers need a second factor" in page
    assert "need a second factor" not in manager.opens("set-up/").content.decode()
    typed = {"name": "The Prompt Side", "country": "GB", "time_zone": "Europe/London", "currency": "GBP"}
    saved = owner.client.post(
        owner.address("set-up/"), {**typed, "locale": "en-GB", "needs_second_factor": "on"}
    )
    assert saved.status_code == 302
    assert owner.opens("set-up/")["Location"] == FIRST
    assert ["needs second factor", "no", "yes"] in Edit.objects.latest("pk").lines


def test_who_is_not_on_the_team_learns_nothing_of_it(asking: House, other: House) -> None:
    stranger = Desk(other, "owner")
    assert stranger.client.get(FIRST).status_code == 404
    assert stranger.client.get("/r/prompt-side/").status_code == 404


def test_who_removes_the_last_one_is_led_to_set_one_up_again(asking: House, owner: Desk) -> None:
    account = asking.members["owner"].account
    let_in(owner.client, account)
    set_up_codes(owner.client)
    owner.client.post("/accounts/own/codes/remove/")
    assert owner.opens("")["Location"] == FIRST


def test_no_page_of_the_restaurant_costs_a_query_more_where_nothing_is_asked(
    house: House, owner: Desk
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        owner.opens("set-up/")
    assert [each for each in queries.captured_queries if "mfa_authenticator" in each["sql"]] == []
