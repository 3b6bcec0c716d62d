"""What does the security log keep of sign-ins, failures and lock-outs, and who reads it?"""

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django import Settings

from entracte import clock
from entracte.restaurants.models import Account, Entry, Member
from entracte.restaurants.sign_in.sign_in_links import make_sign_in_link
from tests.database.backoffice.desk import Desk
from tests.house import House

COOK, PASSWORD = "cook@example.org", "three odd words"


@pytest.fixture(autouse=True)
def _quick(settings: Settings, db: None) -> None:
    settings.SIGN_IN_DELAY_SECONDS = 0
    caches["default"].clear()


@pytest.fixture
def cook(house: House) -> Account:
    account = Account(email=COOK, created_at=clock.now())
    account.set_password(PASSWORD)
    account.save()
    Member.objects.create(restaurant=house.restaurant, account=account, role="host")
    return account


def sends(email: str, password: str) -> Client:
    browser = Client()
    browser.post("/accounts/login/", {"login": email, "password": password})
    return browser


def kinds() -> list[str]:
    return [entry.kind for entry in Entry.objects.order_by("pk")]


def test_a_sign_in_and_a_wrong_password_are_kept(cook: Account, owner: Desk) -> None:
    sends(COOK, "not this one")
    sends(COOK, PASSWORD)
    assert kinds() == ["failed", "signed_in"]
    shown = owner.sees("set-up/history/sign-ins/")
    assert ("Wrong password" in shown, "Signed in" in shown, COOK in shown) == (True, True, True)


def test_a_lock_out_is_kept_once_however_often_it_is_tried(cook: Account) -> None:
    for _ in range(15):
        sends(COOK, "not this one")
    assert kinds() == ["failed"] * 5 + ["locked_out"]


@pytest.mark.parametrize("typed", ["nobody@example.org", "my password by mistake"])
def test_an_unknown_address_that_failed_is_kept_nowhere(
    house: House, typed: str, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(15):
        sends(typed, "not this one")
    assert kinds() == []
    assert typed not in caplog.text


def test_a_password_is_kept_in_no_line(cook: Account) -> None:
    sends(COOK, "a wrong one of mine")
    browser = sends(COOK, PASSWORD)
    words = {"oldpassword": PASSWORD, "password1": "other odd words", "password2": "other odd words"}
    browser.post("/accounts/password/change/", words)
    token = make_sign_in_link(email=COOK, now=clock.now())
    said = {"password": "third odd words", "again": "third odd words"}
    Client().post(f"/accounts/new-password/{token}/", said)
    assert kinds() == ["failed", "signed_in", "password", "link_made", "password", "signed_in"]
    stored = str(list(Entry.objects.values()))
    assert not [word for word in ("a wrong one", "odd words", str(token)) if word in stored]


def test_an_owner_reads_of_sign_ins_of_the_own_team_and_of_no_other_restaurants_roles(
    cook: Account, owner: Desk, other: House
) -> None:
    sends(COOK, PASSWORD)
    stranger = Desk(other, "owner")
    assert COOK not in stranger.sees("set-up/history/sign-ins/")
    owner.sends("set-up/team/member/", email=COOK, role="manager")
    Member.objects.create(restaurant=other.restaurant, account=cook, role="host")
    seen = stranger.sees("set-up/history/sign-ins/")
    assert ("Host to Manager" in seen, "Host to Manager" in owner.sees("set-up/history/sign-ins/")) == (
        False,
        True,
    )
