"""Is guessing a password held up, for all web workers together, by the address that really asks?"""

import pytest
from django.core.cache import caches
from django.test import Client, RequestFactory
from pytest_django import Settings

from entracte import clock
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
