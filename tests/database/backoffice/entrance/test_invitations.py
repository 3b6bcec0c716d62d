"""Only who opens an invitation's link joins a team, and nobody else ever has their password."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from entracte.restaurants.models import Account, Invitation, Member, Restaurant, SignInLink
from entracte.restaurants.sign_in.invitations import OwnerNoLonger, invite
from entracte.restaurants.sign_in.sign_in_links import make_sign_in_link
from tests.database.backoffice.desk import Desk, text_of
from tests.database.staff_letters import link_of
from tests.house import House

COOK = "cook@example.org"
PASSWORD = "three odd words together"
CHOSEN = {"name": "Cora", "password": PASSWORD, "again": PASSWORD}

pytestmark = pytest.mark.rule("D29")


def invited(owner: Desk, email: str = COOK, role: str = "host") -> str:
    """Invite somebody, and return the path of the link in their letter."""
    assert owner.sends("set-up/team/", email=email, name="Cora", role=role).status_code == 302
    return link_of(email)


def signed_in(email: str, password: str) -> Client:
    browser = Client()
    browser.post("/accounts/login/", {"login": email, "password": password})
    return browser


def is_in(browser: Client, house: House) -> bool:
    return browser.get(f"/r/{house.restaurant.slug}/").status_code == 200


def own_account(email: str = COOK) -> Account:
    account = Account(email=email, created_at=datetime.fromisoformat("2026-01-01T00:00Z"))
    account.set_password(PASSWORD)
    account.save()
    return account


def test_a_strangers_owner_who_added_the_address_first_never_gets_into_another_restaurant(
    owner: Desk, other: House
) -> None:
    Restaurant.objects.filter(pk=owner.house.restaurant.pk).update(name="The Upper Circle")
    stranger = Desk(other, "owner")
    # the stranger opens the link himself, and so has an account for the cook's address
    taken = Client()
    taken.post(invited(stranger), CHOSEN)
    assert is_in(taken, other)
    link = invited(owner)
    assert not is_in(taken, owner.house)
    assert not is_in(signed_in(COOK, PASSWORD), owner.house)
    # none of his pages says that another restaurant waits for the address, or lets him say yes
    for path in ("/", f"/r/{other.restaurant.slug}/", "/accounts/password/change/"):
        shown = taken.get(path, follow=True).content.decode()
        assert "The Upper Circle" not in shown
        assert link not in shown
        assert "/accounts/invitation/" not in shown
    # and the link never gives the account another password
    assert "new-password" not in Client().get(link).content.decode()
    Client().post(link, {"name": "", "password": "the cook's own words", "again": "the cook's own words"})
    assert not Client().login(email=COOK, password="the cook's own words")
    assert not Member.objects.filter(restaurant=owner.house.restaurant, account__email=COOK).exists()


def test_the_opener_of_a_link_chooses_a_password_and_is_in(owner: Desk) -> None:
    link, browser = invited(owner), Client()
    assert browser.post(link, CHOSEN).status_code == 302
    assert is_in(browser, owner.house)
    assert is_in(signed_in(COOK, PASSWORD), owner.house)
    assert Account.objects.get(email=COOK).name == "Cora"


def test_opening_a_link_changes_nothing(owner: Desk) -> None:
    link = invited(owner)
    for _ in range(3):
        assert Client().get(link).status_code == 200
        assert Client().head(link).status_code == 200
    assert not Account.objects.filter(email=COOK).exists()
    assert is_in_after(link, owner)


def is_in_after(link: str, owner: Desk) -> bool:
    browser = Client()
    browser.post(link, CHOSEN)
    return is_in(browser, owner.house)


def test_a_link_serves_once(owner: Desk) -> None:
    link = invited(owner)
    Client().post(link, CHOSEN)
    again = Client().post(link, {"name": "Eve", "password": "another long one", "again": "another long one"})
    assert (again.status_code, "no longer good" in text_of(again)) == (404, True)
    assert not Client().login(email=COOK, password="another long one")


@pytest.mark.parametrize("hours, is_good", [(71, True), (73, False)])
def test_a_link_serves_for_three_days(owner: Desk, now: datetime, hours: int, is_good: bool) -> None:
    link = invited(owner)
    Invitation.objects.update(ends_at=now + timedelta(days=3) - timedelta(hours=hours))
    assert is_in_after(link, owner) is is_good


def test_a_newer_link_ends_the_older(owner: Desk) -> None:
    older, newer = invited(owner), invited(owner, role="manager")
    assert not is_in_after(older, owner)
    assert is_in_after(newer, owner)
    assert Member.objects.get(account__email=COOK).role == "manager"


def test_a_withdrawn_invitation_ends_its_link(owner: Desk) -> None:
    link = invited(owner)
    assert COOK in owner.sees("set-up/team/")
    owner.sends("set-up/team/invitation/", email=COOK)
    assert f"The invitation of {COOK} is withdrawn." in owner.sees("set-up/team/")
    assert COOK not in owner.sees("set-up/team/")
    assert not is_in_after(link, owner)


@pytest.mark.parametrize("typed", [{"role": "host"}, {"role": "owner", "remove": "yes"}])
def test_whoever_invited_and_is_no_longer_an_owner_has_invited_nobody(
    owner: Desk, typed: dict[str, Any]
) -> None:
    Member.objects.filter(restaurant=owner.house.restaurant, role="manager").update(role="owner")
    link = invited(Desk(owner.house, "manager"), email="second@example.org", role="owner")
    owner.sends("set-up/team/member/", email="manager@prompt-side.example", **typed)
    assert not is_in_after(link, owner)


@pytest.mark.parametrize("becomes", ["switched off", "a host", "nobody"])
def test_a_link_of_somebody_who_owns_nothing_any_more_is_over_however_that_came(
    owner: Desk, becomes: str
) -> None:
    account = owner.house.host
    role = Member.objects.filter(account=account)
    role.update(role="owner")
    link = invited(Desk(owner.house, "host"))
    if becomes == "switched off":
        Account.objects.filter(pk=account.pk).update(is_active=False)
    elif becomes == "a host":
        role.update(role="host")
    else:
        role.delete()
    assert Client().get(link).status_code == 404
    assert not is_in_after(link, owner)


def test_an_account_that_is_there_signs_in_and_says_yes(owner: Desk) -> None:
    own_account()
    link = invited(owner)
    stranger = Client()
    page = stranger.get(link)
    assert f"/accounts/login/?next={link}" in page.content.decode()
    assert stranger.post(link, CHOSEN).status_code == 200
    assert not is_in(signed_in(COOK, PASSWORD), owner.house)
    browser = Client()
    assert (
        browser.post("/accounts/login/", {"login": COOK, "password": PASSWORD, "next": link})["Location"]
        == link
    )
    assert "Say yes" in text_of(browser.get(link))
    browser.post(link)
    assert is_in(browser, owner.house)


def test_another_person_who_is_signed_in_cannot_say_yes(owner: Desk) -> None:
    own_account("eve@example.org")
    link = invited(owner)
    eve = signed_in("eve@example.org", PASSWORD)
    page = eve.post(link, CHOSEN)
    assert "another e-mail" in text_of(page)
    assert not is_in(eve, owner.house)
    assert not Account.objects.filter(email=COOK).exists()


def test_a_role_not_yet_accepted_is_no_owner(owner: Desk) -> None:
    invited(owner, role="owner")
    answer = owner.sends("set-up/team/member/", email="owner@prompt-side.example", role="host")
    assert (answer.status_code, "needs an owner" in text_of(answer)) == (409, True)


@pytest.mark.parametrize(
    "typed, said",
    [
        ({"password": "short", "again": "short"}, "at least 10 characters"),
        ({"password": "password123", "again": "password123"}, "too common"),
        ({"password": PASSWORD, "again": "three odd words"}, "not the same"),
        ({"password": "", "again": ""}, "required"),
        ({"password": COOK, "again": COOK}, "too similar"),
        ({"password": COOK.upper(), "again": COOK.upper()}, "too similar"),
    ],
)
def test_a_password_that_will_not_do_is_refused_and_the_link_stays_good(
    owner: Desk, typed: dict[str, str], said: str
) -> None:
    link = invited(owner)
    page = Client().post(link, {"name": "Cora", **typed})
    assert (page.status_code, said in text_of(page)) == (422, True)
    assert is_in_after(link, owner)


def test_a_link_holds_nothing_personal_and_is_stored_as_a_digest(owner: Desk) -> None:
    link = invited(owner)
    token = link.rstrip("/").rsplit("/", 1)[-1]
    assert "cook" not in link
    assert owner.house.restaurant.slug not in link
    assert len(token) >= 40
    assert token not in str(Invitation.objects.values().get())


@pytest.mark.parametrize("token", ["x", "a" * 43, "a" * 400])
def test_a_link_that_never_was_is_no_longer_good(db: None, token: str) -> None:
    for kind in ("invitation", "new-password"):
        page = Client().get(f"/accounts/{kind}/{token}/")
        assert (page.status_code, "no longer good" in text_of(page)) == (404, True)


def test_an_account_that_is_switched_off_joins_nothing(owner: Desk) -> None:
    own_account()
    link = invited(owner)
    browser = signed_in(COOK, PASSWORD)
    Account.objects.filter(email=COOK).update(is_active=False)
    browser.post(link)
    assert not Member.objects.filter(account__email=COOK).exists()


def test_a_sign_in_link_ends_every_session_and_the_old_password(owner: Desk, now: datetime) -> None:
    own_account()
    invitation = invited(owner)
    old = signed_in(COOK, PASSWORD)
    old.post(invitation)
    assert is_in(old, owner.house)
    made = make_sign_in_link(email=f" {COOK.upper()} ", now=now)
    assert made is not None
    assert not is_in(old, owner.house)
    assert not Client().login(email=COOK, password=PASSWORD)
    link, words = f"/accounts/new-password/{made}/", "other odd words together"
    assert Client().get(link).status_code == 200
    browser = Client()
    browser.post(link, {"password": words, "again": words})
    assert is_in(browser, owner.house)
    assert Client().post(link, {"password": PASSWORD, "again": PASSWORD}).status_code == 404
    assert is_in(signed_in(COOK, words), owner.house)


def test_a_sign_in_link_is_made_only_for_who_has_an_account(db: None, now: datetime) -> None:
    assert make_sign_in_link(email=COOK, now=now) is None


def test_a_sign_in_link_that_is_newer_or_used_ends_the_older(db: None, now: datetime) -> None:
    own_account()
    older = make_sign_in_link(email=COOK, now=now)
    newer = make_sign_in_link(email=COOK, now=now)
    assert Client().get(f"/accounts/new-password/{older}/").status_code == 404
    assert Client().get(f"/accounts/new-password/{newer}/").status_code == 200
    SignInLink.objects.update(ends_at=now)
    assert Client().get(f"/accounts/new-password/{newer}/").status_code == 404


def test_an_account_that_is_switched_off_gets_no_sign_in_link(db: None, now: datetime) -> None:
    account = own_account()
    made = make_sign_in_link(email=COOK, now=now)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert Client().get(f"/accounts/new-password/{made}/").status_code == 404
    assert make_sign_in_link(email=COOK, now=now) is None


def test_a_sign_in_link_opened_in_another_persons_browser_signs_that_person_out(
    owner: Desk, now: datetime
) -> None:
    own_account()
    made = make_sign_in_link(email=COOK, now=now)
    words = "other odd words together"
    owner.client.post(f"/accounts/new-password/{made}/", {"password": words, "again": words})
    assert owner.opens().status_code == 404
    assert owner.client.session["_auth_user_id"] == str(Account.objects.get(email=COOK).pk)


def test_who_was_taken_off_the_team_does_not_come_back_by_an_older_link(owner: Desk, now: datetime) -> None:
    account = own_account()
    link = invited(owner)
    # as when a link was made in the same moment in which another was accepted
    Member.objects.create(restaurant=owner.house.restaurant, account=account, role="host")
    owner.sends("set-up/team/member/", email=COOK, role="host", remove="yes")
    cook = signed_in(COOK, PASSWORD)
    assert cook.post(link).status_code == 404
    assert not is_in(cook, owner.house)


def test_saying_yes_again_changes_no_role(owner: Desk) -> None:
    account = own_account()
    link = invited(owner, role="owner")
    Member.objects.create(restaurant=owner.house.restaurant, account=account, role="host")
    signed_in(COOK, PASSWORD).post(link)
    assert Member.objects.get(restaurant=owner.house.restaurant, account=account).role == "host"


def test_what_an_owner_does_to_a_member_changes_nothing_of_their_account_or_of_another_team(
    owner: Desk, other: House
) -> None:
    account = own_account()
    browser = signed_in(COOK, PASSWORD)
    for desk in (owner, Desk(other, "owner")):
        browser.post(invited(desk, role="manager"))
    before = Account.objects.filter(pk=account.pk).values().get()
    stranger = Desk(other, "owner")
    stranger.sends("set-up/team/member/", email=COOK, role="owner")
    stranger.sends("set-up/team/", email=COOK, name="Somebody Else", role="owner")
    stranger.sends("set-up/team/member/", email=COOK, role="host", remove="yes")
    stranger.sends("set-up/team/", email=COOK, name="Somebody Else", role="owner")
    stranger.sends("set-up/team/invitation/", email=COOK)
    assert Account.objects.filter(pk=account.pk).values().get() == before
    assert Member.objects.get(restaurant=owner.house.restaurant, account=account).role == "manager"
    assert is_in(browser, owner.house)
    assert not is_in(browser, other)


def test_an_owner_withdraws_only_what_the_own_restaurant_sent(owner: Desk, other: House) -> None:
    link = invited(owner)
    Desk(other, "owner").sends("set-up/team/invitation/", email=COOK)
    assert is_in_after(link, owner)


def test_two_restaurants_invite_one_address_and_each_needs_a_yes_of_its_own(
    owner: Desk, other: House
) -> None:
    first, second = invited(owner), invited(Desk(other, "owner"))
    browser = Client()
    browser.post(first, CHOSEN)
    assert (is_in(browser, owner.house), is_in(browser, other)) == (True, False)
    browser.post(second)
    assert is_in(browser, other)


@pytest.mark.parametrize("role", ["manager", "host"])
def test_only_an_owner_invites_or_withdraws(owner: Desk, role: str) -> None:
    link = invited(owner)
    desk = Desk(owner.house, role)
    assert desk.sends("set-up/team/", email="eve@example.org", role="owner").status_code == 403
    assert desk.sends("set-up/team/invitation/", email=COOK).status_code == 403
    assert is_in_after(link, owner)


def test_an_invitation_by_somebody_whose_role_was_just_taken_is_refused(owner: Desk) -> None:
    account = owner.house.host
    with pytest.raises(OwnerNoLonger):
        invite(
            restaurant=owner.house.restaurant,
            email=COOK,
            name="",
            role="owner",
            now=owner.house.restaurant.created_at,
            inviter=account,
        )
    assert not Invitation.objects.exists()
