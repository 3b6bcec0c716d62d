"""How are the restaurant, its team and its widgets set up?"""

import re

import pytest
from django.test import Client

from entracte.restaurants.models import Account, Member, Widget
from tests.database.backoffice.desk import Desk, text_of
from tests.house import House

RESTAURANT = {
    "name": "The Prompt Side",
    "address": "12 Foundry Lane",
    "phone": "+44 117 496 0123",
    "country": "GB",
    "time_zone": "Europe/London",
    "currency": "GBP",
    "locale": "en-GB",
    "deposit_from_party": "8",
    "confirms_by_hand": "on",
}
WIDGET = {
    "name": "Theatre website",
    "integration": "spektrix",
    "allowed_origins": "https://www.Alder.example/\nhttp://127.0.0.1:8002",
    "accent": "#112233",
    "language": "en",
}


def test_the_restaurant_is_changed(house: House, owner: Desk) -> None:
    owner.sends("set-up/", **RESTAURANT, opening_hours="Daily from 17:00\nSundays from noon")
    house.restaurant.refresh_from_db()
    assert (house.restaurant.confirms_by_hand, house.restaurant.deposit_from_party) == (True, 8)
    assert house.restaurant.opening_hours.splitlines() == ["Daily from 17:00", "Sundays from noon"]
    assert "Sundays from noon" in owner.sees("set-up/")


@pytest.mark.parametrize(
    "changes", [{"country": "Britain"}, {"time_zone": "London"}, {"deposit_from_party": "0"}, {"name": ""}]
)
def test_a_setting_that_makes_no_sense_is_told_and_the_rest_kept(
    owner: Desk, changes: dict[str, str]
) -> None:
    answer = owner.sends("set-up/", **{**RESTAURANT, **changes})
    page = answer.content.decode()
    assert (answer.status_code, "errorlist" in page, "12 Foundry Lane" in page) == (422, True, True)


def test_a_new_member_gets_a_first_password_that_is_shown_once(owner: Desk) -> None:
    answer = owner.sends("set-up/team/", email="Nora@Example.org", name="Nora", role="host")
    (password,) = re.findall(r'id="first-password">([^<]+)<', answer.content.decode())
    assert Client().login(email="nora@example.org", password=password) is True
    assert password not in owner.opens("set-up/team/").content.decode()


def test_somebody_with_an_account_keeps_the_password(house: House, owner: Desk) -> None:
    account = Account(email="nora@example.org", created_at=house.restaurant.created_at)
    account.set_password("her own, long enough")
    account.save()
    answer = owner.sends("set-up/team/", email="nora@example.org", role="manager")
    assert "first-password" not in answer.content.decode()
    assert Client().login(email="nora@example.org", password="her own, long enough") is True


def test_nobody_joins_twice(owner: Desk) -> None:
    answer = owner.sends("set-up/team/", email="host@prompt-side.example", role="host")
    assert (answer.status_code, "on the team already" in text_of(answer)) == (422, True)


def test_roles_change_and_people_leave(owner: Desk) -> None:
    owner.sends("set-up/team/member/", email="host@prompt-side.example", role="manager")
    assert Member.objects.filter(role="manager").count() == 2
    owner.sends("set-up/team/member/", email="host@prompt-side.example", role="manager", remove="yes")
    assert Member.objects.filter(account__email="host@prompt-side.example").count() == 0


@pytest.mark.parametrize("typed", [{"role": "host"}, {"role": "owner", "remove": "yes"}])
def test_the_last_owner_stays(owner: Desk, typed: dict[str, str]) -> None:
    answer = owner.sends("set-up/team/member/", email="owner@prompt-side.example", **typed)
    assert (answer.status_code, "needs an owner" in text_of(answer)) == (409, True)
    assert Member.objects.filter(role="owner").count() == 1


def test_a_widget_is_made_and_its_snippet_shown(manager: Desk) -> None:
    manager.sends("set-up/widgets/new/", **WIDGET)
    row = Widget.objects.get(name="Theatre website")
    assert row.allowed_origins == ["https://www.alder.example", "http://127.0.0.1:8002"]
    page = manager.opens(f"set-up/widgets/{row.key}/").content.decode()
    assert f"&lt;entracte-widget widget=&quot;{row.key}&quot;&gt;" in page
    assert "/widget/1/entracte.js" in page


@pytest.mark.parametrize(
    "changes",
    [
        {"allowed_origins": "alder.example"},
        {"allowed_origins": "https://alder.example/tickets"},
        {"allowed_origins": "https://alder.example:port"},
        {"accent": "red"},
        {"integration": "other"},
    ],
)
def test_a_widgets_setting_that_makes_no_sense_is_told(manager: Desk, changes: dict[str, str]) -> None:
    answer = manager.sends("set-up/widgets/new/", **{**WIDGET, **changes})
    page = answer.content.decode()
    assert (answer.status_code, "errorlist" in page, "Theatre website" in page) == (422, True, True)
