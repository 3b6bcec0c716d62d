"""What is written to somebody about their own sign-in, and how a forgotten password is replaced by letter?"""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from entracte.mail.models import Letter
from entracte.mail.to_staff.composing import compose_to_staff, why_not_to_staff
from entracte.mail.to_staff.own_sign_in import REST, write_of_changed_sign_in, write_sign_in_link
from entracte.restaurants.models import Account, Entry
from entracte.restaurants.sign_in.entries import factor_changed
from entracte.restaurants.sign_in.sign_in_links import make_sign_in_link
from tests.database.answer import Answer
from tests.database.backoffice.desk import Desk, text_of
from tests.database.staff_letters import link_of, read_letter
from tests.house import House
from tests.second_factors import set_up_codes
from tests.signed_in import let_in

HOST = "host@prompt-side.example"
ASKS = "/accounts/password/reset/"
WORDS = "three odd words together"

pytestmark = pytest.mark.rule("D29")


def asks(email: str) -> Answer:
    """Ask for a link at the page; Django's client closes the answer, as a server does afterwards."""
    answer: Answer = Client().post(ASKS, {"email": email})
    return answer


def letters(kind: str) -> int:
    return Letter.objects.filter(kind=kind).count()


def said_of_sign_in() -> list[str]:
    """Let the jobs run that the security log left, and read the subjects of the letters."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args FROM procrastinate_jobs WHERE task_name LIKE 'sign_in_changed:%' ORDER BY id"
        )
        jobs = [row[0] for row in cursor.fetchall()]
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name LIKE 'sign_in_changed:%'")
    subjects = []
    for job in jobs:
        number = json.loads(job)["row_id"]
        for _ in range(2):
            write_of_changed_sign_in(number, at=datetime.fromisoformat("2026-12-04T18:00Z"))
        [letter] = Letter.objects.filter(kind="sign_in_changed", about=number)
        subjects.append(read_letter(letter.to_address, "sign_in_changed").subject)
    return subjects


def test_who_forgot_a_password_chooses_another_by_the_link_in_a_letter(house: House) -> None:
    assert "Look into your mailbox" in text_of(asks(f" {HOST.upper()} "))
    link, browser = link_of(HOST, "sign_in_link"), Client()
    browser.post(link, {"password": WORDS, "again": WORDS})
    assert browser.get(f"/r/{house.restaurant.slug}/").status_code == 200
    assert Client().login(email=HOST, password=WORDS)
    assert Client().get(link).status_code == 404
    assert said_of_sign_in() == ["Your password was changed"]


def test_asking_changes_nothing_and_the_answer_says_nothing_of_who_signs_in(house: House) -> None:
    before = Account.objects.filter(email=HOST).values().get()
    known, unknown = asks(HOST), asks("nobody@example.org")
    assert (known.status_code, text_of(known)) == (unknown.status_code, text_of(unknown))
    assert Account.objects.filter(email=HOST).values().get() == before
    assert letters("sign_in_link") == 1


def test_an_address_gets_one_link_in_a_quarter_of_an_hour(house: House, now: datetime) -> None:
    for at, number in ((now, 1), (now + REST / 2, 1), (now + REST, 2)):
        write_sign_in_link(HOST, at=at)
        assert letters("sign_in_link") == number


def test_who_asks_again_and_again_reads_the_same_and_writes_no_more(house: House) -> None:
    answers = {text_of(asks(f"nobody{number}@example.org")) for number in range(11)}
    assert answers == {text_of(asks(HOST))}
    assert letters("sign_in_link") == 0


@pytest.mark.parametrize("why", ["switched off", "three days", "handed over"])
def test_a_link_is_not_sent_where_it_would_be_over_or_end_one_that_was_handed_over(
    house: House, now: datetime, why: str
) -> None:
    write_sign_in_link(HOST, at=now)
    at = now + timedelta(days=3, minutes=1) if why == "three days" else now
    if why == "switched off":
        Account.objects.filter(email=HOST).update(is_active=False)
    if why == "handed over":
        make_sign_in_link(email=HOST, now=now, forget_second_factor=True)
    assert why_not_to_staff(Letter.objects.select_related("account").get(kind="sign_in_link"), at=at)


def test_a_link_by_letter_asks_for_the_second_factor_as_ever(house: House, now: datetime) -> None:
    write_sign_in_link(HOST, at=now)
    link_of(HOST, "sign_in_link")
    assert Account.objects.get(email=HOST).sign_in_link.skips_second_factor is False


def test_without_a_mail_server_the_page_names_the_command(house: House, settings: Any) -> None:
    settings.MAIL_BACKEND = ""
    assert "entracte sign-in-link you@example.org" in text_of(Client().get(ASKS))
    assert "entracte sign-in-link" in text_of(asks(HOST))
    assert letters("sign_in_link") == 0


def test_every_change_of_a_sign_in_is_written_to_whose_it_is(host: Desk, now: datetime) -> None:
    host.house.host.set_password("her own old words")
    host.house.host.save()
    let_in(host.client, host.house.host)
    typed = {"oldpassword": "her own old words", "password1": WORDS, "password2": WORDS}
    assert host.client.post("/accounts/password/change/", typed).status_code == 302
    factor_changed(host.house.host, "Authenticator app added", at=now)
    assert said_of_sign_in() == ["Your password was changed", "Your sign-in was changed"]
    assert Entry.objects.filter(kind="factor").count() == 1


def test_an_app_that_brings_recovery_codes_is_one_letter_that_says_both(host: Desk) -> None:
    set_up_codes(host.client)
    assert said_of_sign_in() == ["Your sign-in was changed"]
    assert [each.words for each in Entry.objects.filter(kind="factor").order_by("pk")] == [
        "Authenticator app added",
        "Recovery codes made",
    ]
    text = compose_to_staff(Letter.objects.get(kind="sign_in_changed")).text
    assert "Authenticator app added, Recovery codes made" in text.replace("\u2068", "").replace("\u2069", "")


def test_a_letter_about_a_change_says_which_and_when_and_leads_to_the_own_sign_in(
    house: House, now: datetime
) -> None:
    factor_changed(house.host, "Passkey added: Phone", at=now)
    write_of_changed_sign_in(Entry.objects.get().pk, at=now)
    text = read_letter(HOST, "sign_in_changed").text
    assert "Passkey added: Phone" in text.replace("\u2068", "").replace("\u2069", "")
    assert "Fri 4 Dec, 18:00 UTC" in text
    assert "http://127.0.0.1:8000/accounts/own/" in text
