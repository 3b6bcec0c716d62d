"""Does a page that outlives its session, or its cookie, keep what was typed and go on?"""

from collections.abc import Callable

from django.core import signing
from django.core.signing import JSONSerializer
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.people import HOST_EMAIL, Host, in_days
from tests.browser.stack import KEY, PASSWORD, Stack

Members = Callable[..., Host]
SALT = "django.contrib.sessions.SessionStore"


def sign_in_over(page: Page) -> None:
    """Sign in where the page leads, in a window of its own that closes itself."""
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sign in").click()
    over = opened.value
    over.get_by_label("E-mail").fill(HOST_EMAIL)
    over.get_by_label("Password").fill(PASSWORD)
    with over.expect_event("close"):
        over.get_by_role("button", name="Sign in").click()


def types_a_booking(host: Host, stack: Stack) -> None:
    page = host.page
    host.opens(f"bookings/new/?date={in_days(4, stack=stack)}")
    page.get_by_role("radio", name="2", exact=True).check()
    page.get_by_role("radio", name="19:15").check()
    page.get_by_label("Last name").fill("Okafor")
    page.get_by_label("Asked for").fill('Nuts & "shellfish"')


def is_booked(stack: Stack) -> bool:
    rows = stack.sql("SELECT last_name, requests FROM bookings_booking")
    return rows == [("Okafor", 'Nuts & "shellfish"')]


def test_a_press_after_the_session_ended_asks_to_sign_in_over_the_page(
    members: Members, stack: Stack
) -> None:
    host = members("host")
    code = host.takes(in_days(3, stack=stack), last_name="Riley")
    host.open_booking(code)
    page = host.page
    page.context.clear_cookies(name="entracte_session")
    host.press("Arrived")
    question = page.get_by_role("dialog", name="You are signed out")
    expect(question).to_be_visible()
    expect(question.get_by_role("link", name="Sign in")).to_be_focused()
    page.keyboard.press("Escape")
    expect(question).to_be_hidden()
    host.press("Arrived")
    sign_in_over(page)
    expect(question).to_be_hidden()
    host.press("Arrived")
    expect(host.bar).to_contain_text("Ana Riley: arrived.")


def test_a_form_sent_after_the_session_ended_is_kept_and_sent_again(members: Members, stack: Stack) -> None:
    host = members("host")
    types_a_booking(host, stack)
    page = host.page
    page.context.clear_cookies(name="entracte_session")
    page.get_by_role("button", name="Book the table").click()
    expect(page.get_by_role("heading", name="Not saved yet")).to_be_visible()
    assert stack.sql("SELECT count(*) FROM bookings_booking") == [(0,)]
    sign_in_over(page)
    expect(page.get_by_role("button", name="Send it again")).to_be_focused()
    page.keyboard.press("Enter")
    expect(host.bar).to_contain_text("Booked for 2")
    assert is_booked(stack)


def test_a_form_sent_without_the_cookie_is_kept_and_sent_again(members: Members, stack: Stack) -> None:
    host = members("host")
    types_a_booking(host, stack)
    page = host.page
    page.context.clear_cookies(name="entracte_csrf")
    page.get_by_role("button", name="Book the table").click()
    expect(page.get_by_text("This browser had lost its cookie")).to_be_visible()
    page.get_by_role("button", name="Send it again").click()
    expect(host.bar).to_contain_text("Booked for 2")
    assert is_booked(stack)


def test_a_press_without_the_cookie_says_so_and_the_next_one_works(members: Members, stack: Stack) -> None:
    host = members("host")
    code = host.takes(in_days(3, stack=stack), last_name="Riley")
    host.open_booking(code)
    host.page.context.clear_cookies(name="entracte_csrf")
    host.press("Arrived")
    expect(host.bar).to_contain_text("The page was too old, and nothing was changed yet. Press again.")
    host.press("Arrived")
    expect(host.bar).to_contain_text("Ana Riley: arrived.")


def test_a_key_typed_long_after_the_sign_in_stays_while_its_owner_signs_in_again(
    members: Members, stack: Stack
) -> None:
    owner = members("owner")
    page = owner.page
    signed_in_long_ago(stack, page)
    owner.opens("spektrix/")
    page.get_by_label("API key").fill(KEY)
    page.get_by_label("API login name").fill("entracte")
    page.get_by_role("button", name="Save connection").press("Enter")
    question = page.get_by_role("dialog", name="Sign in again")
    expect(question.get_by_role("link", name="Sign in again")).to_be_focused()
    assert violations(page) == []
    with page.expect_popup() as opened:
        page.keyboard.press("Enter")
    over = opened.value
    assert violations(over) == []
    over.get_by_label("Password").fill("not this one")
    over.get_by_role("button", name="Go on").click()
    expect(over.get_by_text("This password is not right.")).to_be_visible()
    over.get_by_label("Password").fill(PASSWORD)
    with over.expect_event("close"):
        over.get_by_role("button", name="Go on").click()
    expect(question).to_be_hidden()
    expect(page.get_by_role("button", name="Save connection")).to_be_focused()
    page.keyboard.press("Enter")
    expect(owner.bar).to_contain_text("Saved. Now test the connection.")


def test_an_invitation_sent_long_after_the_sign_in_is_kept_and_sent_again(
    members: Members, stack: Stack
) -> None:
    owner = members("owner")
    page = owner.page
    owner.opens("set-up/team/")
    # the sign-in became old while the page was open, and the browser's own count knows nothing of it
    signed_in_long_ago(stack, page)
    page.get_by_label("E-mail").fill("cook@example.org")
    page.get_by_role("button", name="Invite", exact=True).click()
    expect(page.get_by_text("You signed in a while ago")).to_be_visible()
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sign in again").click()
    over = opened.value
    over.get_by_label("Password").fill(PASSWORD)
    with over.expect_event("close"):
        over.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("button", name="Send it again")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("A letter goes to cook@example.org.")).to_be_visible()


def signed_in_long_ago(stack: Stack, page: Page) -> None:
    """Let the last sign-in of this browser be a day ago."""
    [cookie] = [each for each in page.context.cookies() if each.get("name") == "entracte_session"]
    key = cookie.get("value", "")
    [[text]] = stack.sql("SELECT session_data FROM django_session WHERE session_key = %s", key)
    session = signing.loads(text, salt=SALT, serializer=JSONSerializer)
    for record in session["account_authentication_methods"]:
        record["at"] -= 86_400
    text = signing.dumps(session, salt=SALT, serializer=JSONSerializer)
    stack.sql("UPDATE django_session SET session_data = %s WHERE session_key = %s", text, key)
