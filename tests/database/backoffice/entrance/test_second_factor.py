"""Does a second factor keep out who only knows the password, and can its codes be guessed or read?"""

from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.db import connection as database
from django.test import Client
from pytest_django import Settings

from entracte import clock
from entracte.cli.main import main
from entracte.restaurants.models import Account, Entry
from entracte.restaurants.sign_in.sign_in_links import make_sign_in_link
from tests.database.answer import Answer
from tests.second_factors import code_of, set_up_codes, wrong_code_of
from tests.signed_in import COOK, PASSWORD, a_cook


@pytest.fixture(autouse=True)
def cook(settings: Settings, db: None) -> Account:
    return a_cook(settings)


def types_password(browser: Client, *, address: str = "203.0.113.9", **more: str) -> Answer:
    typed = {"login": COOK, "password": PASSWORD, **more}
    return browser.post("/accounts/login/", typed, headers={"X-Forwarded-For": address})


def types_code(browser: Client, code: str, *, address: str = "203.0.113.9") -> Answer:
    return browser.post("/accounts/login/code/", {"code": code}, headers={"X-Forwarded-For": address})


def is_in(browser: Client) -> bool:
    return browser.get("/").status_code == 200


def with_codes() -> tuple[Client, str, list[str]]:
    """A browser of the cook with an app set up; the app's secret, and the recovery codes."""
    browser = Client()
    types_password(browser)
    return browser, *set_up_codes(browser)


def test_with_an_app_the_password_alone_lets_nobody_in() -> None:
    _, secret, _ = with_codes()
    browser = Client()
    assert types_password(browser)["Location"] == "/accounts/login/code/"
    assert not is_in(browser)
    wrong = types_code(browser, wrong_code_of(secret))
    assert (wrong.status_code, "This code is not right." in wrong.content.decode()) == (200, True)
    assert not is_in(browser)
    assert types_code(browser, code_of(secret)).status_code == 302
    assert is_in(browser)


def test_a_code_serves_once_and_an_old_one_not_at_all() -> None:
    _, secret, _ = with_codes()
    first, second = Client(), Client()
    types_password(first)
    types_password(second)
    code = code_of(secret)
    types_code(first, code)
    types_code(second, code)
    assert (is_in(first), is_in(second)) == (True, False)
    types_code(second, code_of(secret, periods_ago=4))
    assert not is_in(second)


def test_a_recovery_code_serves_once_and_new_ones_end_the_old() -> None:
    own, secret, codes = with_codes()
    assert len(codes) == len(set(codes)) == 10
    for browser, code, lets_in in [(Client(), codes[0], True), (Client(), codes[0], False)]:
        types_password(browser)
        types_code(browser, code)
        assert is_in(browser) is lets_in
    assert "9 left" in own.get("/accounts/own/").content.decode()
    own.post("/accounts/own/recovery/new/")
    assert "10 left" in own.get("/accounts/own/").content.decode()
    browser = Client()
    types_password(browser)
    types_code(browser, codes[1])
    assert not is_in(browser)
    assert secret not in own.get("/accounts/own/recovery/").content.decode()


def test_what_the_codes_are_made_from_is_stored_encrypted() -> None:
    _, secret, codes = with_codes()
    with database.cursor() as cursor:
        cursor.execute("SELECT data::text FROM mfa_authenticator")
        stored = " ".join(text for (text,) in cursor.fetchall())
        cursor.execute("SELECT session_data FROM django_session")
        sessions = cursor.fetchall()
    assert stored.count("gAAAAA") == 2
    assert [each for each in (secret, *codes) if each in stored] == []
    from django.core import signing

    kept = [str(signing.loads(text, salt="django.contrib.sessions.SessionStore")) for (text,) in sessions]
    assert [each for each in kept if secret in each] == []


def test_after_a_rotation_the_code_still_works_without_the_old_key(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    _, secret, codes = with_codes()
    new = Fernet.generate_key().decode()
    settings.ENCRYPTION_KEYS = [new, *settings.ENCRYPTION_KEYS]
    assert main(["rotate-keys"]) == 0
    assert "2 encrypted" in capsys.readouterr().out
    settings.ENCRYPTION_KEYS = [new]
    for typed in (code_of(secret), codes[0]):
        browser = Client()
        types_password(browser)
        types_code(browser, typed)
        assert is_in(browser)


def test_a_second_factor_that_no_key_reads_is_named_and_said_at_the_sign_in(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    _, secret, _ = with_codes()
    settings.ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    assert main(["rotate-keys"]) == 1
    assert capsys.readouterr().out.count("second factor") == 2
    browser = Client()
    types_password(browser)
    said = types_code(browser, code_of(secret))
    assert (said.status_code, "cannot be read" in said.content.decode()) == (200, True)


def test_recovery_codes_that_no_key_reads_are_replaced_and_the_codes_removed(settings: Settings) -> None:
    own, _, _ = with_codes()
    settings.ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    assert "10 left" in own.get("/accounts/own/").content.decode()
    page = own.get("/accounts/own/recovery/", follow=True).content.decode()
    assert "cannot be read any longer" in page
    shown = own.post("/accounts/own/recovery/new/", follow=True).content.decode()
    assert shown.count("<li>") == 10
    assert own.post("/accounts/own/codes/remove/").status_code == 302
    set_up_codes(own)


def test_codes_are_counted_by_account_and_address_like_passwords() -> None:
    _, secret, _ = with_codes()
    browser = Client()
    types_password(browser)
    for _ in range(5):
        types_code(browser, wrong_code_of(secret))
    held_up = types_code(browser, code_of(secret))
    assert "Too many" in held_up.content.decode()
    assert not is_in(browser)
    # a password that is right gives no further tries
    again = Client()
    types_password(again)
    types_code(again, code_of(secret))
    assert not is_in(again)


@pytest.mark.parametrize("address", ["198.51.100.{}", "2001:db8:{}::1"])
def test_codes_are_not_guessed_from_many_addresses(address: str) -> None:
    _, secret, _ = with_codes()
    looked_at = 0
    for number in range(30):
        browser, here = Client(), address.format(number)
        types_password(browser, address=here)
        looked_at += "not right" in types_code(browser, wrong_code_of(secret), address=here).content.decode()
    assert looked_at == 10
    stranger = Client()
    types_password(stranger, address="192.0.2.1")
    types_code(stranger, code_of(secret), address="192.0.2.1")
    assert not is_in(stranger)


def test_who_guesses_codes_keeps_the_accounts_own_browser_not_out() -> None:
    own, secret, _ = with_codes()
    own.post("/accounts/logout/")
    for number in range(30):
        browser, here = Client(), f"198.51.100.{number}"
        types_password(browser, address=here)
        types_code(browser, wrong_code_of(secret), address=here)
    types_password(own, address="198.51.100.3")
    types_code(own, code_of(secret), address="198.51.100.3")
    assert is_in(own)


def test_a_browser_that_is_known_guesses_codes_no_more_than_others() -> None:
    own, secret, _ = with_codes()
    own.post("/accounts/logout/")
    looked_at = 0
    for number in range(30):
        here = f"198.51.100.{number}"
        types_password(own, address=here)
        looked_at += "not right" in types_code(own, wrong_code_of(secret), address=here).content.decode()
    assert looked_at == 10


def test_a_code_asked_again_of_somebody_signed_in_is_counted_too() -> None:
    own, secret, _ = with_codes()
    said = [
        own.post("/accounts/again/code/", {"code": wrong_code_of(secret)}).content.decode() for _ in range(12)
    ]
    assert sum("not right" in each for each in said) == 10


def test_a_sign_in_link_leaves_the_second_factor_and_clears_the_counts() -> None:
    _, secret, _ = with_codes()
    for number in range(15):
        browser, here = Client(), f"198.51.100.{number}"
        types_password(browser, address=here)
        types_code(browser, wrong_code_of(secret), address=here)
    token = make_sign_in_link(email=COOK, now=clock.now())
    opener, words = Client(), {"password": "other odd words", "again": "other odd words"}
    answer = opener.post(f"/accounts/new-password/{token}/", words)
    assert answer["Location"] == "/accounts/login/code/"
    assert not is_in(opener)
    types_code(opener, code_of(secret), address="192.0.2.1")
    assert is_in(opener)


@pytest.mark.parametrize("ticked, days", [({"remember": "on"}, 14), ({}, None)])
def test_the_choice_to_stay_signed_in_outlives_the_code(ticked: dict[str, str], days: int | None) -> None:
    _, secret, _ = with_codes()
    browser = Client()
    types_password(browser, **ticked)
    types_code(browser, code_of(secret))
    kept = browser.cookies["entracte_session"]["max-age"]
    assert kept == (days * 86_400 if days else "")


def test_the_way_on_outlives_the_code() -> None:
    _, secret, _ = with_codes()
    browser = Client()
    types_password(browser, next="/accounts/signed-in/")
    assert types_code(browser, code_of(secret))["Location"] == "/accounts/signed-in/"


def test_codes_are_removed_by_the_account_itself_and_with_them_the_recovery_codes() -> None:
    own, _, codes = with_codes()
    assert own.post("/accounts/own/codes/remove/")["Location"] == "/accounts/own/"
    assert "Codes are no longer asked for." in own.get("/accounts/own/").content.decode()
    assert not Authenticator.objects.exists()
    browser = Client()
    types_password(browser)
    assert is_in(browser)
    assert codes


def test_the_security_log_has_what_happened_to_a_second_factor() -> None:
    own, secret, _ = with_codes()
    own.post("/accounts/own/recovery/new/")
    browser = Client()
    types_password(browser)
    types_code(browser, wrong_code_of(secret))
    own.post("/accounts/own/codes/remove/")
    entries = [
        (entry.get_kind_display(), entry.words, entry.name)
        for entry in Entry.objects.order_by("pk")
        if entry.kind != Entry.Kind.SIGNED_IN
    ]
    assert entries == [
        ("Second factor", "Authenticator app added", COOK),
        ("Second factor", "Recovery codes made", COOK),
        ("Second factor", "Recovery codes made", COOK),
        ("Wrong code", "", COOK),
        ("Second factor", "Authenticator app removed", COOK),
    ]


OWN_PAGES = ("own/", "own/codes/", "own/codes/remove/", "own/recovery/", "own/recovery/new/", "again/")


@pytest.mark.parametrize("page", OWN_PAGES)
def test_the_pages_of_ones_own_sign_in_are_for_whoever_is_signed_in(page: str) -> None:
    for send in (Client().get, Client().post):
        answer = send(f"/accounts/{page}")
        assert (answer.status_code, answer["Location"].startswith("/accounts/login/")) == (302, True)


def test_changing_the_second_factor_asks_to_sign_in_again_after_a_while(settings: Settings) -> None:
    own, secret, _ = with_codes()
    settings.SIGN_IN_AGAIN_MINUTES = 0
    for page in ("own/codes/remove/", "own/recovery/", "own/recovery/new/"):
        way = unquote(own.get(f"/accounts/{page}")["Location"])
        assert way == f"/accounts/again/?next=/accounts/{page}"
    own.post("/accounts/own/codes/remove/")
    assert Authenticator.objects.count() == 2
    said = own.post("/accounts/again/?next=/accounts/own/recovery/", {"password": "not this one"})
    assert "This password is not right." in said.content.decode()
    settings.SIGN_IN_AGAIN_MINUTES = 15
    assert own.post("/accounts/again/?next=/accounts/own/recovery/", {"password": PASSWORD})["Location"] == (
        "/accounts/own/recovery/"
    )
    code = own.post("/accounts/again/code/?next=/accounts/own/", {"code": code_of(secret)})
    assert code["Location"] == "/accounts/own/"


@pytest.mark.parametrize("typed", ["", "7²", "\0", "9" * 5000, "１２３４５６", "<script>", "\u202e123456"])
def test_whatever_is_typed_as_a_code_is_answered(typed: str) -> None:
    own, _, _ = with_codes()
    browser = Client()
    types_password(browser)
    assert types_code(browser, typed).status_code == 200
    assert own.post("/accounts/again/code/", {"code": typed}).status_code == 200
    own.post("/accounts/own/codes/remove/")
    own.get("/accounts/own/codes/")
    assert own.post("/accounts/own/codes/", {"code": typed}).status_code == 200
    assert "This field is required" not in browser.post("/accounts/login/code/").content.decode()
