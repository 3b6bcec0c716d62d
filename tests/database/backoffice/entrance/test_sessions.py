"""Can somebody see where they are signed in and end it, without whole addresses being kept?"""

import pytest
from django.db import connection as database
from django.test import Client
from pytest_django import Settings

from entracte import clock
from entracte.restaurants.models import Account, Entry
from entracte.restaurants.sign_in.sessions import browser_of
from entracte.restaurants.sign_in.sign_in_links import make_sign_in_link
from tests.database.backoffice.desk import text_of
from tests.signed_in import COOK, PASSWORD, a_cook, let_in

OWN, END = "/accounts/own/", "/accounts/own/sessions/end/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:144.0) Gecko/20100101 Firefox/144.0"
CHROMEBOOK = "Mozilla/5.0 (X11; CrOS x86_64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/142.0 Safari/537.36 Edg/142.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/19.0 Mobile/15E148 Safari/604.1"
)


@pytest.fixture(autouse=True)
def cook(settings: Settings, db: None) -> Account:
    return a_cook(settings)


def signed_in(address: str = "203.0.113.9", user_agent: str = FIREFOX) -> Client:
    browser = Client()
    headers = {"X-Forwarded-For": address, "User-Agent": user_agent}
    answer = browser.post("/accounts/login/", {"login": COOK, "password": PASSWORD}, headers=headers)
    assert answer.status_code == 302
    return browser


def is_in(browser: Client) -> bool:
    return browser.get("/").status_code == 200


def all_that_is_stored() -> str:
    with database.cursor() as cursor:
        cursor.execute("SELECT coalesce(string_agg(s::text, ' '), '') FROM usersessions_usersession s")
        return str(cursor.fetchone()[0])


@pytest.mark.parametrize(
    "address, network, whole",
    [
        ("203.0.113.9", "203.0.113.0", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::", "2001:db8:1:2"),
        ("[2001:db8:1:2::6]:4711", "2001:db8:1::", "2001:db8:1:2"),
        ("::ffff:198.51.100.77", "198.51.100.0", "198.51.100.77"),
        ("fe80::1%eth0", "fe80::", "fe80::1"),
        ("::1", "", "::1"),
        ("unknown", "", "unknown"),
        ("", "127.0.0.0", "127.0.0.1"),
    ],
)
def test_of_an_address_only_the_network_around_it_is_stored_and_shown(
    address: str, network: str, whole: str
) -> None:
    browser = signed_in(address)
    shown = text_of(browser.get(OWN))
    assert (f"network around {network} " in shown) is bool(network)
    assert (whole in shown, whole in all_that_is_stored()) == (False, False)


def test_a_sign_in_over_ipv6_itself_is_listed(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = []
    browser = Client(REMOTE_ADDR="2001:db8:1:2::6")
    assert browser.post("/accounts/login/", {"login": COOK, "password": PASSWORD}).status_code == 302
    assert "network around 2001:db8:1::" in text_of(browser.get(OWN))


def test_one_session_is_ended_from_another_and_the_others_go_on() -> None:
    here, phone, third = signed_in(), signed_in(user_agent=IPHONE), signed_in()
    page = here.get(OWN).content.decode()
    assert ("Safari on iPhone" in page, page.count("Firefox on Windows</strong>")) == (True, 2)
    [number] = [line for line in page.splitlines() if 'name="session"' in line][1:]
    assert "Signed out in 1 place." in text_of(here.post(END, {"session": value_of(number)}, follow=True))
    assert sorted([is_in(phone), is_in(third)]) == [False, True]
    assert is_in(here)


def test_all_others_are_ended_also_one_that_began_before_sessions_were_listed(cook: Account) -> None:
    here, phone, before = signed_in(), signed_in(user_agent=IPHONE), Client()
    let_in(before, cook)
    assert "Signed out in 2 places." in text_of(here.post(END, {"others": "yes"}, follow=True))
    assert (is_in(here), is_in(phone), is_in(before)) == (True, False, False)
    entry = Entry.objects.get(kind=Entry.Kind.SESSIONS)
    assert (entry.get_kind_display(), entry.words, entry.name) == ("Sessions ended", "2 others", COOK)


@pytest.mark.parametrize("typed", ["0", "-1", "7²", "\0", "9" * 30, "999999", "a", ""])
def test_nothing_is_ended_by_what_is_no_session_of_ones_own(typed: str) -> None:
    here, other = signed_in(), signed_in()
    assert here.post(END, {"session": typed}).status_code == 302
    assert (is_in(here), is_in(other)) == (True, True)


def test_somebody_elses_session_is_neither_listed_nor_ended(cook: Account) -> None:
    other = Account(email="other@example.org", created_at=clock.now())
    other.set_password(PASSWORD)
    other.save()
    theirs = Client(headers={"User-Agent": IPHONE})
    theirs.post("/accounts/login/", {"login": other.email, "password": PASSWORD})
    here = signed_in()
    assert "iPhone" not in text_of(here.get(OWN))
    with database.cursor() as cursor:
        cursor.execute("SELECT id FROM usersessions_usersession WHERE user_id = %s", [other.pk])
        [(number,)] = cursor.fetchall()
    here.post(END, {"session": str(number)})
    here.post(END, {"others": "yes"})
    assert is_in(theirs)


def test_a_session_that_is_over_is_no_longer_listed(cook: Account) -> None:
    here, left = signed_in(), signed_in(user_agent=IPHONE)
    left.post("/accounts/logout/")
    assert "iPhone" not in text_of(here.get(OWN))
    signed_in(user_agent=IPHONE)
    changed = here.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": "other odd words", "password2": "other odd words"},
    )
    assert changed.status_code == 302
    shown = text_of(here.get(OWN))
    assert ("iPhone" in shown, "Firefox" in shown or "A browser" in shown) == (False, True)


def test_a_sign_in_link_ends_every_session(cook: Account) -> None:
    browsers = [signed_in(), signed_in(user_agent=IPHONE)]
    make_sign_in_link(email=COOK, now=clock.now())
    assert [is_in(browser) for browser in browsers] == [False, False]


@pytest.mark.parametrize(
    "user_agent, words",
    [
        (FIREFOX, "Firefox on Windows"),
        (IPHONE, "Safari on iPhone"),
        (
            "Mozilla/5.0 (X11; CrOS x86_64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36",
            "Chrome on Chromebook",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/142.0 Safari/537.36 Edg/142.0",
            "Edge on Mac",
        ),
        ("curl/8.5.0", "A browser"),
        ("", "A browser"),
        ("a\0b" + "x" * 5000, "A browser"),
    ],
)
def test_a_browser_is_called_as_people_call_it(user_agent: str, words: str) -> None:
    assert browser_of(user_agent) == words
    assert words in text_of(signed_in(user_agent=user_agent).get(OWN))


def value_of(field: str) -> str:
    return field.split('value="')[1].split('"')[0]
