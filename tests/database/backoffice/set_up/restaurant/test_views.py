"""How is the restaurant itself changed?"""

from typing import Any

import pytest

from entracte.backoffice.set_up.restaurant.forms import RestaurantForm
from tests.database.backoffice.desk import Desk
from tests.house import House

RESTAURANT: dict[str, Any] = {
    "name": "The Prompt Side",
    "address": "12 Foundry Lane",
    "phone": "+44 117 496 0123",
    "country": "GB",
    "time_zone": "Europe/London",
    "currency": "GBP",
    "locale": "en-GB",
    "deposit_from_party": "8",
    "reminder_hours": "3",
    "confirms_by_hand": "on",
}


def test_the_restaurant_is_changed(house: House, owner: Desk) -> None:
    owner.sends("set-up/", **RESTAURANT, opening_hours="Daily from 17:00\nSundays from noon")
    house.restaurant.refresh_from_db()
    assert (house.restaurant.confirms_by_hand, house.restaurant.deposit_from_party) == (True, 8)
    assert house.restaurant.reminder_hours == 3
    assert house.restaurant.opening_hours.splitlines() == ["Daily from 17:00", "Sundays from noon"]
    assert "Sundays from noon" in owner.sees("set-up/")


def test_the_page_asks_for_every_setting_of_the_restaurant(owner: Desk) -> None:
    page = owner.opens("set-up/").content.decode()
    assert {name for name in RestaurantForm.base_fields if f'name="{name}"' not in page} == set()


@pytest.mark.parametrize(
    "changes", [{"country": "Britain"}, {"time_zone": "London"}, {"deposit_from_party": "0"}, {"name": ""}]
)
def test_a_setting_that_makes_no_sense_is_shown_and_the_rest_kept(
    owner: Desk, changes: dict[str, str]
) -> None:
    answer = owner.sends("set-up/", **{**RESTAURANT, **changes})
    page = answer.content.decode()
    assert (answer.status_code, "errorlist" in page, "12 Foundry Lane" in page) == (422, True, True)


def test_until_when_guests_cancel_is_a_setting_and_its_edit_is_kept(house: House, owner: Desk) -> None:
    owner.sends("set-up/", **RESTAURANT, guests_cancel="on", cancel_hours="24")
    house.restaurant.refresh_from_db()
    assert (house.restaurant.guests_cancel, house.restaurant.cancel_hours) == (True, 24)
    assert "24" in owner.sees("set-up/history/")
    owner.sends("set-up/", **RESTAURANT)
    house.restaurant.refresh_from_db()
    assert (house.restaurant.guests_cancel, house.restaurant.cancel_hours) == (False, 0)
    assert owner.sends("set-up/", **RESTAURANT, cancel_hours="501").status_code == 422


def test_the_privacy_sentence_and_page_are_settings(house: House, owner: Desk) -> None:
    privacy = {"privacy_sentence": "We keep it a year.", "privacy_link": "https://www.example.org/privacy"}
    owner.sends("set-up/", **{**RESTAURANT, **privacy})
    house.restaurant.refresh_from_db()
    assert {name: getattr(house.restaurant, name) for name in privacy} == privacy
    for wrong in ("javascript:alert(1)", "not a page", "ftp://a.example", f"https://{'a' * 300}.example"):
        assert owner.sends("set-up/", **RESTAURANT, privacy_link=wrong).status_code == 422, wrong


def test_where_answers_to_letters_go_is_a_setting(house: House, owner: Desk) -> None:
    owner.sends("set-up/", **RESTAURANT, reply_to="table@prompt-side.example")
    house.restaurant.refresh_from_db()
    assert house.restaurant.reply_to == "table@prompt-side.example"
    assert owner.sends("set-up/", **RESTAURANT, reply_to="nobody").status_code == 422


def test_whether_guests_are_asked_for_news_and_by_which_words_are_settings(house: House, owner: Desk) -> None:
    assert not house.restaurant.asks_for_news
    owner.sends("set-up/", **RESTAURANT, asks_for_news="on", news_wording=" Write to me. ")
    house.restaurant.refresh_from_db()
    assert (house.restaurant.asks_for_news, house.restaurant.news_wording) == (True, "Write to me.")
    assert owner.sends("set-up/", **RESTAURANT, news_wording="x" * 301).status_code == 422
    owner.sends("set-up/", **RESTAURANT)
    house.restaurant.refresh_from_db()
    assert not house.restaurant.asks_for_news


def test_a_manager_edits_the_opening_hours_and_nothing_else(house: House, manager: Desk) -> None:
    page = manager.sees("set-up/")
    assert ("Opening hours" in page, 'name="name"' in page, 'name="deposit_from_party"' in page) == (
        *(True, False, False),
    )
    name = house.restaurant.name
    manager.sends("set-up/", **{**RESTAURANT, "name": "Mine"}, opening_hours="Sundays from noon")
    house.restaurant.refresh_from_db()
    assert (house.restaurant.name, house.restaurant.deposit_from_party) == (name, None)
    assert house.restaurant.opening_hours == "Sundays from noon"
    assert manager.sends("set-up/", opening_hours="x" * 1001).status_code == 422
    assert manager.sends("set-up/", opening_hours="").status_code == 302
