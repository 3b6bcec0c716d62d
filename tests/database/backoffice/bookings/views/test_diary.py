"""Does the list of a date tell who comes, how many, and who is next?"""

import re
from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from entracte.bookings.actions.book import make_booking
from entracte.bookings.actions.milestones import Milestone, mark_milestone
from entracte.bookings.actions.status import change_status
from entracte.bookings.actions.walk_in import book_walk_in
from entracte.bookings.asker import Asker
from entracte.bookings.choices import Source
from entracte.dining.models import FloorPlan, Service, Table
from tests.database.backoffice.desk import Desk, text_of
from tests.house import House, at_the_door, book, request_for

EARLIER = "2026-12-04 17:30"


def test_a_date_without_bookings_has_the_one_button_that_starts_it(host: Desk) -> None:
    page = host.sees("bookings/", date="2026-12-10")
    assert "Add the first booking" in page


def test_an_empty_list_leads_to_what_is_missing_before_anybody_can_book(
    house: House, owner: Desk, host: Desk
) -> None:
    def leads_to(address: str) -> bool:
        page = owner.opens().content.decode()
        return (f'href="{owner.address(address)}"' in page, "Add the first booking" in page) == (True, False)

    Service.objects.update(is_active=False)
    assert leads_to("floor/")
    assert "no service is in use. A manager does this under Floor." in host.sees()
    assert "Put a service in use" not in host.sees()
    Service.objects.all().delete()
    assert leads_to("floor/services/new/")
    FloorPlan.objects.all().delete()
    assert leads_to("floor/plans/new/")
    Table.objects.update(is_active=False)
    assert leads_to("floor/tables/new/")
    assert owner.opens("floor/tables/new/").status_code == 200


def test_the_list_counts_covers_and_parties_of_each_service(house: House, host: Desk, now: datetime) -> None:
    for start, size in (("2026-12-04 18:30", 2), ("2026-12-04 19:00", 4), ("2026-12-04 19:30", 2)):
        row = book(house, now, start, party_size=size, email=f"{size}{start[-5:-3]}@example.org")
    change_status(
        booking_id=row.pk,
        restaurant=house.restaurant,
        to="cancelled",
        asker=Asker(actor=house.host, now=now),
    )
    page = host.sees()
    assert "Dinner 6 covers in 2 parties" in page
    assert "Cancelled" in page


def test_the_next_party_due_stands_out(house: House, host: Desk, now: datetime) -> None:
    book(house, now, "2026-12-04 18:30", last_name="Weiss")
    book(house, now, "2026-12-04 20:00", last_name="Later", email="l@example.org")
    page = host.opens().content.decode()
    (strip,) = re.findall(r'<section class="next".*?</section>', page, re.DOTALL)
    assert ("Weiss" in strip, "in 30 min" in " ".join(strip.split())) == (True, True)


def test_a_party_that_has_not_come_is_late_after_a_few_minutes(
    house: House, host: Desk, now: datetime
) -> None:
    book(house, now, EARLIER)
    assert "Late" in host.sees()


def test_a_date_that_makes_no_sense_is_today(host: Desk) -> None:
    assert "Tonight" in host.sees("bookings/", date="tomorrow")
    assert "Tonight" in host.sees("bookings/", date="9999-99-99")


def test_a_party_that_sits_too_long_is_shown_before_the_next_one_comes(
    house: House, host: Desk, now: datetime
) -> None:
    early = now - timedelta(hours=2)
    house_table = [house.tables["1"]]
    seated = book_walk_in(
        restaurant=house.restaurant,
        typed=at_the_door(last_name="Sato"),
        tables=house_table,
        asker=Asker(actor=None, now=early),
    ).booking
    make_booking(
        restaurant=house.restaurant,
        request=request_for("2026-12-04 18:30", last_name="Weiss"),
        asker=Asker(actor=None, now=early, source=Source.PHONE),
        tables=house_table,
    )
    page = host.sees()
    assert "Table 1: Sato still sits , until 17:30 as booked. Ana Weiss (party of 2) is due at 18:30." in page
    mark_milestone(
        booking_id=seated.pk,
        restaurant=house.restaurant,
        milestone=Milestone.LEFT,
        asker=Asker(actor=None, now=now),
    )
    assert "still sits" not in host.sees()


@pytest.mark.parametrize("path,queries", [("", 13), ("list/", 10), ("bookings/", 13)])
def test_the_list_takes_as_many_queries_for_three_parties_as_for_one(
    house: House,
    host: Desk,
    now: datetime,
    path: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    book(house, now, "2026-12-04 18:30")
    with django_assert_num_queries(queries):
        host.opens(path)
    book(house, now, "2026-12-04 19:30", email="b@example.org")
    book(house, now, "2026-12-04 20:30", email="c@example.org")
    with django_assert_num_queries(queries):
        assert text_of(host.opens(path)).count("Lima") >= 3
