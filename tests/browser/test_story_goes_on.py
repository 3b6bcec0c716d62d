"""Does the story of an opened booking go on by itself while Spektrix is asked or written to?"""

from playwright.sync_api import expect

from tests.browser.people import ANA, Host, Visitor


def test_completed_is_shown_to_the_end_while_a_note_is_being_typed(visitor: Visitor, host: Host) -> None:
    visitor.arrive()
    visitor.sign_in(ANA)
    visitor.add_tickets()
    code = visitor.book(ANA, "18:00")
    host.open_booking(code)
    expect(host.beside.get_by_text("Ana Riley, verified.")).to_be_visible()
    host.press("Completed")
    host.page.get_by_role("button", name="Yes, completed").click()
    note = host.beside.get_by_label("Note for the team")
    expect(host.beside.get_by_text("Confirmed → Completed")).to_be_visible()
    note.fill("Left the umbrella")
    address = host.page.url
    expect(host.beside.get_by_text("Read back: both right.")).to_be_visible()
    expect(note).to_have_value("Left the umbrella")
    assert host.page.url == address
