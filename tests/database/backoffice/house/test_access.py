"""Who may open which page?"""

import pytest
from django.test import Client

from entracte.restaurants.models import Member
from tests.builders import NOON_BEFORE
from tests.database.backoffice.desk import Desk
from tests.house import House, book, make_house

FOR_HOSTS = ("", "bookings/", "bookings/new/", "bookings/walk-in/", "guests/")
FOR_MANAGERS = (
    *("floor/", "floor/tables/new/", "floor/plans/new/", "floor/services/new/"),
    *("set-up/widgets/", "set-up/widgets/new/"),
    *("spektrix/", "spektrix/activity/", "spektrix/what-crosses/"),
)
FOR_OWNERS = ("set-up/team/",)


@pytest.mark.parametrize("path", [*FOR_HOSTS, *FOR_MANAGERS, *FOR_OWNERS, "set-up/"])
def test_every_page_opens_for_the_owner(owner: Desk, path: str) -> None:
    assert owner.opens(path).status_code == 200


@pytest.mark.parametrize("path", FOR_HOSTS)
def test_a_host_runs_the_book(host: Desk, path: str) -> None:
    assert host.opens(path).status_code == 200


@pytest.mark.parametrize("path", [*FOR_MANAGERS, *FOR_OWNERS, "set-up/"])
def test_a_host_sees_that_the_role_does_not_include_a_page(host: Desk, path: str) -> None:
    answer = host.opens(path)
    assert (answer.status_code, "Not for your role" in answer.content.decode()) == (403, True)


@pytest.mark.parametrize("path", FOR_MANAGERS)
def test_a_manager_edits_floor_widgets_and_bridge(manager: Desk, path: str) -> None:
    assert manager.opens(path).status_code == 200


@pytest.mark.parametrize("path", FOR_OWNERS)
def test_a_manager_does_not_change_the_team(manager: Desk, path: str) -> None:
    assert manager.opens(path).status_code == 403


def test_a_manager_finds_under_set_up_what_a_manager_may_change(manager: Desk) -> None:
    page = manager.opens("set-up/").content.decode()
    assert (manager.address("set-up/widgets/") in page, manager.address("set-up/team/") in page) == (
        True,
        False,
    )


@pytest.mark.parametrize("path", [*FOR_HOSTS, *FOR_MANAGERS, *FOR_OWNERS, "set-up/"])
def test_another_restaurants_pages_are_not_found(owner: Desk, path: str) -> None:
    other = make_house(NOON_BEFORE, slug="stalls-bar")
    assert owner.client.get(f"/r/{other.restaurant.slug}/{path}").status_code == 404


def test_a_booking_or_a_guest_of_another_restaurant_is_not_found(house: House, owner: Desk) -> None:
    other = make_house(NOON_BEFORE, slug="stalls-bar")
    foreign = book(other, NOON_BEFORE)
    key = other.tables["1"].key
    assert owner.opens(f"bookings/{foreign.code}/").status_code == 404
    assert owner.sends(f"bookings/{foreign.code}/move/", to="arrived", version=1).status_code == 404
    assert owner.opens(f"guests/{foreign.guest.key}/").status_code == 404
    assert owner.opens(f"floor/tables/{key}/").status_code == 404
    assert owner.opens(f"set-up/widgets/{other.widgets['none'].key}/").status_code == 404


def test_a_stranger_is_asked_to_sign_in_and_comes_back(house: House) -> None:
    address = f"/r/{house.restaurant.slug}/bookings/"
    assert Client().get(address)["Location"] == f"/accounts/login/?next={address}"


def test_a_part_of_a_page_says_that_the_session_has_gone(house: House) -> None:
    answer = Client().get(f"/r/{house.restaurant.slug}/list/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["Entracte-Gone"]) == (401, "session")


def test_the_only_restaurant_opens_at_once(host: Desk) -> None:
    assert host.client.get("/")["Location"] == host.address()


def test_who_works_in_two_restaurants_chooses(house: House, host: Desk) -> None:
    other = make_house(NOON_BEFORE, slug="stalls-bar", name="Stalls Bar")
    Member.objects.create(restaurant=other.restaurant, account=house.host, role=Member.Role.MANAGER)
    page = host.client.get("/").content.decode()
    assert ("Stalls Bar" in page, "The Prompt Side" in page) == (True, True)


@pytest.mark.parametrize(
    "path", ["login/", "logout/", "password/reset/", "password/reset/done/", "signup/", "inactive/"]
)
def test_the_pages_of_sign_in_look_like_ours(house: House, path: str) -> None:
    page = Client().get(f"/accounts/{path}", follow=True).content.decode()
    assert "backoffice/style/entrance.css" in page


@pytest.mark.parametrize("path", ["password/change/", "logout/", "email/"])
def test_the_pages_of_an_account_look_like_ours(host: Desk, path: str) -> None:
    assert (
        "backoffice/style/entrance.css" in host.client.get(f"/accounts/{path}", follow=True).content.decode()
    )


def test_a_wrong_password_keeps_the_address_and_says_so(house: House) -> None:
    answer = Client().post("/accounts/login/", {"login": "host@prompt-side.example", "password": "wrong"})
    page = answer.content.decode()
    assert ('value="host@prompt-side.example"' in page, 'role="alert"' in page) == (True, True)


@pytest.mark.parametrize("path", ["", "spektrix/", "bookings/new/", "floor/plans/new/"])
def test_no_page_needs_an_inline_script_or_style(owner: Desk, path: str) -> None:
    answer = owner.opens(path)
    page = answer.content.decode()
    assert (" style=" in page, "onclick" in page, "<style" in page) == (False, False, False)
    assert "unsafe" not in answer["Content-Security-Policy"]
