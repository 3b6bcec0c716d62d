"""Does an owner word a letter in a real browser: mend an error, look at it, and get a test of it?"""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.people import Host
from tests.browser.stack import Stack


def test_a_letter_is_worded_mended_looked_at_tried_and_saved(
    members: Callable[..., Host], stack: Stack
) -> None:
    owner = members("owner")
    page = owner.page
    owner.opens("set-up/letters/")
    page.get_by_role("link", name="Booked", exact=True).click()
    page.get_by_label("Greeting").fill("Dear {frist_name},")
    page.get_by_label("Text", exact=True).fill("Parking is behind the theatre.")
    page.get_by_role("button", name="Preview").press("Enter")
    expect(page.get_by_text("Write {first_name}.")).to_be_visible()
    expect(page.get_by_label("Greeting")).to_be_focused()
    letter = page.frame_locator("iframe")
    expect(letter.get_by_text("Parking is behind the theatre.")).to_be_visible()

    page.get_by_label("Greeting").fill("Dear {first_name},")
    page.get_by_role("button", name="Preview").press("Enter")
    expect(letter.get_by_text("Dear Ana,")).to_be_visible()
    paper = letter.locator(".column").evaluate("(one) => getComputedStyle(one).maxWidth")
    assert paper == "560px"

    page.get_by_role("button", name="Send me a test letter").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Test letter to")).to_contain_text("sent.")
    came = stack.mailbox.letter(to="owner@entracte.example", subject="Test: ")
    assert "Dear Ana,\r\n\r\nParking is behind the theatre.\r\n" in came["text"]

    page.get_by_role("button", name="Save").click()
    expect(owner.bar).to_contain_text("Booked saved.")
    expect(page.get_by_role("row", name="Booked Yours: English")).to_be_visible()
