"""Does a host run an evening with it: take, seat, complete, take back, see what is stale?"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages import opened_page
from tests.browser.people import ANA, BEN, HOST_EMAIL, Host, in_days
from tests.browser.stack import PASSWORD, Stack

Members = Callable[..., Host]


def presses_tab_until(page: Page, name: str) -> None:
    """Walk on with the tab key until something of this name has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.innerText || document.activeElement.ariaLabel || ''")
        if focused.strip().startswith(name):
            return
    raise AssertionError(f"the tab key does not reach {name}")


def changes_of(stack: Stack, code: str) -> list[str]:
    rows = stack.sql(
        "SELECT c.after->>'status' FROM bookings_change c JOIN bookings_booking b ON b.id = c.booking_id "
        "WHERE b.code = %s AND c.what = 'status' ORDER BY c.number",
        code,
    )
    return [str(status) for (status,) in rows]


def becomes(stack: Stack, code: str, status: str) -> None:
    """Put a booking into a status, past all pages."""
    stack.sql("UPDATE bookings_booking SET status = %s WHERE code = %s", status, code)


def test_an_evening_is_run_by_keyboard_alone(chromium: Browser, members: Members, stack: Stack) -> None:
    day = in_days(3, stack=stack)
    members("manager").takes(day, "18:00", last_name="Riley")
    with opened_page(chromium) as page:
        page.goto(f"{stack.web}/r/prompt-side/bookings/?date={day}")
        expect(page.get_by_label("E-mail")).to_be_focused()
        page.keyboard.type(HOST_EMAIL)
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text(f"{day.day} {day:%b}")
        presses_tab_until(page, "Ana Riley")
        page.keyboard.press("Enter")
        beside, bar = page.locator("#beside"), page.locator("#bars")
        expect(beside.get_by_role("heading", name="Ana Riley")).to_be_visible()
        expect(beside.get_by_role("heading", name="Ana Riley")).to_be_focused()
        for step, said in (("Arrived", "Ana Riley: arrived."), ("Seated", "Ana Riley: seated.")):
            presses_tab_until(page, step)
            expect(page.locator("[data-rests] [aria-disabled=true]")).to_have_count(0)
            page.keyboard.press("Enter")
            expect(bar).to_contain_text(said)
        presses_tab_until(page, "Completed")
        expect(page.locator("[data-rests] [aria-disabled=true]")).to_have_count(0)
        page.keyboard.press("Enter")
        expect(beside.get_by_text("Mark it completed before that?")).to_be_visible()
        presses_tab_until(page, "Yes, completed")
        expect(page.locator("[data-rests] [aria-disabled=true]")).to_have_count(0)
        page.keyboard.press("Enter")
        expect(bar).to_contain_text("Ana Riley is completed.")
        presses_tab_until(page, "Undo")
        page.keyboard.press("Enter")
        expect(bar).to_contain_text("Ana Riley is confirmed.")
        expect(page.locator(".diary tbody tr").get_by_text("Seated")).to_be_visible()
        page.keyboard.press("Escape")
        expect(beside).to_be_empty()
        expect(page.get_by_role("link", name="Ana Riley")).to_be_focused()


def test_a_phone_booking_finds_the_guest_as_one_types(members: Members, stack: Stack) -> None:
    host, day = members("host"), in_days(4, stack=stack)
    first = host.takes(day, "17:00", phone=ANA.phone)
    host.opens(f"bookings/new/?date={day}")
    page = host.page
    page.get_by_label("Find a guest").press_sequentially("ana ri")
    page.locator("#found").get_by_role("button", name="Ana Riley").click()
    expect(page.get_by_label("Last name")).to_have_value("Riley")
    expect(page.get_by_label("Phone")).to_have_value("+44 7700 900101")
    expect(page.get_by_text("Ana Riley, 1 booking")).to_be_visible()
    page.get_by_role("radio", name="4", exact=True).check()
    later = in_days(5, stack=stack)
    page.get_by_label("Date", exact=True).fill(later.isoformat())
    expect(page.locator("#slots legend").first).to_contain_text(f"{later:%a} {later.day} {later:%b}")
    page.get_by_role("radio", name="19:15").check()
    page.get_by_label("Asked for").fill("A quiet corner")
    page.get_by_role("button", name="Book the table").click()
    expect(host.bar).to_contain_text("Booked for 4")
    expect(host.beside).to_contain_text("19:15")
    expect(host.beside).to_contain_text("A quiet corner")
    [(guests,)] = stack.sql("SELECT count(DISTINCT guest_id) FROM bookings_booking")
    assert (guests, page.url.rstrip("/").endswith(first)) == (1, False)


def test_the_date_of_the_list_is_picked_from_a_calendar(members: Members, stack: Stack) -> None:
    host, day = members("host"), in_days(4, stack=stack)
    host.takes(day, last_name="Okafor")
    host.opens()
    button = host.page.get_by_role("button", name="Choose a date")
    expect(button).to_be_visible()
    button.click()
    host.page.keyboard.press("Escape")
    host.page.locator("#date").fill(day.isoformat())
    expect(host.line("Okafor")).to_be_visible()
    host.page.get_by_role("link", name=re.compile("^The day after")).click()
    expect(host.page.get_by_text("Nobody is booked yet.")).to_be_visible()


def test_a_walk_in_is_seated_with_two_presses(members: Members) -> None:
    host = members("host")
    host.opens()
    host.page.get_by_role("link", name="Walk-in").click()
    host.page.get_by_role("radio", name="3", exact=True).check()
    host.page.get_by_role("button", name="Seat them now").click()
    expect(host.bar).to_contain_text("Seated at table")
    expect(host.line("Walk-in").get_by_text("Seated")).to_be_visible()
    assert host.steps()[:2] == ["Completed", "Left"]


def test_quick_taps_in_one_place_never_complete_a_party(members: Members, stack: Stack) -> None:
    host = members("host")
    host.opens()
    code = host.takes(in_days(3, stack=stack))
    host.open_booking(code)
    for place in (host.line("Ana Riley").locator(".quick button"), host.beside.locator("button.large").first):
        box = place.bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        for _ in range(12):
            host.page.mouse.click(x, y)
            host.page.wait_for_timeout(400)
    expect(host.beside.locator(".milestones")).to_contain_text("Arrived")
    assert changes_of(stack, code) == []
    assert stack.sql("SELECT status FROM bookings_booking WHERE code = %s", code) == [("confirmed",)]
    assert stack.sql("SELECT count(*) FROM boxoffice_handover") == [(0,)]


def test_two_taps_within_a_second_and_a_half_are_one_press(members: Members, stack: Stack) -> None:
    host = members("host")
    host.opens()
    code = host.takes(in_days(3, stack=stack))
    host.opens(f"bookings/?date={in_days(3, stack=stack)}")
    button = host.line("Ana Riley").locator(".quick button")
    button.click()
    expect(host.bar).to_contain_text("arrived")
    host.line("Ana Riley").locator(".quick button").dispatch_event("click")
    host.page.wait_for_timeout(300)
    [(arrived, seated)] = stack.sql(
        "SELECT arrived_at, seated_at FROM bookings_booking WHERE code = %s", code
    )
    assert (arrived is not None, seated) == (True, None)
    host.rests()
    host.line("Ana Riley").locator(".quick button").click()
    expect(host.bar).to_contain_text("seated")
    expect(host.line("Ana Riley").locator(".quick button")).to_have_count(0)


def test_each_of_the_last_three_presses_can_be_undone(members: Members, stack: Stack) -> None:
    host = members("host")
    host.opens()
    day = in_days(3, stack=stack)
    for name, start in (("Okafor", "18:00"), ("Brandt", "18:30")):
        host.takes(day, start, last_name=name, email=f"{name}@example.org")
    host.opens(f"bookings/?date={day}")
    for name, step in (("Okafor", "arrived"), ("Brandt", "arrived"), ("Okafor", "seated")):
        host.rests()
        host.line(name).locator(".quick button").click()
        expect(host.bar.locator(".bar").first).to_contain_text(f"{name}: {step}.")
    bars = host.bar.locator(".bar").filter(has=host.page.get_by_role("button", name="Undo"))
    expect(bars).to_have_count(3)
    for name, said in (("Brandt", "not arrived"), ("Okafor", "not seated"), ("Okafor", "not arrived")):
        bars.filter(has_text=name).first.get_by_role("button", name="Undo").click()
        expect(host.bar.locator(".bar").first).to_contain_text(f"{name}: {said}.")
    rows = stack.sql("SELECT arrived_at, seated_at FROM bookings_booking")
    assert rows == [(None, None), (None, None)]


@pytest.mark.parametrize(
    "status, steps",
    [
        ("pending", ["Confirm", "Pin to its tables", "Cancel booking"]),
        ("pending_payment", ["Deposit received", "Pin to its tables", "Cancel booking"]),
        ("confirmed", ["Arrived", "Seated", "Completed", "Pin to its tables", "No-show", "Cancel booking"]),
        ("completed", ["Put back to confirmed"]),
        ("no_show", ["They came after all", "Completed"]),
        ("cancelled", ["Reinstate"]),
    ],
)
def test_only_the_steps_that_are_allowed_stand_on_the_page(
    members: Members, stack: Stack, status: str, steps: list[str]
) -> None:
    host = members("host")
    host.opens()
    code = host.takes(in_days(3, stack=stack))
    becomes(stack, code, status)
    host.open_booking(code)
    assert host.steps() == steps


@pytest.mark.rule("D5")
def test_completed_before_the_start_asks_once_and_can_be_undone(members: Members, stack: Stack) -> None:
    host = members("host")
    host.opens()
    code = host.takes(in_days(3, stack=stack))
    host.open_booking(code)
    host.press("Completed")
    expect(host.beside.get_by_text("Mark it completed before that?")).to_be_visible()
    host.beside.get_by_role("link", name="No", exact=True).click()
    expect(host.beside.get_by_role("button", name="Completed", exact=True)).to_be_visible()
    assert changes_of(stack, code) == []
    host.press("Completed")
    host.beside.get_by_role("button", name="Yes, completed").click()
    expect(host.bar).to_contain_text("Ana Riley is completed.")
    host.bar.get_by_role("button", name="Undo").first.click()
    expect(host.bar).to_contain_text("Ana Riley is confirmed.")
    assert changes_of(stack, code) == ["completed", "confirmed"]
    expect(host.beside.get_by_text("Completed → Confirmed")).to_be_visible()


def test_the_bar_with_undo_leaves_after_eight_seconds(members: Members, stack: Stack) -> None:
    host = members("host")
    host.opens()
    host.open_booking(host.takes(in_days(3, stack=stack)))
    host.press("Arrived")
    undo = host.bar.get_by_role("button", name="Undo")
    expect(undo).to_be_visible()
    host.page.mouse.move(0, 0)
    leaves = "(bar) => bar.getAnimations()[0].effect.getComputedTiming().endTime"
    assert host.bar.locator(".bar").evaluate(leaves) == 8000
    host.bar.locator(".bar").evaluate("(bar) => bar.getAnimations()[0].finish()")
    expect(undo).to_be_hidden()


def test_a_stale_page_that_presses_completed_again_is_shown_and_nothing_is_written_twice(
    members: Members, stack: Stack
) -> None:
    one, other = members("host"), members("manager")
    one.opens()
    code = one.takes(in_days(3, stack=stack))
    for host in (one, other):
        host.open_booking(code)
        host.press("Completed")
    one.beside.get_by_role("button", name="Yes, completed").click()
    expect(one.bar).to_contain_text("Ana Riley is completed.")
    other.beside.get_by_role("button", name="Yes, completed").click()
    expect(other.beside.get_by_role("alert")).to_contain_text("already done")
    expect(other.beside.get_by_role("button", name="Put back to confirmed")).to_be_visible()
    assert changes_of(stack, code) == ["completed"]
    [(handovers,)] = stack.sql("SELECT count(*) FROM boxoffice_handover")
    assert handovers == 1


def test_a_stale_page_that_presses_something_else_is_shown_how_it_stands(
    members: Members, stack: Stack
) -> None:
    one, other = members("host"), members("manager")
    one.opens()
    code = one.takes(in_days(3, stack=stack))
    for host in (one, other):
        host.open_booking(code)
    one.press("Arrived")
    expect(one.bar).to_contain_text("arrived")
    other.press("No-show")
    expect(other.beside.get_by_role("alert")).to_contain_text("changed meanwhile")
    expect(other.beside.locator(".top")).to_contain_text("Arrived")
    assert changes_of(stack, code) == []


def test_two_hosts_write_notes_and_neither_loses_a_word(members: Members, stack: Stack) -> None:
    one, other = members("host"), members("manager")
    one.opens()
    code = one.takes(in_days(3, stack=stack))
    for host in (one, other):
        host.open_booking(code)
    one.page.get_by_label("Note for the team").fill("COELIAC, SEVERE")
    one.page.get_by_role("button", name="Add note").click()
    expect(one.bar).to_contain_text("Note added.")
    expect(one.page.get_by_label("Note for the team")).to_have_value("")
    expect(one.line("Ana Riley").locator(".notes")).to_contain_text("COELIAC, SEVERE")
    other.page.get_by_label("Note for the team").fill("By the window")
    other.page.get_by_role("button", name="Add note").click()
    expect(other.beside.locator(".team-notes")).to_contain_text("COELIAC, SEVERE")
    expect(other.beside.locator(".team-notes")).to_contain_text("By the window")
    other.page.get_by_role("button", name=re.compile("Strike out.*By the window")).click()
    expect(other.beside.locator(".team-notes .is-struck")).to_contain_text("struck out by")


def test_a_note_half_typed_survives_a_press_a_refresh_and_anothers_change(
    members: Members, stack: Stack
) -> None:
    one, other = members("host"), members("manager")
    one.opens()
    code = one.takes(in_days(3, stack=stack))
    for host in (one, other):
        host.open_booking(code)
    note = one.page.get_by_label("Note for the team")
    note.fill("Birthday, a candle")
    one.press("Arrived")
    expect(one.bar).to_contain_text("arrived")
    expect(note).to_have_value("Birthday, a candle")
    one.page.reload()
    expect(note).to_have_value("Birthday, a candle")
    other.page.reload()
    other.press("Seated")
    expect(other.bar).to_contain_text("seated")
    one.press("Seated")
    expect(one.beside.get_by_role("alert")).to_contain_text("Seated")
    expect(note).to_have_value("Birthday, a candle")
    one.page.get_by_role("button", name="Add note").click()
    expect(one.bar).to_contain_text("Note added.")
    expect(note).to_have_value("")
    one.page.reload()
    expect(note).to_have_value("")


def test_a_deposit_received_leads_on_to_confirming_by_hand(members: Members, stack: Stack) -> None:
    host = members("host")
    host.opens()
    stack.sql("UPDATE restaurants_restaurant SET confirms_by_hand = true, deposit_from_party = 4")
    day = in_days(3, stack=stack)
    stack.book_by_api(day, "18:00", party_size=4)
    stack.book_by_api(day, "19:00", party_size=2)
    host.opens(f"bookings/?date={day}")
    expect(host.line("18:00")).to_contain_text("Deposit due")
    expect(host.line("19:00")).to_contain_text("To confirm")
    host.line("18:00").get_by_role("link").click()
    host.press("Deposit received")
    expect(host.bar).to_contain_text("waits to be confirmed")
    host.press("Confirm")
    expect(host.bar).to_contain_text("is confirmed")
    expect(host.line("18:00")).to_contain_text("Due")


def test_a_no_show_frees_the_table_and_can_be_reinstated(members: Members, stack: Stack) -> None:
    host = members("host")
    host.opens()
    code = host.takes(in_days(3, stack=stack))
    host.open_booking(code)
    host.press("No-show")
    expect(host.line("Ana Riley")).to_contain_text("No-show")
    expect(host.line("Ana Riley").locator(".table")).to_have_text("–")
    host.press("They came after all")
    expect(host.bar).to_contain_text("Ana Riley is confirmed.")
    expect(host.line("Ana Riley").locator(".table")).not_to_have_text("–")
    host.press("Cancel booking")
    expect(host.line("Ana Riley")).to_contain_text("Cancelled")
    host.press("Reinstate")
    expect(host.bar).to_contain_text("Ana Riley is confirmed.")


def test_a_booking_is_moved_beside_the_list(members: Members, stack: Stack) -> None:
    host, day = members("host"), in_days(3, stack=stack)
    host.opens()
    code = host.takes(day)
    host.open_booking(code)
    host.page.get_by_label("More for this booking").click()
    host.page.get_by_role("link", name="Change time, party or table").click()
    host.page.get_by_label("Start").fill("19:45")
    host.page.get_by_label("Table").select_option(label="11 (for 4)")
    host.page.get_by_role("button", name="Save changes").click()
    expect(host.bar).to_contain_text("Changed.")
    expect(host.line("Ana Riley").locator(".time")).to_have_text("19:45")
    expect(host.line("Ana Riley").locator(".table")).to_have_text(re.compile(r"^\s*11\s+pinned\s*$"))


def test_two_parties_swap_tables_beside_the_list(members: Members, stack: Stack) -> None:
    host, day = members("host"), in_days(3, stack=stack)
    host.opens()
    codes = [host.takes(day), host.takes(day)]
    held = "SELECT t.name FROM bookings_bookedtable b JOIN dining_table t ON t.id = b.table_id "
    held += "JOIN bookings_booking k ON k.id = b.booking_id WHERE k.code = %s"
    before = [stack.sql(held, code) for code in codes]
    host.open_booking(codes[0])
    host.page.get_by_label("More for this booking").click()
    host.page.get_by_role("link", name="Swap tables").click()
    host.page.get_by_role("radio").first.check()
    host.page.get_by_role("button", name="Swap", exact=True).click()
    expect(host.bar).to_contain_text("Swapped with Ana Riley.")
    assert [stack.sql(held, code) for code in codes] == before[::-1]


def test_a_table_that_is_taken_is_shared_with_a_reason_and_the_list_says_so(
    members: Members, stack: Stack
) -> None:
    host, day = members("host"), in_days(3, stack=stack)
    host.opens()
    host.takes(day)
    code = host.takes(day)
    host.open_booking(code)
    host.page.get_by_label("More for this booking").click()
    host.page.get_by_role("link", name="Change time, party or table").click()
    host.page.get_by_label("Table", exact=True).select_option(index=1)
    host.page.get_by_role("button", name="Save changes").click()
    host.page.get_by_label("Why all the same?").fill("Two couples who know each other")
    host.page.get_by_label("Share the chosen tables").check()
    host.page.get_by_role("button", name="Save all the same").click()
    expect(host.bar).to_contain_text("Changed.")
    expect(host.page.get_by_text("shared", exact=True)).to_have_count(2)
    expect(host.page.get_by_text("Two couples who know each other")).to_be_visible()


def test_a_guest_is_found_and_the_profile_changed_with_its_bookings_beside_it(
    members: Members, stack: Stack
) -> None:
    host = members("manager")
    host.opens()
    host.takes(in_days(3, stack=stack))
    host.takes(in_days(4, stack=stack), **BEN.__dict__)
    host.opens("guests/")
    host.page.get_by_role("searchbox").press_sequentially("okaf")
    expect(host.page.get_by_role("link", name="Ana Riley")).to_have_count(0)
    host.page.get_by_role("link", name="Ben Okafor").click()
    expect(host.page.get_by_text("Not linked", exact=True)).to_be_visible()
    host.page.get_by_label("Note for the team").fill("Likes the window")
    host.page.get_by_role("button", name="Save profile").click()
    expect(host.bar).to_contain_text("Saved.")
    expect(host.page.get_by_label("Note for the team")).to_have_value("Likes the window")
    host.page.locator(".visits a").click()
    expect(host.beside.get_by_role("heading", name="Ben Okafor")).to_be_visible()


def test_the_hosts_main_path_works_without_scripts(chromium: Browser, members: Members, stack: Stack) -> None:
    day = in_days(3, stack=stack)
    manager = members("manager")
    manager.opens()
    code = manager.takes(day)
    with opened_page(chromium, java_script_enabled=False) as page:
        host = Host(page, stack)
        host.sign_in()
        host.page.get_by_label("Date", exact=True).fill(day.isoformat())
        host.page.get_by_role("button", name="Show").click()
        host.page.get_by_role("link", name="Ana Riley").click()
        host.beside.get_by_role("button", name="Arrived", exact=True).click()
        expect(host.bar).to_contain_text("Ana Riley: arrived.")
        host.beside.get_by_role("button", name="Completed", exact=True).click()
        host.beside.get_by_role("button", name="Yes, completed").click()
        expect(host.bar).to_contain_text("Ana Riley is completed.")
        assert changes_of(stack, code) == ["completed"]


def test_the_list_opens_on_a_phone_in_its_place_and_comes_back(members: Members, stack: Stack) -> None:
    host, day = members("host", width=390, has_touch=True, is_mobile=True), in_days(3, stack=stack)
    host.opens()
    host.takes(day)
    host.opens(f"bookings/?date={day}")
    host.page.get_by_role("link", name="Ana Riley").tap()
    expect(host.beside.get_by_role("heading", name="Ana Riley")).to_be_visible()
    expect(host.page.locator("#list")).to_be_hidden()
    host.page.get_by_role("link", name="Close").tap()
    expect(host.page.locator("#list")).to_be_visible()
