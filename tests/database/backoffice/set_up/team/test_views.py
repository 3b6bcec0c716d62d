"""How does an owner change the team?"""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from entracte.mail.marks import mark_address
from entracte.mail.models import Letter
from entracte.mail.to_staff.composing import why_not_to_staff
from entracte.restaurants.models import Account, Invitation, Member
from entracte.restaurants.sign_in.invitations import invite, join
from tests.database.backoffice.desk import Desk, text_of
from tests.database.staff_letters import link_of, read_letter
from tests.house import House


@pytest.mark.rule("D29")
def test_the_link_of_an_invitation_goes_by_letter_and_stands_on_no_page(owner: Desk) -> None:
    answer = owner.sends("set-up/team/", email="Nora@Example.org", name="Nora", role="host")
    assert answer.status_code == 302
    waits = owner.sees("set-up/team/")
    assert "nora@example.org Host Waits" in waits
    link = link_of("nora@example.org")
    assert Client().get(link).status_code == 200
    shown = owner.opens("set-up/team/").content.decode()
    assert ("nora@example.org" in shown, "/accounts/invitation/" in shown) == (True, False)
    assert "nora@example.org Host Sent" in owner.sees("set-up/team/")


def test_a_letter_that_is_sent_again_has_another_link_and_ends_the_first(owner: Desk) -> None:
    typed: dict[str, Any] = {"email": "nora@example.org", "name": "Nora", "role": "host"}
    owner.sends("set-up/team/", **typed)
    first = link_of("nora@example.org")
    owner.sends("set-up/team/", **typed)
    second = link_of("nora@example.org")
    assert (Client().get(first).status_code, Client().get(second).status_code) == (404, 200)


@pytest.mark.parametrize("ends_it", ["pressed again", "withdrawn", "the command line", "three days"])
def test_a_letter_whose_link_something_newer_ended_is_not_sent(
    owner: Desk, house: House, now: datetime, ends_it: str
) -> None:
    typed: dict[str, Any] = {"email": "nora@example.org", "name": "Nora", "role": "host"}
    owner.sends("set-up/team/", **typed)
    letter, at = Letter.objects.get(), now + timedelta(seconds=1)
    match ends_it:
        case "pressed again":
            owner.sends("set-up/team/", **typed)
        case "withdrawn":
            owner.sends("set-up/team/invitation/", email="nora@example.org")
        case "the command line":
            invite(restaurant=house.restaurant, now=at, **typed)
        case _other:
            at = now + timedelta(days=3, minutes=1)
    unsent = why_not_to_staff(letter, at=at)
    assert unsent is not None
    assert unsent[0] == ("dropped" if ends_it == "three days" else "superseded")


def test_an_address_that_a_letter_came_back_from_is_written_to_again_by_a_press(
    owner: Desk, house: House, now: datetime
) -> None:
    typed: dict[str, Any] = {"email": "nora@example.org", "name": "Nora", "role": "host"}
    owner.sends("set-up/team/", **typed)
    mark_address(house.restaurant.pk, "nora@example.org", "No such mailbox", at=now)
    unsent = why_not_to_staff(Letter.objects.get(), at=now)
    assert unsent is not None
    assert "Is it right?" in unsent[1]
    owner.sends("set-up/team/", **typed)
    assert why_not_to_staff(Letter.objects.latest("id"), at=now) is None


@pytest.mark.rule("D29")
def test_without_a_mail_server_the_page_says_what_to_do_and_nobody_is_invited(
    owner: Desk, settings: Any
) -> None:
    settings.MAIL_BACKEND = ""
    shown = owner.sees("set-up/team/")
    assert "names no mail server" in shown
    assert f"entracte invite {owner.house.restaurant.slug} EMAIL --role host" in shown
    assert owner.sends("set-up/team/", email="nora@example.org", role="host").status_code == 422
    assert (Invitation.objects.count(), Letter.objects.count()) == (0, 0)


def test_an_address_with_an_account_is_invited_as_any_other(house: House, owner: Desk) -> None:
    account = Account(email="nora@example.org", created_at=house.restaurant.created_at)
    account.set_password("her own, long enough")
    account.save()
    owner.sends("set-up/team/", email="nora@example.org", role="manager")
    assert "Sign in, and say yes" in read_letter("nora@example.org", "invitation").text
    assert not Member.objects.filter(account=account).exists()
    assert Client().login(email="nora@example.org", password="her own, long enough") is True


def test_nobody_joins_twice(owner: Desk) -> None:
    answer = owner.sends("set-up/team/", email="host@prompt-side.example", role="host")
    assert (answer.status_code, "on the team already" in text_of(answer)) == (422, True)


def test_roles_change_and_people_leave(owner: Desk) -> None:
    owner.sends("set-up/team/member/", email="host@prompt-side.example", role="manager")
    assert Member.objects.filter(role="manager").count() == 2
    owner.sends("set-up/team/member/", email="host@prompt-side.example", role="manager", remove="yes")
    assert Member.objects.filter(account__email="host@prompt-side.example").count() == 0


@pytest.mark.parametrize("typed", [{"role": "host"}, {"role": "owner", "remove": "yes"}])
def test_the_last_owner_stays(owner: Desk, typed: dict[str, Any]) -> None:
    answer = owner.sends("set-up/team/member/", email="owner@prompt-side.example", **typed)
    assert (answer.status_code, "needs an owner" in text_of(answer)) == (409, True)
    assert Member.objects.filter(role="owner").count() == 1


def test_two_mailboxes_are_two_accounts_though_their_names_fold_alike(house: House, now: datetime) -> None:
    for email in ("ana@straße.de", "ana@strasse.de"):
        link = invite(restaurant=house.restaurant, email=email, name="Ana", role="host", now=now)
        join(token=link.token, name="Ana", password="three odd words", now=now)
    found = Account.objects.filter(email__startswith="ana@").order_by("email")
    assert [each.email for each in found] == ["ana@strasse.de", "ana@straße.de"]
