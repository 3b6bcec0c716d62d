"""What happens when a link is used twice at once, or while who made it loses their role?"""

from datetime import datetime
from functools import partial

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection, transaction
from django.test import Client

from entracte.restaurants.models import Account, Entry, Invitation, Member
from entracte.restaurants.sign_in.first_passkey import FirstPasskey, join_by_passkey, next_number
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
from tests.signed_in import let_in

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


def test_of_many_who_join_by_passkey_and_password_at_once_one_joins(house: House, now: datetime) -> None:
    invited = an_invitation(house, now)
    keys = [FirstPasskey(next_number(invited.invitation), f"key {at}", {"at": at}) for at in range(3)]
    by_passkey = partial(join_by_passkey, token=invited.token, name="", now=now)
    by_password = partial(join, token=invited.token, name="", password="odd words", now=now)
    # the same passkey twice, as by two presses
    answers = at_once([*(partial(by_passkey, passkey=key) for key in (*keys, keys[0])), by_password])
    assert sorted(type(answer) is LinkOver for answer in answers) == [False, *[True] * 4]
    account = Account.objects.get(email=COOK)
    by_key = Authenticator.objects.filter(user=account).count()
    assert (by_key, account.has_usable_password()) in [(1, False), (0, True)]
    assert Authenticator.objects.count() == by_key
    assert Entry.objects.filter(kind="factor").count() == by_key


def test_of_two_links_of_one_address_at_once_one_passkey_makes_the_account(
    house: House, now: datetime
) -> None:
    other = make_house(now, slug="stage-door")
    both = [an_invitation(each, now) for each in (house, other)]
    keys = [FirstPasskey(next_number(each.invitation), "key", {}) for each in both]
    answers = at_once(
        [
            partial(join_by_passkey, token=each.token, name="", passkey=key, now=now)
            for each, key in zip(both, keys, strict=True)
        ]
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["HasAccount", "tuple"]
    assert Authenticator.objects.get().user == Account.objects.get(email=COOK)


def test_of_two_passkeys_that_are_removed_at_once_one_stays(house: House, now: datetime) -> None:
    account = Account(email=COOK, created_at=now)
    account.set_unusable_password()
    account.save()
    data = {"name": "key", "credential": {}}
    keys = [Authenticator.objects.create(user=account, type="webauthn", data=data) for _ in range(2)]
    browsers = [Client(HTTP_HOST="localhost") for _ in keys]
    for browser in browsers:
        let_in(browser, account)
    paths = [f"/accounts/own/passkeys/{key.pk}/remove/" for key in keys]
    answers = at_once([partial(each.post, path) for each, path in zip(browsers, paths, strict=True)])
    assert sorted(getattr(answer, "status_code", 0) for answer in answers) == [302, 409]
    assert Authenticator.objects.count() == 1


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
