"""Does whoever runs the installation let somebody in who lost phone and recovery codes?"""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import caches
from django.test import Client
from pytest_django import Settings

from entracte import clock
from entracte.cli.main import main
from entracte.restaurants.models import Account, Entry
from tests.second_factors import set_up_codes
from tests.signed_in import let_in

COOK = "cook@example.org"
WORDS = {"password": "other odd words", "again": "other odd words"}

pytestmark = pytest.mark.rule("D29")


@pytest.fixture(autouse=True)
def cook(settings: Settings, db: None) -> Account:
    caches["default"].clear()
    return Account.objects.create(email=COOK, created_at=clock.now())


def has_codes(account: Account) -> Client:
    browser = Client()
    let_in(browser, account)
    set_up_codes(browser)
    return browser


def has_passkey(account: Account, name: str) -> None:
    Authenticator.objects.create(user=account, type="webauthn", data={"name": name, "credential": {}})


def link_of(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[str, str]:
    """Type the command; what it says, and the path of its link."""
    assert main(["sign-in-link", COOK, *options]) == 0
    *said, link = capsys.readouterr().out.splitlines()
    return " ".join(said), link.partition("/accounts/")[2]


def is_in(browser: Client) -> bool:
    return browser.get("/").status_code == 200


def test_codes_and_recovery_codes_are_forgotten_and_the_new_password_lets_in(
    cook: Account, capsys: pytest.CaptureFixture[str]
) -> None:
    was_in = has_codes(cook)
    said, link = link_of(capsys, "--forget-second-factor")
    assert "The authenticator app and the recovery codes are forgotten." in said
    assert not Authenticator.objects.exists()
    assert not is_in(was_in)
    opener, again = Client(), Client()
    opener.post(f"/accounts/{link}", WORDS)
    again.post("/accounts/login/", {"login": COOK, "password": WORDS["password"]})
    assert (is_in(opener), is_in(again)) == (True, True)
    entry = Entry.objects.get(kind=Entry.Kind.LINK_MADE)
    assert (entry.words, entry.by) == ("second factor forgotten", "the command line")


def test_passkeys_stay_and_are_listed_and_the_link_lets_in_to_remove_a_lost_one(
    cook: Account, capsys: pytest.CaptureFixture[str]
) -> None:
    has_codes(cook)
    has_passkey(cook, "lost phone")
    has_passkey(cook, "office key")
    said, link = link_of(capsys, "--forget-second-factor")
    assert "Passkeys that still sign in: lost phone, office key." in said
    opener = Client(HTTP_HOST="localhost")
    opener.post(f"/accounts/{link}", WORDS)
    assert is_in(opener)
    for passkey in Authenticator.objects.all():
        opener.post(f"/accounts/own/passkeys/{passkey.pk}/remove/")
    assert not Authenticator.objects.exists()
    # the next sign-in is an ordinary one
    cook.refresh_from_db()
    has_codes(cook)
    other = Client()
    other.post("/accounts/login/", {"login": COOK, "password": WORDS["password"]})
    assert not is_in(other)


def test_without_the_option_everything_stays_and_is_asked_for(
    cook: Account, capsys: pytest.CaptureFixture[str]
) -> None:
    has_codes(cook)
    has_passkey(cook, "phone")
    said, link = link_of(capsys)
    assert "A second factor is still asked for; --forget-second-factor ends that." in said
    assert "Passkeys that still sign in: phone." in said
    assert Authenticator.objects.count() == 3
    opener = Client()
    assert opener.post(f"/accounts/{link}", WORDS)["Location"] == "/accounts/login/code/"
    assert not is_in(opener)


def test_a_later_link_without_the_option_skips_nothing(
    cook: Account, capsys: pytest.CaptureFixture[str]
) -> None:
    has_passkey(cook, "phone")
    link_of(capsys, "--forget-second-factor")
    _, link = link_of(capsys)
    opener = Client()
    opener.post(f"/accounts/{link}", WORDS)
    assert not is_in(opener)


def test_whoever_has_none_hears_nothing_of_it(cook: Account, capsys: pytest.CaptureFixture[str]) -> None:
    said, _ = link_of(capsys)
    assert "second factor" not in said.lower()
    said, _ = link_of(capsys, "--forget-second-factor")
    assert "There was no authenticator app." in said


def test_of_somebody_unknown_nothing_is_forgotten(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sign-in-link", "nobody@example.org", "--forget-second-factor"]) == 2
    assert "Nobody signs in as" in capsys.readouterr().err
