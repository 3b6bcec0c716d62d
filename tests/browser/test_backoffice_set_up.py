"""Does what managers and owners set up reach the guests, and only what their role allows?"""

import json
import re
import urllib.request
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.pages import opened_page
from tests.browser.people import Host, Visitor, in_days
from tests.browser.stack import Stack

Members = Callable[..., Host]


def starts(stack: Stack, day: object) -> list[str]:
    """The starts that the widget's API offers a party of two."""
    address = f"{stack.web}/api/widget/v1/{stack.widget}/offers?date={day}&party_size=2"
    with urllib.request.urlopen(address, timeout=10) as answer:
        return [offer["starts_at"][11:16] for offer in json.loads(answer.read())["offers"]]


def test_a_changed_service_changes_what_the_widget_offers(
    members: Members, visitor: Visitor, stack: Stack
) -> None:
    day = in_days(3, stack=stack)
    assert starts(stack, day)
    manager = members("manager")
    manager.opens("floor/")
    manager.page.get_by_role("link", name="Dinner").click()
    for weekday in range(7):
        box = manager.page.locator(f"[name=weekdays][value='{weekday}']")
        box.set_checked(weekday != day.weekday())
    manager.page.get_by_role("button", name="Save service").click()
    expect(manager.bar).to_contain_text("Dinner saved.")
    manager.page.get_by_role("link", name="Lunch").click()
    manager.page.get_by_label("Mon").set_checked(True)
    manager.page.get_by_label("Last start").fill("11:00")
    manager.page.get_by_label("First start").fill("")
    manager.page.get_by_role("button", name="Save service").click()
    expect(manager.page.get_by_label("First start")).to_have_attribute("aria-invalid", "true")
    assert "18:00" not in starts(stack, day)
    visitor.arrive()
    visitor.place_widget()
    visitor.turn_to(day)
    name = re.compile(f"^{day:%A} {day.day} {day:%B} {day.year}")
    expect(visitor.widget.get_by_role("button", name=name)).to_be_visible()


def test_the_hours_of_a_day_are_copied_down_by_keyboard_and_kept_once_saved(members: Members) -> None:
    manager = members("manager")
    manager.opens("set-up/")
    week = manager.page.get_by_role("group", name="Open from and until")
    week.get_by_label("Thursday").fill("17:00–00:30")
    week.get_by_label("Thursday").press("Tab")
    manager.page.keyboard.press("Enter")
    expect(week.get_by_role("status")).to_have_text("Copied to the days below. Save keeps it.")
    expect(week.get_by_role("button", name="Copy down from Thursday")).to_be_focused()
    manager.page.get_by_role("button", name="Save").click()
    expect(manager.bar).to_contain_text("Saved.")
    for day, hours in {"Wednesday": "", "Thursday": "17:00–00:30", "Sunday": "17:00–00:30"}.items():
        expect(week.get_by_label(day, exact=True)).to_have_value(hours)
    expect(manager.page.get_by_text("outside the opening hours").first).to_be_visible()


def test_a_table_is_added_and_refused_under_a_name_that_is_taken(members: Members, stack: Stack) -> None:
    manager = members("manager")
    manager.opens("floor/")
    manager.page.get_by_role("link", name="New table").click()
    manager.page.get_by_label("Name").fill("7")
    manager.page.get_by_label("Smallest party").fill("1")
    manager.page.get_by_label("Largest party").fill("3")
    manager.page.get_by_role("button", name="Save table").click()
    expect(manager.page.get_by_text("Another table has this name.")).to_be_visible()
    manager.page.get_by_label("Name").fill("20")
    manager.page.get_by_role("button", name="Save table").click()
    expect(manager.bar).to_contain_text("Table 20 saved.")
    expect(manager.page.get_by_role("link", name=re.compile("^20 1–3"))).to_be_visible()
    assert stack.sql("SELECT min_covers, max_covers FROM dining_table WHERE name = '20'") == [(1, 3)]


def test_a_table_is_moved_by_numbers_and_by_hand(members: Members, stack: Stack) -> None:
    def stands() -> list[tuple[int, int]]:
        return stack.sql(
            "SELECT p.x, p.y FROM dining_placement p JOIN dining_table t ON t.id = p.table_id "
            "WHERE t.name = '7'"
        )

    before = stands()
    manager = members("manager")
    manager.opens("floor/")
    manager.page.get_by_role("link", name="Change Dining room").click()
    left, top = (manager.page.get_by_label(f"Table 7, from the {side}") for side in ("left", "top"))
    left.fill("120")
    top.fill("300")
    shape = manager.page.locator("[data-plan] [data-table]").filter(has_text=re.compile(r"^\s*7\b"))
    expect(shape).to_have_attribute("transform", "translate(120 300)")
    manager.page.get_by_role("button", name="Save plan").click()
    expect(manager.bar).to_contain_text("Dining room saved.")
    assert stands() == [(120, 300)]
    manager.page.get_by_role("link", name="Change Dining room").click()
    shape.scroll_into_view_if_needed()
    box = shape.bounding_box()
    assert box
    manager.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    manager.page.mouse.down()
    manager.page.mouse.move(box["x"] + box["width"] / 2 + 60, box["y"] + box["height"] / 2, steps=4)
    manager.page.mouse.up()
    assert int(left.input_value()) > 120
    assert top.input_value() == "300"
    left.fill(str(before[0][0]))
    top.fill(str(before[0][1]))
    manager.page.get_by_role("button", name="Save plan").click()
    expect(manager.bar).to_contain_text("Dining room saved.")
    assert stands() == before


@pytest.mark.rule("R1")
def test_a_new_widget_works_where_its_snippet_is_pasted_and_reads_no_basket_without_spektrix(
    members: Members, visitor: Visitor, stack: Stack
) -> None:
    manager = members("manager")
    manager.opens("set-up/widgets/new/")
    manager.page.get_by_label("Name").fill("Foyer")
    manager.page.get_by_label("Websites").fill("www.example.org/tickets")
    manager.page.get_by_role("button", name="Make the widget").click()
    expect(manager.page.get_by_text("is not a website’s address")).to_be_visible()
    manager.page.get_by_label("Websites").fill(f"{stack.theatre}/")
    manager.page.get_by_label("Integration").select_option("none")
    manager.page.get_by_label("Accent colour").fill("#0b5345")
    manager.page.get_by_role("button", name="Make the widget").click()
    expect(manager.bar).to_contain_text("Made.")
    snippet = manager.page.locator("#snippet").inner_text()
    [(key,)] = stack.sql("SELECT key FROM restaurants_widget WHERE name = 'Foyer'")
    assert f'<entracte-widget widget="{key}" from="{stack.web}"' in snippet
    assert f'<script src="{stack.web}/widget/1/entracte.js" async></script>' in snippet
    visitor.arrive(looks=False)
    performance, _show = stack.performance(days_ahead=3)
    visitor.put_in_basket(performance)
    visitor.page.goto(f"{stack.theatre}/?widget={key}")
    visitor.widget.evaluate("element => element.scrollIntoView()")
    visitor.pick_date(in_days(3, stack=stack))
    expect(visitor.widget.get_by_role("button", name=re.compile("^18:00"))).to_be_visible()
    assert visitor.read_baskets() == 0
    visitor.page.set_content(f"<!doctype html><h1>Dine with us</h1>{snippet}")
    expect(visitor.widget.get_by_role("heading", name="Book a table at The Prompt Side")).to_be_visible()


def test_somebody_joins_the_team_becomes_a_manager_and_leaves(
    chromium: Browser, members: Members, stack: Stack
) -> None:
    owner = members("owner")
    owner.opens("set-up/team/")
    owner.page.get_by_label("E-mail").fill("nadia@entracte.example")
    owner.page.locator("[name=name]").fill("Nadia Cole")
    owner.page.get_by_role("button", name="Invite", exact=True).click()
    expect(owner.bar).to_contain_text("A letter goes to nadia@entracte.example.")
    [link] = stack.mailbox.letter(to="nadia@entracte.example")["links"]
    with opened_page(chromium) as page:
        nadia = Host(page, stack)
        nadia.page.goto(link)
        nadia.page.get_by_label("Password", exact=True).fill("three odd words")
        nadia.page.get_by_label("Password, once more").fill("three odd words")
        nadia.page.get_by_role("button", name="Join the team").click()
        nadia.page.wait_for_url("**/r/prompt-side/**")
        expect(nadia.page.get_by_role("link", name="Set-up")).to_have_count(0)
        assert nadia.status_of("set-up/") == 403
        expect(nadia.page.get_by_role("heading", level=1)).to_be_visible()
        owner.opens("set-up/team/")
        assert link not in owner.page.content()
        row = owner.page.get_by_role("row", name=re.compile("Nadia Cole"))
        row.get_by_label("Role of").select_option("manager")
        row.get_by_role("button", name="Save role").click()
        expect(owner.bar).to_contain_text("Role changed.")
        nadia.opens("set-up/widgets/")
        expect(nadia.page.get_by_role("heading", name="Widgets")).to_be_visible()
        row.get_by_role("button", name="Remove").click()
        expect(owner.bar).to_contain_text("nadia@entracte.example is no longer on the team.")
        assert nadia.status_of("") == 404


def test_the_last_owner_stays(members: Members) -> None:
    owner = members("owner")
    owner.opens("set-up/team/")
    row = owner.page.get_by_role("row", name=re.compile("Olive Hart"))
    row.get_by_label("Role of").select_option("host")
    row.get_by_role("button", name="Save role").click()
    expect(owner.page.get_by_role("alert")).to_contain_text("A restaurant needs an owner.")


@pytest.mark.parametrize("path", ["set-up/", "floor/", "spektrix/", "set-up/widgets/", "set-up/team/"])
def test_a_host_cannot_open_what_is_not_for_hosts(members: Members, path: str) -> None:
    host = members("host")
    assert host.status_of(path) == 403
    host.opens()
    expect(host.page.locator(".rail .place")).to_have_text(["Tonight", "Bookings", "Guests"])


def test_the_restaurants_own_settings_reach_the_next_booking(members: Members, stack: Stack) -> None:
    owner = members("owner")
    owner.opens("set-up/")
    owner.page.get_by_label("Country").fill("Britain")
    owner.page.get_by_role("button", name="Save").click()
    expect(owner.page.get_by_text("Write two capitals, such as GB.")).to_be_visible()
    owner.page.get_by_label("Country").fill("GB")
    owner.page.get_by_label("Confirm every booking by hand").check()
    owner.page.get_by_role("button", name="Save").click()
    expect(owner.bar).to_contain_text("Saved.")
    day = in_days(3, stack=stack)
    stack.book_by_api(day, "18:00", party_size=2)
    owner.opens(f"bookings/?date={day}")
    expect(owner.line("18:00")).to_contain_text("To confirm")
