"""Does a guest agree to news by their own tick alone, and only to words that they saw?"""

from datetime import timedelta
from typing import Any

import pytest

from entracte.bookings.models import Booking
from entracte.restaurants.choices import USUAL_NEWS_WORDING
from tests.database.widget.page import Page

WORDING = "The Prompt Side may write to me about suppers, once a month at most."


def asks(page: Page, wording: str = WORDING) -> str:
    """Have the restaurant ask by these words; the version of them that a page opened now would send."""
    restaurant = page.house.restaurant
    restaurant.asks_for_news, restaurant.news_wording = True, wording
    restaurant.save()
    shown = page.get("settings").json()["news"]
    assert shown["wording"] == (wording or USUAL_NEWS_WORDING)
    return str(shown["version"])


def test_no_restaurant_asks_for_news_until_it_says_so(page: Page) -> None:
    assert page.get("settings").json()["news"] is None
    assert asks(page, "") != asks(page)
    assert page.get("settings").json()["news"]["wording"] == WORDING


def test_a_tick_is_kept_with_the_words_that_stood_there_and_the_time(page: Page) -> None:
    version = asks(page)
    assert page.books(news_consent=version).status_code == 201
    booking = Booking.objects.get()
    assert (booking.news_consent, booking.news_consent_at) == (WORDING, booking.created_at)


def test_the_usual_words_are_kept_where_the_restaurant_wrote_none(page: Page) -> None:
    page.books(news_consent=asks(page, ""))
    assert Booking.objects.get().news_consent == USUAL_NEWS_WORDING


def test_without_a_tick_nothing_is_kept(page: Page) -> None:
    asks(page)
    page.books()
    booking = Booking.objects.get()
    assert (booking.news_consent, booking.news_consent_at) == ("", None)


def test_nobody_agrees_to_words_that_their_page_did_not_show(page: Page) -> None:
    seen = asks(page)
    asks(page, f"{WORDING} And about everything else.")
    assert page.books(news_consent=seen).status_code == 201
    booking = Booking.objects.get()
    assert (booking.news_consent, booking.news_consent_at) == ("", None)


def test_nobody_agrees_where_the_restaurant_no_longer_asks(page: Page) -> None:
    seen = asks(page)
    page.house.restaurant.asks_for_news = False
    page.house.restaurant.save()
    assert page.books(news_consent=seen).status_code == 201
    assert Booking.objects.get().news_consent == ""


@pytest.mark.parametrize("sent", [True, 1, None, [], {}, "yes", "on", WORDING, "a" * 500, "\x00", "0" * 16])
def test_what_is_no_version_of_the_words_is_no_consent_and_costs_no_table(page: Page, sent: Any) -> None:
    asks(page)
    assert page.books(news_consent=sent).status_code == 201
    assert Booking.objects.get().news_consent == ""


@pytest.mark.rule("D23")
def test_a_tick_that_differs_when_it_is_sent_again_is_named_like_any_other_field(page: Page) -> None:
    version = asks(page)
    assert page.books(idempotency_key="an-attempt-of-this", news_consent=version).status_code == 201
    again = page.books(idempotency_key="an-attempt-of-this", news_consent=version)
    assert again.status_code == 201
    other = page.books(idempotency_key="an-attempt-of-this")
    assert (other.status_code, other.json()["code"]) == (409, "already_booked")
    assert other.json()["not_taken_over"] == ["news_consent"]
    assert Booking.objects.get().news_consent == WORDING


@pytest.mark.rule("D23")
def test_a_tick_that_comes_late_is_not_taken_over(page: Page) -> None:
    version = asks(page)
    page.books(idempotency_key="an-attempt-of-this")
    late = page.books(idempotency_key="an-attempt-of-this", news_consent=version)
    assert (late.status_code, late.json()["not_taken_over"]) == (409, ["news_consent"])
    assert Booking.objects.get().news_consent == ""


@pytest.mark.rule("D23")
def test_the_same_sent_again_is_the_same_though_the_words_changed_meanwhile(page: Page) -> None:
    version = asks(page)
    page.books(idempotency_key="an-attempt-of-this", news_consent=version)
    asks(page, "Other words.")
    assert page.books(idempotency_key="an-attempt-of-this", news_consent=version).status_code == 201
    assert Booking.objects.get().news_consent == WORDING


def test_a_consent_stands_though_a_later_booking_says_nothing(page: Page) -> None:
    version = asks(page)
    page.books(news_consent=version)
    page.books(starts_at="2026-12-06T19:00:00+00:00")
    first, second = Booking.objects.order_by("id")
    assert (first.news_consent, second.news_consent) == (WORDING, "")
    assert second.created_at - first.created_at < timedelta(minutes=5)
