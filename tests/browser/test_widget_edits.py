"""What does a guest meet who is typing while the restaurant's team changes what can be booked?"""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.people import ANA, Host, Visitor, as_written, in_days
from tests.browser.stack import Stack

DETAILS, BOOKED = "Your details", "Your table is booked"
CLOSED = "The restaurant has closed for that time. Choose another."
# Supper shares 18:00 with dinner, and seats for 30 minutes.
SHARE = """
INSERT INTO dining_service SELECT (jsonb_populate_record(s, jsonb_build_object(
    'id', s.id + 1000, 'key', 'supper', 'name', 'Supper', 'first_start', '18:00', 'last_start', '18:00',
    'fixed_starts', '[]'::jsonb, 'turn_times', '[[20, 30]]'::jsonb))).*
FROM dining_service s WHERE name = 'Dinner' AND special_day_id IS NULL
"""


@pytest.fixture
def day(stack: Stack) -> date:
    return in_days(3, stack=stack)


def look(visitor: Visitor, on: date) -> Visitor:
    visitor.arrive()
    visitor.pick_date(on)
    return visitor


@pytest.mark.rule("D24")
def test_a_date_that_is_closed_while_a_guest_types_is_said_with_the_nearest_dates(
    visitor: Visitor, stack: Stack, members: Callable[[str], Host], day: date
) -> None:
    look(visitor, day).choose()
    expect(visitor.widget.get_by_role("heading", name=DETAILS)).to_be_visible()
    expect(visitor.widget.locator("section").get_by_text("Held for you")).to_be_visible()
    manager = members("manager")
    typed = {"name": "Boiler", "first_date": day.isoformat(), "closes": "all_day", "service": ""}
    asked = manager.sends("floor/closures/new/", **typed)
    assert (asked.status, "1 guest is booking just now" in asked.text()) == (409, True)
    assert manager.sends("floor/closures/new/", **typed, sure="yes").ok
    assert stack.sql("SELECT count(*) FROM bookings_hold") == [(0,)]

    visitor.type_details(ANA)
    visitor.submit()
    shown = visitor.widget.get_by_role("alert")
    expect(shown).to_have_text(CLOSED)
    expect(shown).to_be_focused()
    visitor.widget.get_by_role("group", name="Nearest dates with a table").get_by_role("button").first.click()
    expect(visitor.widget.locator("#date-text")).not_to_have_text(as_written(day))
    assert stack.sql("SELECT count(*) FROM bookings_booking") == [(0,)]
    visitor.choose()
    expect(visitor.widget.get_by_label("First name")).to_have_value(ANA.first_name)
    visitor.submit()
    expect(visitor.widget.get_by_role("heading", name=BOOKED)).to_be_visible()


def test_of_two_services_with_one_start_the_pressed_one_is_booked(
    visitor: Visitor, stack: Stack, day: date
) -> None:
    stack.edit(SHARE)
    look(visitor, day)
    group = visitor.widget.get_by_role("group", name="Supper", exact=True)
    group.get_by_role("button", name=re.compile("^18:00")).click()
    visitor.type_details(ANA)
    visitor.submit()
    expect(visitor.widget.get_by_role("heading", name=BOOKED)).to_be_visible()
    [[turn]] = stack.sql("SELECT turn_minutes FROM bookings_booking")
    assert turn == 30


def test_a_script_that_names_no_service_is_led_back_to_the_times(
    visitor: Visitor, stack: Stack, day: date
) -> None:
    stack.edit("UPDATE restaurants_restaurant SET hold_minutes = 0")
    look(visitor, day).choose()
    stack.edit(SHARE)
    unnamed = """() => {
        const real = fetch;
        window.fetch = (url, init = {}) => real(url, init.method === "POST"
            ? { ...init, body: init.body.replace(/"service_key":"[^"]*",?/, "") }
            : init);
    }"""
    visitor.page.evaluate(unnamed)
    visitor.type_details(ANA)
    visitor.submit()
    shown = visitor.widget.get_by_role("alert")
    expect(shown).to_have_text("More than one service starts then. Choose the one that you want.")
    expect(visitor.widget.get_by_role("group", name="Supper", exact=True)).to_be_visible()


def test_a_size_that_no_table_takes_is_marked_in_the_list_and_leads_to_the_phone(
    visitor: Visitor, stack: Stack, day: date
) -> None:
    stack.edit("UPDATE restaurants_restaurant SET phone = '+44 117 496 0123'")
    stack.edit("UPDATE dining_table SET max_covers = 2 WHERE max_covers = 3")
    stack.edit("UPDATE dining_table SET min_covers = 4 WHERE max_covers > 3")
    stack.edit("UPDATE dining_combination SET min_covers = 4 WHERE max_covers > 3")
    look(visitor, day)
    sizes = visitor.widget.locator("#party option")
    expect(sizes.nth(1)).to_have_text("2 people")
    expect(sizes.nth(2)).to_have_text("3 people (not online)")
    visitor.widget.get_by_label("Party size").select_option("3")
    line = visitor.widget.get_by_text(re.compile("^A table for 3 is not booked online. Call"))
    expect(line.get_by_role("link")).to_have_attribute("href", "tel:+44-117-496-0123")
    shown = visitor.widget.locator(".times")
    expect(shown).to_contain_text(f"A table for 3 cannot be booked online on {as_written(day)}.")
    call = shown.get_by_role("link", name="+44 117 496 0123")
    expect(call).to_have_attribute("href", "tel:+44-117-496-0123")
    visitor.widget.locator("#date").click()
    expect(visitor.widget.locator(f"[data-date='{day}']")).to_have_accessible_name(
        re.compile("no table of this size online$")
    )
    assert visitor.widget.locator("td .full").count() == 0
    visitor.widget.get_by_label("Party size").select_option("4")
    expect(line).to_have_count(0)
    expect(visitor.widget.locator(".slot").first).to_be_visible()
