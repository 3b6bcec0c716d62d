"""Is a form that came without a session or a cookie kept, and only for a page of ours?"""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tests.database.answer import Answer
from tests.database.backoffice.desk import Desk, text_of
from tests.house import House
from tests.signed_in import let_in, signed_in_before

OURS = "http://testserver"
NOTE = '<b>"COELIAC"</b> & severe'
FIELD = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


def kept(answer: Answer) -> dict[str, str]:
    return dict(FIELD.findall(answer.content.decode()))


def strict(desk: Desk) -> Client:
    """A browser of this member whose tokens are looked at, as they are outside of tests."""
    browser = Client(enforce_csrf_checks=True)
    browser.cookies.update(desk.client.cookies)
    return browser


def test_a_form_of_somebody_who_was_signed_out_is_kept_with_the_way_to_sign_in(house: House) -> None:
    address = f"/r/{house.restaurant.slug}/bookings/new/?date=2026-12-05"
    answer = Client().post(address, {"last_name": NOTE, "more_tables": ["1", "2"]})
    page = answer.content.decode()
    assert (answer.status_code, answer["Cache-Control"]) == (401, "private, no-store")
    assert kept(answer)["last_name"] == "&lt;b&gt;&quot;COELIAC&quot;&lt;/b&gt; &amp; severe"
    assert FIELD.findall(page).count(("more_tables", "1")) == FIELD.findall(page).count(("more_tables", "2"))
    assert f'action="{address}"' in page
    assert "/accounts/login/?next=/accounts/signed-in/" in page


@pytest.mark.parametrize("secret", ["password", "oldpassword", "api_key", "recovery_codes"])
def test_a_secret_is_never_written_into_a_page(house: House, secret: str) -> None:
    answer = Client().post(f"/r/{house.restaurant.slug}/spektrix/", {"login": "me", secret: "s3cret-word"})
    assert (answer.status_code, "s3cret-word" in answer.content.decode(), kept(answer).get("login")) == (
        *(401, False, None),
    )
    assert "is not kept on a page" in text_of(answer)


def test_a_form_without_the_cookie_is_kept_and_goes_through_when_it_is_sent_again(
    house: House, manager: Desk
) -> None:
    browser, address = strict(manager), manager.address("set-up/")
    first = browser.post(address, {"opening_hours": "Sundays"}, headers={"Origin": OURS})
    assert (first.status_code, kept(first)["opening_hours"]) == (403, "Sundays")
    assert "lost its cookie" in text_of(first)
    again = {**kept(first), "opening_hours": "Sundays"}
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', first.content.decode())
    assert token
    again["csrfmiddlewaretoken"] = token[1]
    assert browser.post(address, again, headers={"Origin": OURS}).status_code == 302
    house.restaurant.refresh_from_db()
    assert house.restaurant.opening_hours == "Sundays"


def test_a_browser_that_keeps_no_cookie_at_all_is_asked_to_allow_them(manager: Desk) -> None:
    answer = strict(manager).post(
        manager.address("set-up/"), {"opening_hours": "x", "sent_again": "yes"}, headers={"Origin": OURS}
    )
    assert (answer.status_code, kept(answer).get("opening_hours")) == (403, None)
    assert "Allow cookies for this address" in text_of(answer)


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}, {"Origin": "null"}])
def test_a_form_of_another_site_is_not_written_into_our_page(manager: Desk, headers: dict[str, str]) -> None:
    answer = strict(manager).post(manager.address("set-up/"), {"opening_hours": "Evil"}, headers=headers)
    assert (answer.status_code, "Evil" in answer.content.decode()) == (403, False)


def test_a_part_of_a_page_says_that_the_cookie_has_gone(manager: Desk) -> None:
    headers = {"Origin": OURS, "HX-Request": "true"}
    answer = strict(manager).post(manager.address("set-up/"), {"opening_hours": "x"}, headers=headers)
    assert (answer.status_code, answer["Entracte-Gone"], answer.content) == (403, "cookie", b"")


def test_a_form_sent_long_after_the_sign_in_is_kept_and_goes_through_after_another(
    house: House, owner: Desk
) -> None:
    signed_in_before(owner.client, minutes=16)
    typed: dict[str, Any] = {"email": "cook@example.org", "name": 'Kim "K" <Lee>', "role": "host"}
    first = owner.sends("set-up/team/", **typed)
    assert (first.status_code, kept(first)["email"]) == (401, "cook@example.org")
    assert "/accounts/again/?next=/accounts/signed-in/" in first.content.decode()
    assert house.restaurant.invitations.count() == 0
    account = house.members["owner"].account
    account.set_password("three odd words")
    account.save()
    let_in(owner.client, account)
    signed_in_before(owner.client, minutes=16)
    again = owner.client.post("/accounts/again/?next=/accounts/signed-in/", {"password": "three odd words"})
    assert again["Location"] == "/accounts/signed-in/"
    assert owner.sends("set-up/team/", **typed).status_code == 302
    assert house.restaurant.invitations.get().email == "cook@example.org"


def test_the_minutes_after_a_sign_in_are_a_setting(owner: Desk, settings: Settings) -> None:
    signed_in_before(owner.client, minutes=5)
    assert owner.sends("set-up/team/", email="a@example.org", role="host").status_code == 302
    settings.SIGN_IN_AGAIN_MINUTES = 5
    assert owner.sends("set-up/team/", email="b@example.org", role="host").status_code == 401


def test_a_key_typed_long_after_the_sign_in_is_not_written_into_a_page_and_other_fields_are(
    manager: Desk,
) -> None:
    signed_in_before(manager.client, minutes=16)
    with_key = manager.sends("spektrix/", login="me", api_key="s3cret-word")
    assert (with_key.status_code, "s3cret-word" in with_key.content.decode()) == (401, False)
    without = manager.sends("spektrix/", login="me", api_key="")
    assert kept(without)["login"] == "me"


def test_a_form_says_for_how_long_it_is_taken(owner: Desk) -> None:
    seconds = re.findall(r'data-signed-in-for="(\d+)"', owner.opens("set-up/team/").content.decode())
    assert all(850 < int(each) <= 900 for each in seconds)
    assert len(seconds) == 4
    signed_in_before(owner.client, minutes=16)
    seconds = re.findall(r'data-signed-in-for="(\d+)"', owner.opens("spektrix/").content.decode())
    assert (set(seconds), len(seconds)) == ({"0"}, 1)
