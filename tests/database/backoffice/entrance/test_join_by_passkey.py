"""Does whoever opens an invitation's link join by a passkey, and by nothing that only looks like one?"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

import pytest
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.core.cache import caches
from django.test import Client
from fido2.utils import websafe_decode

from entracte.restaurants.models import Account, Entry, Invitation, Member
from entracte.restaurants.sign_in.first_passkey import next_number
from entracte.restaurants.sign_in.invitations import LinkOver, invite
from tests.database.answer import Answer
from tests.database.backoffice.desk import text_of
from tests.database.backoffice.entrance.test_passkeys import PARTS, SENT, stored_with_nul, with_nul
from tests.house import House
from tests.signed_in import let_in, signed_in_before
from tests.soft_passkey import AS_JSON, SoftKeeper, options_at

COOK = "cook@example.org"
WORDS = "three odd words together"

pytestmark = pytest.mark.rule("D29")


class Opener:
    """Somebody with a link, in a browser of their own."""

    def __init__(self, house: House, email: str = COOK) -> None:
        caches["default"].clear()
        now = house.restaurant.created_at
        invited = invite(restaurant=house.restaurant, email=email, name="Cora", role="host", now=now)
        self.browser = Client(HTTP_HOST="localhost")
        self.page = f"/accounts/invitation/{invited.token}/"
        self.door = f"{self.page}passkey/"

    def makes(self, keeper: SoftKeeper | None = None) -> dict[str, Any]:
        return (keeper or SoftKeeper()).made_for(options_at(self.browser, self.door))

    def sends(self, passkey: object, **typed: str) -> Answer:
        text = passkey if isinstance(passkey, str) else json.dumps(passkey)
        return self.browser.post(self.door, {"credential": text, **typed})

    def joins(self, **typed: str) -> Answer:
        return self.sends(self.makes(), **typed)


@pytest.fixture
def cook(house: House) -> Opener:
    return Opener(house)


def nothing_is_made() -> bool:
    return not Account.objects.filter(email=COOK).exists() and not Authenticator.objects.exists()


def is_refused(answer: Answer) -> bool:
    return answer.status_code == 422 and "This passkey was not taken" in text_of(answer)


def test_an_account_with_a_passkey_and_no_password_is_made_and_signed_in(cook: Opener, house: House) -> None:
    assert "Use a passkey instead" in text_of(cook.browser.get(cook.page))
    options = options_at(cook.browser, cook.door)
    chosen = options["authenticatorSelection"]
    assert (chosen["residentKey"], chosen["userVerification"]) == ("required", "required")
    assert (options["user"]["name"], options["rp"]["id"]) == (COOK, "localhost")
    answer = cook.sends(SoftKeeper().made_for(options), own_name=" Cora\u202e Lis ")
    assert (answer.status_code, answer["Location"]) == (302, f"/r/{house.restaurant.slug}/")
    assert cook.browser.get(answer["Location"]).status_code == 200
    account = Account.objects.get(email=COOK)
    assert (account.name, account.has_usable_password()) == ("Cora Lis", False)
    assert Member.objects.get(account=account).role == "host"
    assert Authenticator.objects.get(user=account).wrap().name == "Passkey"
    assert not Invitation.objects.filter(email=COOK).exists()
    log = Entry.objects.filter(account=account).order_by("pk").values_list("kind", "words")
    assert list(log) == [
        ("role", "Host, by invitation"),
        ("factor", "Passkey added: Passkey"),
        ("signed_in", ""),
    ]


def test_the_passkey_is_for_the_number_that_the_account_gets(cook: Opener) -> None:
    options = options_at(cook.browser, cook.door)
    cook.sends(SoftKeeper().made_for(options))
    account = Account.objects.get(email=COOK)
    assert websafe_decode(options["user"]["id"]).decode() == user_pk_to_url_str(account)
    assert Account.objects.create(email="next@example.org", created_at=account.created_at).pk > account.pk


def test_opening_and_asking_change_nothing_and_the_password_stays_possible(
    cook: Opener, house: House
) -> None:
    for _ in range(3):
        assert cook.browser.get(cook.page).status_code == 200
        cook.makes()
        assert cook.browser.get(cook.door)["Location"] == cook.page
        assert cook.browser.head(cook.door).status_code == 302
    assert nothing_is_made()
    assert cook.browser.post(cook.page, {"name": "", "password": WORDS, "again": WORDS}).status_code == 302
    assert cook.browser.get(f"/r/{house.restaurant.slug}/").status_code == 200


@pytest.mark.parametrize("sent", SENT)
def test_what_no_passkey_made_joins_nobody_and_is_answered(cook: Opener, sent: str) -> None:
    cook.makes()
    answer = cook.sends(sent, own_name="a\0\u202eb" + "x" * 999)
    assert (is_refused(answer), nothing_is_made()) == (True, True)
    assert cook.joins().status_code == 302


@pytest.mark.parametrize(
    "keeper", [SoftKeeper(origin="https://evil.example"), SoftKeeper(asks_who=False), SoftKeeper(origin="")]
)
def test_a_passkey_of_another_site_or_that_asks_nobody_is_refused(cook: Opener, keeper: SoftKeeper) -> None:
    assert is_refused(cook.sends(cook.makes(keeper)))
    assert nothing_is_made()


@pytest.mark.parametrize("part", ["rawId", "type", "clientDataJSON", "attestationObject"])
def test_a_passkey_with_a_part_forged_is_refused(cook: Opener, part: str) -> None:
    passkey = cook.makes()
    of = passkey if part in passkey else passkey["response"]
    of[part] = f"{of[part][:60]}AAAAAAAA{of[part][68:]}" if part != "type" else "public-key\0"
    assert is_refused(cook.sends(passkey))
    assert nothing_is_made()


@pytest.mark.parametrize("part", PARTS)
def test_letters_that_do_not_belong_in_a_passkey_are_never_stored(cook: Opener, part: str) -> None:
    assert cook.sends(with_nul(cook.makes(), part)).status_code < 500
    assert not stored_with_nul()


def test_a_challenge_serves_once_also_where_its_passkey_was_refused(cook: Opener) -> None:
    passkey = cook.makes()
    assert is_refused(cook.sends("{}"))
    assert is_refused(cook.sends(passkey))
    assert nothing_is_made()


def test_a_passkey_made_in_another_browser_is_refused(cook: Opener) -> None:
    passkey = cook.makes()
    cook.browser = Client(HTTP_HOST="localhost")
    assert is_refused(cook.sends(passkey))
    cook.makes()
    assert is_refused(cook.sends(passkey))
    assert nothing_is_made()


def test_a_passkey_made_for_one_link_is_not_taken_by_another(cook: Opener, house: House) -> None:
    other = Opener(house, "eve@example.org")
    other.browser = cook.browser
    passkey = cook.makes()
    assert is_refused(other.sends(passkey))
    passkey = cook.makes()
    other.makes()
    assert is_refused(cook.sends(passkey))
    assert nothing_is_made()
    assert not Account.objects.filter(email="eve@example.org").exists()


def test_a_challenge_of_a_sign_in_or_of_an_account_joins_nobody(cook: Opener) -> None:
    begun = cook.makes()
    cook.browser.get("/accounts/login/passkey/", headers=AS_JSON)
    assert is_refused(cook.sends(begun))
    assert nothing_is_made()


def test_a_link_that_was_used_or_withdrawn_joins_nobody(cook: Opener) -> None:
    passkey = cook.makes()
    Invitation.objects.filter(email=COOK).delete()
    answer = cook.sends(passkey)
    assert (answer.status_code, "no longer good" in text_of(answer)) == (404, True)
    assert cook.browser.get(cook.door, headers=AS_JSON).status_code == 404
    assert nothing_is_made()


def test_a_link_that_goes_while_a_passkey_is_asked_for_has_no_number_left(cook: Opener) -> None:
    found = Invitation.objects.get(email=COOK)
    Invitation.objects.filter(pk=found.pk).delete()
    with pytest.raises(LinkOver):
        next_number(found)


def test_a_second_passkey_of_one_link_joins_nobody(cook: Opener, house: House) -> None:
    second = Client(HTTP_HOST="localhost")
    made = SoftKeeper().made_for(options_at(second, cook.door))
    cook.joins()
    assert second.post(cook.door, {"credential": json.dumps(made)}).status_code == 404
    assert (Authenticator.objects.count(), Member.objects.filter(account__email=COOK).count()) == (1, 1)


def test_an_address_with_an_account_gets_no_passkey_by_a_link(cook: Opener, house: House) -> None:
    passkey = cook.makes()
    now = house.restaurant.created_at
    Account.objects.create(email=COOK, created_at=now)
    assert cook.sends(passkey)["Location"] == cook.page
    assert cook.browser.get(cook.door, headers=AS_JSON)["Location"] == cook.page
    assert "Use a passkey instead" not in text_of(cook.browser.get(cook.page))
    assert not Authenticator.objects.exists()


def test_somebody_who_is_signed_in_joins_as_themselves(cook: Opener, house: House) -> None:
    passkey = cook.makes()
    let_in(cook.browser, house.members["host"].account)
    assert cook.sends(passkey)["Location"] == cook.page
    assert nothing_is_made()


@pytest.mark.parametrize("host", ["127.0.0.1", "192.168.1.20", "book.example.org"])
def test_where_browsers_know_no_passkeys_none_is_offered(cook: Opener, host: str, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    settings.PUBLIC_URL = "http://127.0.0.1:8000"
    cook.browser = Client(HTTP_HOST=host)
    assert "Use a passkey instead" not in text_of(cook.browser.get(cook.page))
    assert cook.browser.get(cook.door, headers=AS_JSON)["Location"] == cook.page
    assert cook.sends("{}")["Location"] == cook.page


def test_joining_takes_no_form_from_another_site(cook: Opener) -> None:
    cook.browser = Client(enforce_csrf_checks=True, HTTP_HOST="localhost")
    assert cook.joins().status_code == 403
    assert nothing_is_made()


def test_tries_from_one_address_are_limited(cook: Opener) -> None:
    asked = [cook.browser.get(cook.door, headers=AS_JSON).status_code for _ in range(42)]
    assert (asked[0], asked[-1]) == (200, 429)


def test_without_a_password_one_is_set_and_no_old_one_is_asked_for(cook: Opener) -> None:
    cook.joins()
    browser = cook.browser
    own = text_of(browser.get("/accounts/own/"))
    assert ("Set a password" in own, "Change password" in own) == (True, False)
    assert browser.get("/accounts/password/change/")["Location"] == "/accounts/password/set/"
    page = text_of(browser.get("/accounts/password/set/"))
    assert ("Set a password" in page, "Present password" in page) == (True, False)
    assert browser.post("/accounts/password/set/", {"password": "short", "again": "short"}).status_code == 422
    answer = browser.post("/accounts/password/set/", {"password": WORDS, "again": WORDS})
    assert answer["Location"] == "/accounts/own/"
    own = text_of(browser.get("/accounts/own/"))
    assert ("The password is set." in own, "Change password" in own, "here" in own) == (True, True, True)
    assert Account.objects.get(email=COOK).check_password(WORDS)
    assert Entry.objects.filter(kind="password", account__email=COOK).count() == 1
    assert browser.get("/accounts/password/set/")["Location"] == "/accounts/password/change/"


def test_a_while_later_a_passkey_is_asked_for_before_a_password_is_set(cook: Opener) -> None:
    cook.joins()
    signed_in_before(cook.browser, minutes=16)
    again_first = "/accounts/again/?next=/accounts/password/set/"
    assert cook.browser.get("/accounts/password/set/")["Location"] == again_first
    sent = cook.browser.post("/accounts/password/set/", {"password": WORDS, "again": WORDS})
    assert sent["Location"] == again_first
    assert WORDS not in str(dict(cook.browser.session))
    again = cook.browser.get("/accounts/again/?next=/accounts/signed-in/")
    assert unquote(again["Location"]) == "/accounts/again/passkey/?next=/accounts/signed-in/"
    assert "Use a passkey" in text_of(cook.browser.get(again["Location"]))
    assert not Account.objects.get(email=COOK).has_usable_password()


def test_the_last_passkey_stays_until_there_is_a_password(cook: Opener) -> None:
    cook.joins()
    passkey = Authenticator.objects.get()
    address = f"/accounts/own/passkeys/{passkey.pk}/remove/"
    shown = text_of(cook.browser.get(address))
    assert ("This passkey stays" in shown, "entracte sign-in-link" in shown) == (True, True)
    answer = cook.browser.post(address)
    assert (answer.status_code, "Set a password" in text_of(answer)) == (409, True)
    assert Authenticator.objects.filter(pk=passkey.pk).exists()
    cook.browser.post("/accounts/password/set/", {"password": WORDS, "again": WORDS})
    assert cook.browser.post(address)["Location"] == "/accounts/own/"
    assert not Authenticator.objects.exists()


def test_one_of_two_passkeys_goes_and_the_other_stays(cook: Opener) -> None:
    cook.joins()
    first = Authenticator.objects.get()
    second = Authenticator.objects.create(user=first.user, type="webauthn", data=first.data)
    assert cook.browser.post(f"/accounts/own/passkeys/{first.pk}/remove/").status_code == 302
    assert cook.browser.post(f"/accounts/own/passkeys/{second.pk}/remove/").status_code == 409
    assert list(Authenticator.objects.filter(type="webauthn")) == [second]


def test_recovery_codes_are_offered_to_who_has_none(cook: Opener) -> None:
    cook.joins()
    assert "Make recovery codes" in text_of(cook.browser.get("/accounts/own/"))
    assert cook.browser.post("/accounts/own/recovery/new/")["Location"] == "/accounts/own/recovery/"
    own = text_of(cook.browser.get("/accounts/own/"))
    assert ("Make recovery codes" in own, "10 left" in own) == (False, True)
