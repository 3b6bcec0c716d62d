"""How does an owner change the team?"""

import re
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from entracte.restaurants.models import Account, Member
from entracte.restaurants.team import add_member
from tests.database.backoffice.desk import Desk, text_of
from tests.house import House


def test_a_new_member_gets_a_first_password_that_is_shown_once(owner: Desk) -> None:
    answer = owner.sends("set-up/team/", email="Nora@Example.org", name="Nora", role="host")
    (password,) = re.findall(r'id="first-password">([^<]+)<', answer.content.decode())
    assert Client().login(email="nora@example.org", password=password) is True
    assert password not in owner.opens("set-up/team/").content.decode()


def test_somebody_with_an_account_keeps_the_password(house: House, owner: Desk) -> None:
    account = Account(email="nora@example.org", created_at=house.restaurant.created_at)
    account.set_password("her own, long enough")
    account.save()
    answer = owner.sends("set-up/team/", email="nora@example.org", role="manager")
    assert "first-password" not in answer.content.decode()
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
        add_member(restaurant=house.restaurant, email=email, name="Ana", role="host", now=now)
    found = Account.objects.filter(email__startswith="ana@").order_by("email")
    assert [each.email for each in found] == ["ana@strasse.de", "ana@straße.de"]
