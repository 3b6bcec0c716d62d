"""Is guessing a password held up, for all web workers together, by the address that really asks?"""

import re

import pytest
from django.core.cache import caches
from django.test import Client, RequestFactory
from pytest_django import Settings

from entracte import clock
from entracte.restaurants.models import Account
from entracte.restaurants.sign_in.sign_in_links import make_sign_in_link
from entracte.restaurants.sign_in.tries import seconds_to_wait
from tests.house import make_house

GUESSES = 12


def guess(email: str) -> str:
    """Guess from a browser of its own; what the page says."""
    typed = {"login": email, "password": "not this one"}
    return Client().post("/accounts/login/", typed).content.decode()


@pytest.fixture(autouse=True)
def _forget_tries(db: None) -> None:
    caches["default"].clear()


@pytest.mark.django_db
def test_guessing_one_persons_password_is_held_up_for_all_web_workers() -> None:
    email = make_house(clock.now()).host.email
    said = [guess(email) for _ in range(GUESSES)]
    assert "Too many" not in said[0]
    assert "Too many" in said[-1]
    assert type(caches["default"]).__name__ == "DatabaseCache"


@pytest.mark.django_db
def test_the_address_counted_is_the_one_behind_trusted_proxies(
    settings: Settings, rf: RequestFactory
) -> None:
    from allauth.account.adapter import get_adapter

    request = rf.get("/accounts/login/", headers={"X-Forwarded-For": "198.51.100.7"})
    assert get_adapter().get_client_ip(request) == "127.0.0.1"
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    assert get_adapter().get_client_ip(request) == "198.51.100.7"


PASSWORD = "three odd words together"


@pytest.fixture
def proxied(settings: Settings) -> None:
    """Requests come through a proxy, which says from where; a password costs no wait."""
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    settings.SIGN_IN_DELAY_SECONDS = 0


@pytest.fixture
def cook(proxied: None, db: None) -> Account:
    account = Account(email="cook@example.org", created_at=clock.now())
    account.set_password(PASSWORD)
    account.save()
    return account


def signs_in(browser: Client, email: str, password: str = PASSWORD, *, address: str) -> bool:
    """Send the form of signing in from an address; whether it let the browser in."""
    typed = {"login": email, "password": password}
    answer = browser.post("/accounts/login/", typed, headers={"X-Forwarded-For": address})
    return answer.status_code == 302


def guesses(email: str, times: int, *, address: str) -> None:
    for _ in range(times):
        signs_in(Client(), email, "not this one", address=address)


def test_wrong_passwords_from_another_address_keep_nobody_out(cook: Account) -> None:
    guesses(cook.email, GUESSES, address="198.51.100.7")
    assert not signs_in(Client(), cook.email, address="198.51.100.7")
    assert signs_in(Client(), cook.email, address="203.0.113.9")


@pytest.mark.parametrize("spelled", ["COOK@example.org", " cook@example.org"])
def test_an_address_gains_no_tries_by_spelling_an_e_mail_otherwise(cook: Account, spelled: str) -> None:
    guesses(cook.email, 3, address="198.51.100.7")
    guesses(spelled, 3, address="198.51.100.7")
    assert not signs_in(Client(), cook.email, address="198.51.100.7")


def test_one_address_guesses_few_passwords_of_many_accounts(cook: Account) -> None:
    for number in range(10):
        guesses(f"somebody{number}@example.org", 1, address="198.51.100.7")
    assert not signs_in(Client(), cook.email, address="198.51.100.7")
    assert signs_in(Client(), cook.email, address="203.0.113.9")


def test_tries_that_are_refused_are_counted_against_no_other_account_of_the_address(
    cook: Account, db: None
) -> None:
    guesses("somebody@example.org", 50, address="198.51.100.7")
    assert signs_in(Client(), cook.email, address="198.51.100.7")


def test_a_browser_that_signed_in_before_passes_whatever_its_address_met(cook: Account) -> None:
    own = Client()
    assert signs_in(own, cook.email, address="198.51.100.7")
    own.post("/accounts/logout/")
    guesses(cook.email, GUESSES, address="198.51.100.7")
    for number in range(20):
        guesses(f"somebody{number}@example.org", 1, address="198.51.100.7")
    assert not signs_in(Client(), cook.email, address="198.51.100.7")
    assert signs_in(own, cook.email, address="198.51.100.7")


def test_a_browser_passes_for_its_own_accounts_only(cook: Account) -> None:
    other = Account(email="other@example.org", created_at=clock.now())
    other.set_password(PASSWORD)
    other.save()
    own = Client()
    assert signs_in(own, other.email, address="198.51.100.7")
    own.post("/accounts/logout/")
    guesses(cook.email, GUESSES, address="198.51.100.7")
    assert not signs_in(own, cook.email, address="198.51.100.7")
    assert signs_in(own, other.email, address="198.51.100.7")


def test_a_known_browser_passes_for_each_of_the_people_who_share_it(cook: Account) -> None:
    own, emails = Client(), [cook.email]
    for number in range(3):
        account = Account(email=f"host{number}@example.org", created_at=clock.now())
        account.set_password(PASSWORD)
        account.save()
        emails.append(account.email)
    for email in emails:
        assert signs_in(own, email, address="198.51.100.7")
        own.post("/accounts/logout/")
    for email in emails:
        guesses(email, GUESSES, address="198.51.100.7")
    for email in emails:
        assert signs_in(own, email, address="198.51.100.7")
        own.post("/accounts/logout/")


def test_a_known_browser_does_not_guess_without_end(cook: Account) -> None:
    own = Client()
    assert signs_in(own, cook.email, address="198.51.100.7")
    own.post("/accounts/logout/")
    for number in range(25):
        signs_in(own, cook.email, "not this one", address=f"203.0.113.{number}")
    assert not signs_in(own, cook.email, address="203.0.113.99")
    # and this keeps no other browser out
    assert signs_in(Client(), cook.email, address="203.0.113.99")


@pytest.mark.parametrize("cookie", ["", "x", "x:y:z", "WyJ4Iix7fV0:1vN:zzz", "\u00e9"])
def test_a_cookie_that_was_not_given_here_says_nothing(cook: Account, cookie: str) -> None:
    browser = Client()
    browser.cookies["entracte_known"] = cookie
    guesses(cook.email, GUESSES, address="198.51.100.7")
    assert not signs_in(browser, cook.email, address="198.51.100.7")
    assert signs_in(browser, cook.email, address="203.0.113.9")


def test_an_account_is_never_locked_however_many_addresses_guess(cook: Account) -> None:
    for number in range(80):
        guesses(cook.email, 1, address=f"198.51.100.{number}")
    assert signs_in(Client(), cook.email, address="203.0.113.9")


def test_a_try_waits_after_many_failures_from_everywhere_and_is_answered(
    cook: Account, settings: Settings
) -> None:
    for number in range(40):
        guesses(cook.email, 1, address=f"192.0.2.{number}")
    settings.SIGN_IN_DELAY_SECONDS = 0.4
    began = clock.system_now()
    assert signs_in(Client(), cook.email, address="203.0.113.9")
    assert (clock.system_now() - began).total_seconds() >= 0.4


def test_a_known_browser_never_waits(cook: Account, settings: Settings) -> None:
    own = Client()
    assert signs_in(own, cook.email, address="203.0.113.9")
    own.post("/accounts/logout/")
    for number in range(40):
        guesses(cook.email, 1, address=f"192.0.2.{number}")
    settings.SIGN_IN_DELAY_SECONDS = 60
    assert signs_in(own, cook.email, address="203.0.113.9")


@pytest.mark.parametrize("failures, seconds", [(0, 0), (10, 0), (11, 0.3), (15, 1.5), (20, 3), (10_000, 3)])
def test_the_wait_grows_with_the_failures_to_the_longest_that_is_set(failures: int, seconds: float) -> None:
    assert seconds_to_wait(failures) == pytest.approx(seconds)


def test_a_sign_in_link_clears_every_count_and_ends_what_browsers_knew(cook: Account) -> None:
    strangers = Client()
    assert signs_in(strangers, cook.email, address="198.51.100.7")
    guesses(cook.email, GUESSES, address="198.51.100.8")
    token = make_sign_in_link(email=cook.email, now=clock.now())
    words = {"password": "other odd words", "again": "other odd words"}
    here = {"X-Forwarded-For": "198.51.100.8"}
    assert Client().post(f"/accounts/new-password/{token}/", words, headers=here).status_code == 302
    assert signs_in(Client(), cook.email, "other odd words", address="198.51.100.8")
    # the browser that signed in by the old password is a stranger's again
    guesses(cook.email, GUESSES, address="198.51.100.7")
    assert not signs_in(strangers, cook.email, "other odd words", address="198.51.100.7")


def test_an_unknown_e_mail_is_held_up_as_a_known_one(cook: Account) -> None:
    said = [guess("nobody@example.org") for _ in range(GUESSES)]
    assert "Too many" in said[-1]


@pytest.mark.parametrize("ticked, days", [({"remember": "on"}, 14), ({}, None)])
def test_a_browser_stays_signed_in_only_where_that_is_chosen(
    cook: Account, ticked: dict[str, str], days: int | None
) -> None:
    browser = Client()
    browser.post("/accounts/login/", {"login": cook.email, "password": PASSWORD, **ticked})
    kept = browser.cookies["entracte_session"]["max-age"]
    assert kept == (days * 86_400 if days else "")


def test_a_link_signs_in_until_the_browser_is_closed(cook: Account) -> None:
    token = make_sign_in_link(email=cook.email, now=clock.now())
    browser = Client()
    words = {"password": "other odd words", "again": "other odd words"}
    browser.post(f"/accounts/new-password/{token}/", words)
    assert browser.cookies["entracte_session"]["max-age"] == ""


def test_the_choice_stands_on_the_page_and_is_kept_after_a_wrong_password(cook: Account) -> None:
    page = Client().get("/accounts/login/").content.decode()
    assert 'name="remember"' in page
    typed = {"login": cook.email, "password": "not this one", "remember": "on"}
    again = Client().post("/accounts/login/", typed).content.decode()
    assert re.search(r'name="remember"\s+id="id_remember"\s+checked', again)


def test_a_sign_in_over_ipv6_is_counted_by_the_network_of_one_subscriber(cook: Account) -> None:
    for number in range(6):
        guesses(cook.email, 1, address=f"2001:db8:0:1::{number:x}")
    assert not signs_in(Client(), cook.email, address="2001:db8:0:1::ffff")
    browser = Client()
    assert signs_in(browser, cook.email, address="2001:db8:0:2::1")
    assert signs_in(browser, cook.email, address="[2001:db8:0:1::2]:4711")


@pytest.mark.parametrize(
    "password", ["cook@example.org", "Cook@Example.ORG", " cook@example.org ", "cook@example.org1"]
)
def test_a_password_is_not_ones_own_e_mail_whichever_way_it_is_chosen(cook: Account, password: str) -> None:
    browser = Client()
    assert signs_in(browser, cook.email, address="203.0.113.9")
    typed = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    assert "too similar" in browser.post("/accounts/password/change/", typed).content.decode()
    token = make_sign_in_link(email=cook.email, now=clock.now())
    by_link = Client().post(f"/accounts/new-password/{token}/", {"password": password, "again": password})
    assert (by_link.status_code, "too similar" in by_link.content.decode()) == (422, True)
    assert not signs_in(Client(), cook.email, password, address="203.0.113.9")
