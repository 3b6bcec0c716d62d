"""What does the activity say, and what can a person do about it?"""

from datetime import datetime
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from entracte.boxoffice.activity.lines import activity
from entracte.boxoffice.models import Claim, Handover
from tests.bridge import connect
from tests.database.backoffice.desk import Desk, text_of
from tests.house import House, book


def claim(house: House, now: datetime, start: str, **columns: Any) -> Claim:
    row = book(house, now, start, email=f"{start[-5:-3]}{start[-2:]}@example.org")
    settled = {"state": "unverified", "reason": "anonymous", "settled_at": now}
    return Claim.objects.create(
        restaurant=house.restaurant,
        booking=row,
        guest=row.guest,
        widget=house.widgets["spektrix"],
        created_at=now,
        **{**settled, **columns},
    )


@pytest.mark.rule("R12")
@pytest.mark.rule("R14")
def test_activity_shows_reasons_and_the_share_of_each_widget(
    house: House, manager: Desk, now: datetime
) -> None:
    claim(house, now, "2026-12-04 19:00")
    page = manager.sees("spektrix/activity/")
    assert ("Link: unverified" in page, "Nobody was signed in" in page) == (True, True)


@pytest.mark.rule("D18")
def test_parked_work_is_discarded_and_settled_work_is_not(house: House, manager: Desk, now: datetime) -> None:
    connect(house.restaurant)
    row = claim(house, now, "2026-12-04 19:00", state="parked", reason="strange", settled_at=None)
    assert "Try again" in manager.sees("spektrix/activity/")
    manager.sends(f"spektrix/activity/{row.key}/", discard="yes")
    row.refresh_from_db()
    assert row.state == "parked"
    manager.sends(f"spektrix/activity/{row.key}/", discard="yes", why="Booked  twice by mistake")
    row.refresh_from_db()
    assert (row.state, row.reason) == ("unverified", "discarded")
    answer = manager.client.post(
        manager.address(f"spektrix/activity/{row.key}/"), {"again": "1"}, follow=True
    )
    assert "settled already" in text_of(answer)


def test_work_of_another_restaurant_is_not_found(house: House, manager: Desk, now: datetime) -> None:
    from tests.house import make_house

    row = claim(make_house(now, slug="stalls-bar"), now, "2026-12-04 19:00")
    assert manager.sends(f"spektrix/activity/{row.key}/", discard="yes").status_code == 404


def test_activity_takes_as_many_queries_for_three_claims_as_for_one(
    house: House, manager: Desk, now: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    claim(house, now, "2026-12-04 19:00")
    with django_assert_num_queries(13):
        manager.opens("spektrix/activity/")
    claim(house, now, "2026-12-04 19:30")
    claim(house, now, "2026-12-04 20:00")
    with django_assert_num_queries(13):
        manager.opens("spektrix/activity/")
    assert (len(activity(house.restaurant).lines), Handover.objects.count()) == (3, 0)


@pytest.mark.rule("D28")
def test_all_of_one_reason_are_tried_again_or_discarded_with_a_reason(
    house: House, manager: Desk, now: datetime
) -> None:
    connect(house.restaurant)
    stopped = {"state": "parked", "settled_at": None}
    rows = [claim(house, now, f"2026-12-04 19:{minute}", reason="bug", **stopped) for minute in ("00", "30")]
    other = claim(house, now, "2026-12-04 20:00", reason="widget_off", **stopped)
    page = manager.sees("spektrix/activity/")
    assert ("2 wait for a person" in page, "1 waits for a person" in page) == (True, True)
    assert "3 wait for a person" in manager.sees("")
    manager.sends("spektrix/activity/by-reason/", reason="bug", again="yes")
    assert [Claim.objects.get(pk=row.pk).state for row in rows] == ["waiting", "waiting"]
    manager.sends("spektrix/activity/by-reason/", reason="widget_off", discard="yes", why="Old widget")
    other.refresh_from_db()
    assert (other.state, other.reason) == ("unverified", "discarded")
    assert other.steps.filter(sentence__contains="Old widget").exists()
