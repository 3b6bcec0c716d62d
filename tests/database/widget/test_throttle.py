"""Are submits limited by address and by widget, and is nobody's address taken from a stranger's header?"""

from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import RequestFactory
from django.utils.module_loading import autodiscover_modules
from pytest_django import Settings

from entracte.bookings.models import Booking
from entracte.jobs.duties import duties
from entracte.restaurants.addresses import client_address, masked_address, masked_network, trusted_networks
from entracte.widget.models import SubmitCount
from entracte.widget.throttle import forget_old_counts
from tests.builders import NOON_BEFORE
from tests.database.widget.page import Page, refusal
from tests.submits import somebody


def test_the_limit_of_an_address_is_a_setting_and_its_refusal_says_how_long(
    page: Page, settings: Settings
) -> None:
    settings.BOOKINGS_PER_ADDRESS = 2
    assert [page.books().status_code for _ in range(3)] == [201, 201, 429]
    answer = page.books()
    assert refusal(answer) == (429, "too_many", [])
    assert 1 <= int(answer["Retry-After"]) <= settings.BOOKINGS_LIMIT_SECONDS
    assert Booking.objects.count() == 2


def test_after_the_wait_that_was_asked_for_submits_are_taken_again(page: Page, settings: Settings) -> None:
    settings.BOOKINGS_PER_ADDRESS = 1
    page.books()
    settings.CLOCK_OFFSET_SECONDS += int(page.books()["Retry-After"])
    assert page.books().status_code == 201


def test_the_limit_of_a_widget_counts_every_address(page: Page, bridged: Page, settings: Settings) -> None:
    settings.BOOKINGS_PER_WIDGET, settings.TRUSTED_PROXIES = 2, ["127.0.0.1"]
    answers = []
    for number in range(3):
        page.client.defaults["HTTP_X_FORWARDED_FOR"] = f"203.0.113.{number}"
        answers.append(page.books(guest=somebody(number)).status_code)
    assert answers == [201, 201, 429]
    assert bridged.books().status_code == 201


def test_reading_is_not_limited(page: Page, settings: Settings) -> None:
    settings.BOOKINGS_PER_ADDRESS = settings.BOOKINGS_PER_WIDGET = 0
    assert page.get("settings").status_code == 200
    assert page.get("days", month="2026-12", party_size=2).status_code == 200
    assert page.get("offers", date="2026-12-04", party_size=2).status_code == 200


def test_no_address_is_kept(page: Page) -> None:
    page.books()
    kept = {row.who for row in SubmitCount.objects.all()}
    assert len(kept) == 2
    assert not any("127.0.0.1" in who for who in kept)


def test_counts_are_forgotten_once_their_span_is_over(page: Page, settings: Settings) -> None:
    page.books()
    assert forget_old_counts(now=NOON_BEFORE) == 0
    assert SubmitCount.objects.count() == 2
    later = NOON_BEFORE + timedelta(seconds=settings.BOOKINGS_LIMIT_SECONDS)
    assert forget_old_counts(now=later) == 2
    assert SubmitCount.objects.count() == 0


def test_forgetting_is_a_duty_of_the_worker() -> None:
    autodiscover_modules("handlers")
    names = {duty.name.rpartition(".")[2] for duty in duties}
    assert {"forget_old_submit_counts", "forget_old_submits"} <= names


@pytest.mark.parametrize(
    "nearest, forwarded, address",
    [
        ("198.51.100.7", "", "198.51.100.7"),
        ("198.51.100.7", "203.0.113.9", "198.51.100.7"),
        ("10.0.0.2", "", "10.0.0.2"),
        ("10.0.0.2", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.2", "1.1.1.1, 203.0.113.9", "203.0.113.9"),
        ("10.0.0.2", "1.1.1.1, 203.0.113.9, 10.0.0.3", "203.0.113.9"),
        ("10.0.0.2", "10.0.0.4, 10.0.0.3", "10.0.0.4"),
        ("10.0.0.2", " , 203.0.113.9 ,", "203.0.113.9"),
        ("10.0.0.2", "203.0.113.9:50312", "203.0.113.9"),
        ("10.0.0.2", "203.0.113.9, 10.0.0.3:443", "203.0.113.9"),
        ("10.0.0.2", "[2001:db8:1:2:3:4:5:6]:50312", "2001:db8:1:2::/64"),
        ("::ffff:10.0.0.2", "203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        ("fd00::1", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.2", "unknown", "unknown"),
        ("", "203.0.113.9", ""),
    ],
)
def test_the_address_is_the_nearest_that_no_trusted_proxy_has(
    settings: Settings, nearest: str, forwarded: str, address: str
) -> None:
    settings.TRUSTED_PROXIES = ["10.0.0.0/8", "fd00::1"]
    request = RequestFactory().post("/", REMOTE_ADDR=nearest, headers={"X-Forwarded-For": forwarded})
    assert client_address(request) == address


def test_without_trusted_proxies_the_header_is_not_read(page: Page, settings: Settings) -> None:
    settings.BOOKINGS_PER_ADDRESS, settings.TRUSTED_PROXIES = 1, []
    page.books()
    page.client.defaults["HTTP_X_FORWARDED_FOR"] = "203.0.113.9"
    assert page.books().status_code == 429


def test_an_address_is_counted_by_a_keyed_hash(settings: Settings) -> None:
    request = RequestFactory().post("/", REMOTE_ADDR="203.0.113.9")
    first = masked_address(request)
    settings.SECRET_KEY = "another key of this installation"
    assert (len(first), masked_address(request) == first) == (64, False)


@pytest.mark.parametrize(
    "other, is_same",
    [
        ("2001:db8:7:1::9", True),
        ("2001:db8:7:ffff::1", True),
        ("2001:db8:8::1", False),
        ("203.0.113.9", False),
        ("not an address", False),
    ],
)
def test_the_networks_of_one_site_are_counted_together(other: str, is_same: bool) -> None:
    first = masked_network(RequestFactory().post("/", REMOTE_ADDR="2001:db8:7::1"))
    again = masked_network(RequestFactory().post("/", REMOTE_ADDR=other))
    assert (len(first), again == first) == (64, is_same)


def test_each_address_of_ipv4_is_a_network_of_its_own() -> None:
    one, other = (masked_network(RequestFactory().post("/", REMOTE_ADDR=f"203.0.113.{n}")) for n in (1, 2))
    assert one != other


def test_a_proxy_that_is_no_address_is_refused_at_the_start(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = ["10.0.0.0/8", "proxy.example"]
    with pytest.raises(ImproperlyConfigured, match=r"^ENTRACTE_TRUSTED_PROXIES: 'proxy\.example'"):
        trusted_networks()
