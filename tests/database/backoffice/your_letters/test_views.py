"""Does each member of a team choose their own letters, and nobody else's?"""

import pytest

from entracte.mail.models import StaffChoice
from entracte.mail.to_staff.choices import wanted_by
from tests.database.backoffice.desk import Desk, text_of
from tests.house import House

USUAL = {"staff_waits", "staff_asked", "staff_feedback", "staff_bridge"}


def wanted(desk: Desk) -> frozenset[str]:
    return wanted_by(desk.house.restaurant, desk.house.members[desk.role].account, desk.role)


def test_the_page_shows_what_the_role_usually_gets_until_somebody_chooses(manager: Desk) -> None:
    page = manager.opens("your-letters/").content.decode()
    assert page.count(" checked") == len(USUAL)
    answer = manager.sends("your-letters/", staff_booked="on")
    assert answer.status_code == 302
    assert wanted(manager) == {"staff_booked"}
    assert manager.opens("your-letters/").content.decode().count(" checked") == 1


def test_who_wants_none_gets_none(owner: Desk) -> None:
    owner.client.post(owner.address("your-letters/"), {"csrfmiddlewaretoken": "x"})
    assert wanted(owner) == frozenset()


def test_a_choice_is_for_one_person_and_one_restaurant(manager: Desk, owner: Desk, other: House) -> None:
    manager.sends("your-letters/", staff_cancelled="on")
    assert wanted(owner) == USUAL
    assert wanted(Desk(other, "manager")) == USUAL
    assert StaffChoice.objects.count() == 1


@pytest.mark.parametrize("role, is_offered", [("host", False), ("manager", True)])
def test_the_bridge_is_offered_to_who_may_see_it(house: House, role: str, is_offered: bool) -> None:
    assert ("The bridge needs a person" in Desk(house, role).sees("your-letters/")) is is_offered


def test_the_menu_with_ones_name_leads_there(host: Desk) -> None:
    assert "Your letters" in text_of(host.opens(""))
