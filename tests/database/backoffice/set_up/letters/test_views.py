"""How does a restaurant say which letters guests get, and who writes them?"""

from typing import Any

import pytest

from entracte.backoffice.set_up.letters.forms import WHEN
from entracte.mail.letters.own_settings import SWITCHED
from entracte.mail.models import LetterSettings
from entracte.restaurants.models import Edit
from tests.database.backoffice.desk import Desk
from tests.house import House

ALL_ON: dict[str, Any] = {f"sends_{kind.name}": "on" for kind in SWITCHED}


def test_each_letter_says_what_it_says_and_when_it_goes(owner: Desk) -> None:
    assert [kind.name for kind in SWITCHED] == list(WHEN)
    page = owner.sees("set-up/letters/")
    assert [kind.title for kind in SWITCHED if kind.title not in page] == []


def test_without_a_choice_all_letters_go_and_the_restaurant_writes_them(house: House, owner: Desk) -> None:
    page = owner.opens("set-up/letters/").content.decode()
    assert page.count(" checked") == len(SWITCHED)
    assert f"Empty: {house.restaurant.name}." in page


def test_what_is_chosen_is_kept_shown_again_and_a_line_of_history(house: House, owner: Desk) -> None:
    chosen = {name: on for name, on in ALL_ON.items() if name != "sends_changed"}
    who: dict[str, Any] = {"from_name": "Prompt Side, tables", "asks_to_reconfirm": "on"}
    assert owner.sends("set-up/letters/", **chosen, **who).status_code == 302
    row = LetterSettings.objects.get()
    assert (row.switched_off, row.from_name) == (["changed"], who["from_name"])
    assert row.asks_to_reconfirm
    page = owner.opens("set-up/letters/").content.decode()
    assert (page.count(" checked"), who["from_name"] in page) == (len(SWITCHED), True)
    assert Edit.objects.latest("pk").lines == [
        ["switched off", "", "changed"],
        ["from name", "", "Prompt Side, tables"],
        ["asks to reconfirm", "no", "yes"],
    ]
    owner.sends("set-up/letters/", **ALL_ON, **who)
    assert LetterSettings.objects.get().switched_off == []
    assert Edit.objects.latest("pk").lines == [["switched off", "changed", ""]]


@pytest.mark.parametrize("is_set_up", [True, False])
def test_the_page_says_whether_letters_are_sent_at_all(owner: Desk, settings: Any, is_set_up: bool) -> None:
    settings.MAIL_BACKEND = "entracte.mail.sending.smtp.Backend" if is_set_up else ""
    assert ("No letters are sent yet." in owner.sees("set-up/letters/")) is not is_set_up


def test_another_restaurant_has_chosen_nothing(other: House, owner: Desk) -> None:
    owner.sends("set-up/letters/", from_name="Ours")
    assert "Ours" not in Desk(other, "owner").sees("set-up/letters/")
