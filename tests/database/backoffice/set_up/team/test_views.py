"""How does an owner change the team?"""

import re
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from entracte.restaurants.models import Account, Member
from entracte.restaurants.sign_in.invitations import invite, join
from tests.database.backoffice.desk import Desk, text_of
from tests.house import House


def test_the_link_of_an_invitation_is_shown_once(owner: Desk) -> None:
    answer = owner.sends("set-up/team/", email="Nora@Example.org", name="Nora", role="host")
    (link,) = re.findall(r'id="sign-in-link">([^<]+)<', answer.content.decode())
    assert Client().get(link).status_code == 200
    shown = owner.opens("set-up/team/").content.decode()
    assert ("nora@example.org" in shown, link in shown) == (True, False)


def test_an_address_with_an_account_is_invited_as_any_other(house: House, owner: Desk) -> None:
    account = Account(email="nora@example.org", created_at=house.restaurant.created_at)
    account.set_password("her own, long enough")
    account.save()
    answer = owner.sends("set-up/team/", email="nora@example.org", role="manager")
    assert "sign-in-link" in answer.content.decode()
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
