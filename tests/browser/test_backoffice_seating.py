"""Do the forms of what a restaurant seats by show what is asked, and does it reach the guests?"""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.people import Host, in_days
from tests.browser.stack import Stack
from tests.browser.test_backoffice_set_up import starts

Members = Callable[..., Host]


def test_a_service_with_fixed_starts_asks_for_them_alone_and_offers_them(
    members: Members, stack: Stack
) -> None:
    manager, day = members("manager"), in_days(3, stack=stack)
    manager.opens("floor/")
    manager.page.get_by_role("link", name="Dinner").click()
    expect(manager.page.get_by_label("Start times")).to_be_hidden()
    manager.page.get_by_label("At fixed times").check()
    expect(manager.page.get_by_label("First start")).to_be_hidden()
    manager.page.get_by_label("Start times").fill("19:10, 18:20")
    manager.page.get_by_role("button", name="Save service").click()
    expect(manager.page.get_by_text("Write the earliest start first.")).to_be_visible()
    manager.page.get_by_label("Start times").fill("18:20, 20:40")
    manager.page.get_by_role("button", name="Save service").click()
    expect(manager.bar).to_contain_text("Dinner saved.")
    assert [start for start in starts(stack, day) if start > "17:00"] == ["18:20", "20:40"]


def test_a_combination_suggests_for_whom_its_tables_join(members: Members) -> None:
    manager = members("manager")
    manager.opens("floor/combinations/new/")
    manager.page.get_by_label("7 2–4").check()
    expect(manager.page.get_by_label("Largest party")).to_have_attribute("placeholder", "")
    manager.page.get_by_label("13 4–6").check()
    expect(manager.page.get_by_label("Smallest party")).to_have_attribute("placeholder", "7")
    expect(manager.page.get_by_label("Largest party")).to_have_attribute("placeholder", "10")
    expect(manager.page.get_by_label("Name")).to_have_attribute("placeholder", "7 + 13")


def test_a_closure_leads_to_the_bookings_that_it_leaves_behind(members: Members, stack: Stack) -> None:
    manager, day = members("manager"), in_days(3, stack=stack)
    manager.takes(day, "18:00", last_name="Weiss")
    manager.opens("floor/closures/new/")
    manager.page.get_by_label("Name").fill("Boiler")
    manager.page.get_by_label("First date").fill(day.isoformat())
    manager.page.get_by_role("button", name="Save closure").click()
    expect(manager.bar).to_contain_text("Boiler saved. 1 booking no longer fits.")
    manager.page.get_by_role("link", name="See them").click()
    expect(manager.page.get_by_text("Closed: Boiler.")).to_be_visible()
    manager.page.get_by_role("link", name="Ana Weiss").click()
    expect(manager.beside).to_contain_text("Weiss")
    assert starts(stack, day) == []
