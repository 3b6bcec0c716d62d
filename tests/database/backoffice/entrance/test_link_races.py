"""What happens when a link is used twice at once, or while who made it loses their role?"""

from datetime import datetime
from functools import partial

import pytest
from django.db import connection, transaction

from entracte.restaurants.models import Account, Invitation, Member
from entracte.restaurants.sign_in.invitations import (
    HasAccount,
    Invited,
    LinkOver,
    OwnerNoLonger,
    accept,
    invite,
    join,
)
from entracte.restaurants.sign_in.sign_in_links import make_sign_in_link, replace_password
from entracte.restaurants.team import change_role, remove_member
from tests.database.bookings.test_races import at_once, until_somebody_waits
from tests.house import House, make_house

COOK = "cook@example.org"

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rule("D29")]


@pytest.fixture
def house(transactional_db: None, now: datetime) -> House:
    return make_house(now)


def an_invitation(house: House, now: datetime, *, inviter: Account | None = None) -> Invited:
    return invite(restaurant=house.restaurant, email=COOK, name="", role="host", now=now, inviter=inviter)


def test_of_many_who_send_one_link_at_once_one_joins(house: House, now: datetime) -> None:
    token = an_invitation(house, now).token
    words = [f"odd words number {number}" for number in range(6)]
    answers = at_once([partial(join, token=token, name="", password=each, now=now) for each in words])
    [won] = [number for number, answer in enumerate(answers) if isinstance(answer, Member)]
    assert {type(answer) for number, answer in enumerate(answers) if number != won} == {LinkOver}
    assert Account.objects.get(email=COOK).check_password(words[won])


def test_an_account_that_says_yes_twice_at_once_joins_once(house: House, now: datetime) -> None:
    token = an_invitation(house, now).token
    account = Account.objects.create(email=COOK, created_at=now)
    answers = at_once([partial(accept, token=token, account=account, now=now)] * 4)
    assert sorted(type(answer).__name__ for answer in answers) == ["LinkOver"] * 3 + ["Member"]


def test_links_of_two_restaurants_at_once_make_one_account_and_set_one_password(
    house: House, now: datetime
) -> None:
    other = make_house(now, slug="stage-door")
    tokens = [an_invitation(each, now).token for each in (house, other)]
    answers = at_once(
        [partial(join, token=token, name="", password=f"odd words of {token}", now=now) for token in tokens]
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["HasAccount", "Member"]
    lost = next(number for number, answer in enumerate(answers) if isinstance(answer, HasAccount))
    account = Account.objects.get(email=COOK)
    assert not account.check_password(f"odd words of {tokens[lost]}")
    # the other link stays good for the account
    assert accept(token=tokens[lost], account=account, now=now).account == account


def test_of_many_who_send_one_sign_in_link_at_once_one_sets_the_password(house: House, now: datetime) -> None:
    email = house.host.email
    token = make_sign_in_link(email=email, now=now)
    assert token is not None
    words = [f"odd words number {number}" for number in range(6)]
    answers = at_once([partial(replace_password, token=token, password=each, now=now) for each in words])
    [won] = [number for number, answer in enumerate(answers) if isinstance(answer, Account)]
    assert {type(answer) for number, answer in enumerate(answers) if number != won} == {LinkOver}
    assert Account.objects.get(email=email).check_password(words[won])


@pytest.mark.parametrize("loses", ["role", "place"])
def test_who_loses_their_role_while_inviting_has_invited_nobody(
    house: House, now: datetime, loses: str
) -> None:
    inviter = house.host
    Member.objects.filter(account=inviter).update(role="owner")

    def lose() -> None:
        with transaction.atomic():
            if loses == "role":
                change_role(restaurant=house.restaurant, email=inviter.email, role="host")
            else:
                remove_member(restaurant=house.restaurant, email=inviter.email)
            until_somebody_waits()

    def ask() -> Invited:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.3)")
        return an_invitation(house, now, inviter=inviter)

    _, answer = at_once([lose, ask])
    assert type(answer) is OwnerNoLonger
    assert not Invitation.objects.exists()


def test_who_is_taken_off_the_team_while_inviting_leaves_no_link_behind(house: House, now: datetime) -> None:
    inviter = house.host
    Member.objects.filter(account=inviter).update(role="owner")

    def ask() -> Invited:
        with transaction.atomic():
            invited = an_invitation(house, now, inviter=inviter)
            until_somebody_waits()
        return invited

    def lose() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.3)")
        remove_member(restaurant=house.restaurant, email=inviter.email)

    invited, _ = at_once([ask, lose])
    assert isinstance(invited, Invited)
    with pytest.raises(LinkOver):
        join(token=invited.token, name="", password="three odd words", now=now)
