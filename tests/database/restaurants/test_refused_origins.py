"""Does a restaurant learn which sites were refused, without a stranger filling its database?"""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from entracte.restaurants.models import RefusedOrigin, Restaurant, Widget
from entracte.restaurants.refused_origins import (
    allow_refused,
    count_refused,
    forget_old_refused,
    refused_lately,
)
from tests.builders import NOON_BEFORE
from tests.house import make_house

SITE = "https://www.unknown.example"


def a_widget() -> Widget:
    return make_house(NOON_BEFORE).widgets["none"]


def counted(widget: Widget) -> dict[str, int]:
    return {row.origin: row.times for row in RefusedOrigin.objects.filter(widget=widget)}


def test_a_site_counts_once_a_minute(db: None) -> None:
    widget = a_widget()
    for seconds in (0, 1, 59, 60, 61, 119, 120):
        count_refused(widget=widget, origin=SITE, now=NOON_BEFORE + timedelta(seconds=seconds))
    assert counted(widget) == {SITE: 3}


def test_twenty_sites_are_counted_for_a_widget_and_known_ones_go_on(db: None) -> None:
    widget = a_widget()
    for number in range(30):
        count_refused(widget=widget, origin=f"https://{number}.example", now=NOON_BEFORE)
    count_refused(widget=widget, origin="https://7.example", now=NOON_BEFORE + timedelta(minutes=2))
    assert len(counted(widget)) == 20
    assert refused_lately(widget, now=NOON_BEFORE)[0].origin == "https://7.example"


@pytest.mark.parametrize(
    "origin", ["null", "", "*", "https://A.example", "https://a.example/x", "\x00", "x" * 999]
)
def test_what_no_browser_sends_for_a_site_is_not_counted(db: None, origin: str) -> None:
    widget = a_widget()
    count_refused(widget=widget, origin=origin, now=NOON_BEFORE)
    assert counted(widget) == {}


def test_a_site_is_forgotten_two_weeks_after_it_asked_last(db: None) -> None:
    widget = a_widget()
    count_refused(widget=widget, origin=SITE, now=NOON_BEFORE)
    later = NOON_BEFORE + timedelta(days=14)
    assert refused_lately(widget, now=later - timedelta(seconds=1)) != []
    assert refused_lately(widget, now=later) == []
    assert (forget_old_refused(now=later - timedelta(seconds=1)), forget_old_refused(now=later)) == (0, 1)


def test_an_allowed_site_is_forgotten_among_the_refused_and_others_are_not_allowed(db: None) -> None:
    widget = a_widget()
    count_refused(widget=widget, origin=SITE, now=NOON_BEFORE)
    assert allow_refused(widget=widget, origin="https://never.example") is False
    assert allow_refused(widget=widget, origin=SITE) is True
    widget.refresh_from_db()
    assert widget.allowed_origins[-1] == SITE
    assert counted(widget) == {}


@pytest.mark.django_db(transaction=True)
def test_sites_of_an_earlier_version_are_kept_as_browsers_send_them() -> None:
    executor = MigrationExecutor(connection)
    before = [key for key in executor.loader.graph.nodes if key == ("restaurants", "0003_the_book_in_full")]
    executor.migrate(before)
    try:
        states = executor.loader.project_state(before).apps
        restaurant = states.get_model("restaurants", "Restaurant").objects.create(
            name="R", slug="r", created_at=NOON_BEFORE
        )
        states.get_model("restaurants", "Widget").objects.create(
            restaurant=restaurant,
            name="W",
            created_at=NOON_BEFORE,
            allowed_origins=[
                *("https://ana@münchen.example", "https://xn--mnchen-3ya.example", "http://2001:db8::1"),
                *("https://*.alder.example", "https://[::1]:443", "https://www.alder.example"),
            ],
        )
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    [widget] = Widget.objects.all()
    assert widget.allowed_origins == [
        *("https://xn--mnchen-3ya.example", "http://2001:db8::1"),
        *("https://*.alder.example", "https://[::1]", "https://www.alder.example"),
    ]
    Restaurant.objects.all().delete()
