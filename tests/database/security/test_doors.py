"""Does every address of the back office ask who comes, and whether it is theirs?"""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from entracte.boxoffice.models import Claim
from tests.database.backoffice.desk import text_of
from tests.database.security.doors import (
    ASKING_AGAIN,
    DOORS,
    OPEN,
    READ,
    SENT_TO,
    SIGNED_IN,
    WITH_KEYS,
    Place,
)
from tests.routes import all_routes
from tests.signed_in import signed_in_before

ROLES = ("host", "manager", "owner")
HTMX = {"HX-Request": "true"}


def test_every_address_is_written_down_here() -> None:
    routes = all_routes()
    behind = {route: name for route, name in routes.items() if route.startswith("r/<slug:slug>/")}
    assert sorted(behind.values()) == sorted(DOORS)
    assert set(routes) - set(behind) == set(OPEN) | SIGNED_IN


@pytest.mark.parametrize("name", DOORS)
def test_a_stranger_is_led_to_the_sign_in(here: Place, name: str) -> None:
    address = here.address(name)
    for method in methods(name):
        answer = getattr(Client(), method)(address)
        if method == "get":
            assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next={address}")
        else:
            assert (answer.status_code, "You are signed out." in text_of(answer)) == (401, True)
        part = getattr(Client(), method)(address, headers=HTMX)
        assert (part.status_code, part["Entracte-Gone"], part.content) == (401, "session", b"")


@pytest.mark.parametrize("route", sorted(SIGNED_IN))
def test_what_is_for_members_of_any_team_asks_for_a_sign_in_too(db: None, route: str) -> None:
    address = route.replace("<int:pk>", "1").replace("<slug:slug>", "prompt-side")
    assert Client().get(f"/{address}")["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("name", DOORS)
def test_a_member_of_another_restaurant_finds_nothing(here: Place, elsewhere: Place, name: str) -> None:
    browser = elsewhere.browser("owner")
    before = rows()
    for method in methods(name):
        for headers in ({}, HTMX):
            answer = getattr(browser, method)(here.address(name), headers=headers)
            assert (answer.status_code, here.house.restaurant.name.encode() in answer.content) == (404, False)
    assert rows() == before


@pytest.mark.parametrize("name", WITH_KEYS)
def test_a_key_of_another_restaurant_means_nothing_under_ones_own(
    here: Place, elsewhere: Place, name: str
) -> None:
    for method in methods(name):
        answer = getattr(here.browser("owner"), method)(here.address(name, of=elsewhere))
        assert answer.status_code == 404


@pytest.mark.parametrize("name", DOORS)
def test_a_role_without_the_right_is_refused(here: Place, name: str) -> None:
    may_read, may_send, _ = DOORS[name]
    for method in methods(name):
        refused = [role for role in ROLES if status(here.browser(role), method, here.address(name)) == 403]
        welcome = may_read if method == "get" else may_send
        assert refused == [role for role in ROLES if role not in welcome]


@pytest.mark.parametrize("name", [name for name in SENT_TO if name not in READ])
def test_what_only_takes_a_form_is_not_read(here: Place, name: str) -> None:
    assert here.browser("owner").get(here.address(name)).status_code == 405


@pytest.mark.parametrize("name", [name for name in READ if name not in SENT_TO])
def test_what_is_only_read_takes_no_form(here: Place, name: str) -> None:
    assert here.browser("owner").post(here.address(name)).status_code == 405


@pytest.mark.parametrize("name", DOORS)
def test_no_page_knows_another_method(here: Place, name: str) -> None:
    browser = here.browser("owner")
    for method in ("put", "patch", "delete"):
        assert status(browser, method, here.address(name)) == 405


@pytest.mark.dates
@pytest.mark.parametrize("name", READ)
def test_a_look_changes_no_row(here: Place, name: str) -> None:
    browser = here.browser("owner")
    before = rows()
    for query in ({}, {"forget": "1", "remove": "1", "to": "completed", "q": "a", "look": "a"}):
        assert browser.get(here.address(name), query).status_code in (200, 302)
    assert rows() == before


@pytest.mark.parametrize("name", SENT_TO)
def test_a_form_from_another_site_is_refused(here: Place, name: str) -> None:
    browser = here.browser("owner", enforce_csrf_checks=True)
    before = rows()
    answer = browser.post(here.address(name), headers={"Origin": "https://evil.example"})
    assert (answer.status_code, "Not saved yet" in answer.content.decode()) == (403, True)
    assert rows() == before


@pytest.mark.parametrize("name", ASKING_AGAIN)
def test_what_matters_asks_to_sign_in_again_after_a_while(here: Place, name: str) -> None:
    browser = here.browser("owner")
    signed_in_before(browser, minutes=16)
    before = rows()
    answer = browser.post(here.address(name), {"email": "cook@example.org"})
    assert (answer.status_code, "You signed in a while ago" in text_of(answer)) == (401, True)
    part = browser.post(here.address(name), headers=HTMX)
    assert (part.status_code, part["Entracte-Gone"], part.content) == (401, "again", b"")
    assert rows() == before


def test_what_is_sent_every_evening_never_asks_to_sign_in_again(here: Place) -> None:
    browser = here.browser("owner")
    signed_in_before(browser, minutes=1000)
    asking = [name for name in SENT_TO if status(browser, "post", here.address(name)) == 401]
    assert sorted(asking) == sorted(ASKING_AGAIN)


@pytest.mark.parametrize("address", ["login/", "logout/", "password/change/", "password/set/"])
def test_the_sign_in_and_out_take_no_form_from_another_site(here: Place, address: str) -> None:
    browser = here.browser("host", enforce_csrf_checks=True)
    assert browser.post(f"/accounts/{address}").status_code == 403


def test_nobody_is_signed_out_by_a_picture_on_another_site(here: Place) -> None:
    browser = here.browser("host")
    browser.get("/accounts/logout/")
    assert browser.get(here.address("tonight")).status_code == 200


def test_rows_of_another_restaurant_are_no_choice_in_a_form(here: Place, elsewhere: Place) -> None:
    owner, before = here.browser("owner"), rows()
    foreign = elsewhere.keys
    assert (
        owner.post(here.address("walk_in"), {"party_size": "2", "table": foreign["table"]}).status_code == 422
    )
    assert owner.post(here.address("service"), {"plan": foreign["plan"]}).status_code == 422
    for other in (foreign["guest"], elsewhere.other_guest):
        assert owner.post(here.address("merge"), {"other": other}).status_code == 404
        assert owner.post(here.address("merge"), {"other": other, "apart": "1"}).status_code == 404
    owner.post(here.address("member"), {"email": "host@stalls-bar.example", "role": "owner"})
    owner.post(here.address("member"), {"email": "host@stalls-bar.example", "role": "host", "remove": "1"})
    owner.post(here.address("invitation"), {"email": "waits@stalls-bar.example"})
    assert rows() == before


def test_the_lists_name_nobody_from_another_restaurant(here: Place, elsewhere: Place) -> None:
    Claim.objects.filter(restaurant=elsewhere.house.restaurant).update(tries=77)
    owner = here.browser("owner")
    for name in READ:
        for query in ({}, {"q": "Lima", "look": "Lima"}):
            page = owner.get(here.address(name), query).content.decode()
            shown = [each for each in (*elsewhere.keys.values(), "stalls-bar") if each in page]
            assert shown == [], name


def methods(name: str) -> list[str]:
    """How this address is asked: by a look, by a form, or by both."""
    return ["get"] * (name in READ) + ["post"] * (name in SENT_TO)


def status(browser: Client, method: str, address: str) -> int:
    """The status of an answer, which is never a fault of ours."""
    found = int(getattr(browser, method)(address).status_code)
    assert found < 500
    return found


def rows() -> dict[str, str]:
    """What every table holds, as a fingerprint; sessions and counts of tries may change at any look."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        found = {}
        for name in names:
            if name in ("django_session", "restaurants_cache"):
                continue
            cursor.execute(
                f"SELECT md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), '')) FROM \"{name}\" t"
            )
            found[name] = cursor.fetchone()[0]
    return found
