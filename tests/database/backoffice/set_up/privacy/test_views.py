"""How does an owner say how long guests are kept, and where do they read what followed?"""

from datetime import timedelta
from typing import Any

import pytest

from entracte.guests.models import Retention
from entracte.restaurants.models import Edit
from tests.database.backoffice.desk import Desk
from tests.house import House

PAGE = "set-up/privacy/"


def test_without_a_choice_guests_are_kept_until_somebody_erases_them(owner: Desk) -> None:
    page = owner.opens(PAGE).content.decode()
    assert 'name="months" min="1" max="240"' in page
    assert "erased by this" not in page


def test_what_is_chosen_is_kept_shown_again_and_a_line_of_history(house: House, owner: Desk) -> None:
    assert owner.sends(PAGE, months="24").status_code == 302
    row = Retention.objects.get()
    assert (row.months, row.restaurant_id) == (24, house.restaurant.pk)
    seen = owner.sees(PAGE)
    assert "Nobody was erased by this so far." in seen
    assert "so that you can still change it" in seen
    assert Edit.objects.latest("pk").lines == [["months", "", "24"]]
    owner.sends(PAGE, months="")
    assert Retention.objects.get().months is None
    assert Edit.objects.latest("pk").lines == [["months", "24", ""]]


def test_the_page_counts_who_was_erased(owner: Desk) -> None:
    owner.sends(PAGE, months="24")
    row = Retention.objects.get()
    assert row.begins_at is not None
    ended = row.begins_at - timedelta(days=2)
    Retention.objects.update(begins_at=ended, erased=3, erased_at=ended, looked_at=ended)
    seen = owner.sees(PAGE)
    assert "3 guests erased by this so far, the last on" in seen
    assert "All guests were last looked through on" in seen


@pytest.mark.parametrize("typed", ["0", "-1", "241", "1.5", "a year", "7²"])
def test_other_than_one_to_240_months_is_refused(owner: Desk, typed: Any) -> None:
    assert owner.sends(PAGE, months=typed).status_code == 422
    assert Retention.objects.count() == 0


def test_another_restaurant_has_chosen_nothing(other: House, owner: Desk) -> None:
    owner.sends(PAGE, months="24")
    assert 'value="24"' not in Desk(other, "owner").opens(PAGE).content.decode()
