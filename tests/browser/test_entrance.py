"""Who gets in, in real browsers: two owners, a cook, and the links between them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.pages import opened_page
from tests.browser.people import HOST_EMAIL, Host
from tests.browser.stack import PASSWORD, Stack

Members = Callable[..., Host]
COOK = "cook@example.org"
STRANGERS, COOKS = "the stranger's words", "three odd words together"

pytestmark = pytest.mark.rule("D29")


class Somebody:
    """A person with a browser of their own."""

    def __init__(self, page: Page, stack: Stack) -> None:
        self.page, self.stack = page, stack

    def presses(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def chooses(self, password: str) -> None:
        self.page.get_by_label("Password", exact=True).fill(password)
        self.page.get_by_label("Password, once more").fill(password)

    def signs_in(self, email: str, password: str) -> None:
        self.page.goto(f"{self.stack.web}/accounts/login/")
        self.types_sign_in(email, password)

    def types_sign_in(self, email: str, password: str) -> None:
        self.page.get_by_label("E-mail").fill(email)
        self.page.get_by_label("Password").fill(password)
        self.presses("Sign in")
        self.page.wait_for_load_state("networkidle")

    def status_at(self, slug: str) -> int:
        address = f"{self.stack.web}/r/{slug}/"
        answer = self.page.goto(address)
        assert answer is not None
        # a page that leads to the sign-in is no page of the restaurant
        return answer.status if self.page.url == address else 302

    def is_shown(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", name=heading)).to_be_visible()


@pytest.fixture
def people(chromium: Browser, stack: Stack) -> Iterator["People"]:
    with ExitStack() as opened:
        yield People(opened, chromium, stack)


class People:
    """Opens browsers for people, each with cookies of its own."""

    def __init__(self, opened: ExitStack, chromium: Browser, stack: Stack) -> None:
        self._opened, self._chromium, self._stack = opened, chromium, stack

    def somebody(self) -> Somebody:
        return Somebody(self._opened.enter_context(opened_page(self._chromium)), self._stack)


def invites(owner: Page, team: str, stack: Stack, email: str = COOK, *, letters: int = 1) -> str:
    """Let an owner invite somebody; the link in the newest of so many letters to them."""
    owner.goto(team)
    owner.get_by_label("E-mail").fill(email)
    owner.get_by_role("button", name="Invite", exact=True).click()
    expect(owner.get_by_text(f"A letter goes to {email}.")).to_be_visible()
    return link_of(stack, email, letters=letters)


def link_of(stack: Stack, email: str, *, letters: int = 1) -> str:
    """Wait until so many letters came to this person, and read the link of the newest."""
    [link] = stack.mailbox.letter(to=email, count=letters)["links"]
    return str(link)


def test_a_strangers_owner_who_adds_a_cooks_address_first_never_gets_into_the_other_restaurant(
    people: People, members: Members, stack: Stack
) -> None:
    link = stack.command("create-restaurant", "--name", "The Trap Door", "--owner", "stranger@example.org")
    stranger = people.somebody()
    stranger.page.goto(link.splitlines()[-1])
    stranger.is_shown("Join The Trap Door")
    stranger.chooses(STRANGERS)
    stranger.presses("Join the team")
    assert stranger.status_at("the-trap-door") == 200
    # he invites the cook, opens the link himself and has an account by the cook's address
    trap = invites(stranger.page, f"{stack.web}/r/the-trap-door/set-up/team/", stack)
    posed = people.somebody()
    posed.page.goto(trap)
    posed.chooses(STRANGERS)
    posed.presses("Join the team")
    assert posed.status_at("the-trap-door") == 200
    # then the other owner invites the same address
    owner = members("owner")
    link = invites(owner.page, owner.address("set-up/team/"), stack, letters=2)
    assert posed.status_at("prompt-side") == 404
    again = people.somebody()
    again.signs_in(COOK, STRANGERS)
    assert again.status_at("prompt-side") == 404
    for path in ("/", "/r/the-trap-door/", "/accounts/password/change/"):
        again.page.goto(stack.web + path)
        assert "Prompt Side" not in again.page.content()
    # the cook's own link sets no password of an account that is there
    cook = people.somebody()
    cook.page.goto(link)
    cook.is_shown("Join The Prompt Side")
    expect(cook.page.get_by_label("Password")).to_have_count(0)
    # whoever runs the installation lets the cook in, and the stranger is out
    made = stack.command("sign-in-link", COOK)
    assert again.status_at("the-trap-door") == 302
    assert posed.status_at("the-trap-door") == 302
    cook.page.goto(made.splitlines()[-1])
    cook.is_shown("Choose a new password")
    cook.chooses(COOKS)
    cook.presses("Save and sign in")
    cook.page.goto(link)
    cook.presses("Say yes")
    assert cook.status_at("prompt-side") == 200
    again.signs_in(COOK, STRANGERS)
    assert again.status_at("prompt-side") == 302


def test_an_address_with_an_account_signs_in_on_the_way_and_says_yes(
    people: People, members: Members, stack: Stack
) -> None:
    stack.command("create-restaurant", "--name", "The Upper Circle", "--owner", COOK)
    cook = people.somebody()
    cook.page.goto(stack.command("invite", "the-upper-circle", COOK).splitlines()[-1])
    cook.chooses(COOKS)
    cook.presses("Join the team")
    owner = members("owner")
    link = invites(owner.page, owner.address("set-up/team/"), stack)
    elsewhere = people.somebody()
    elsewhere.page.goto(link)
    elsewhere.page.get_by_role("link", name="Sign in").click()
    elsewhere.types_sign_in(COOK, COOKS)
    expect(elsewhere.page.get_by_text(f"You are signed in as {COOK}")).to_be_visible()
    assert elsewhere.page.url == link
    elsewhere.presses("Say yes")
    elsewhere.page.wait_for_url("**/r/prompt-side/**")
    elsewhere.page.goto(link)
    elsewhere.is_shown("This link is no longer good")


def test_a_link_for_somebody_else_leads_out_and_on(people: People, members: Members, stack: Stack) -> None:
    owner, host = members("owner"), people.somebody()
    link = invites(owner.page, owner.address("set-up/team/"), stack)
    host.signs_in(HOST_EMAIL, PASSWORD)
    host.page.goto(link)
    host.is_shown("This link is for another e-mail")
    host.presses("Sign out and go on")
    host.chooses(COOKS)
    assert host.page.url == link


def test_a_letter_is_sent_again_and_its_link_withdrawn_by_keyboard(
    members: Members, people: People, stack: Stack
) -> None:
    owner = members("owner")
    first = invites(owner.page, owner.address("set-up/team/"), stack)
    owner.page.get_by_role("button", name=f"Send again to {COOK}").press("Enter")
    expect(owner.bar).to_contain_text(f"A letter goes to {COOK}.")
    second = link_of(stack, COOK, letters=2)
    owner.page.reload()
    expect(owner.page.get_by_role("row", name=COOK)).to_contain_text("Sent")
    cook = people.somebody()
    cook.page.goto(first)
    cook.is_shown("This link is no longer good")
    cook.page.goto(second)
    cook.is_shown("Join The Prompt Side")
    owner.page.get_by_role("button", name=f"Withdraw the invitation of {COOK}").press("Enter")
    expect(owner.bar).to_contain_text(f"The invitation of {COOK} is withdrawn.")
    cook.page.reload()
    cook.is_shown("This link is no longer good")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_links_can_be_used_by_everybody(
    members: Members, people: People, stack: Stack, scheme: str
) -> None:
    owner, cook = members("owner"), people.somebody()
    link = invites(owner.page, owner.address("set-up/team/"), stack)
    made = stack.command("sign-in-link", HOST_EMAIL).splitlines()[-1]
    for address in (link, made, link + "x"):
        cook.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        cook.page.goto(address)
        assert violations(cook.page) == []
    assert violations(owner.page) == []
