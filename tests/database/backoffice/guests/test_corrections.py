"""Do hosts correct a profile so that nothing is overwritten unseen, and no link reaches a stranger?"""

import re
from datetime import datetime

import pytest

from entracte.boxoffice.models import Link
from entracte.guests.models import Guest
from tests.bridge import connect
from tests.database.answer import Answer
from tests.database.backoffice.desk import Desk, text_of
from tests.house import ANA, House, book


@pytest.fixture
def guest(house: House, now: datetime) -> Guest:
    return book(house, now).guest


def link(house: House, guest: Guest, now: datetime) -> Link:
    connect(house.restaurant)
    return Link.objects.create(
        restaurant=house.restaurant, guest=guest, client_name="alder", customer_id="I-1", verified_at=now
    )


def corrects(desk: Desk, guest: Guest, shown: int, **typed: str) -> Answer:
    """Send the profile's form as a page sends it that showed this version of Ana."""
    remembered = {f"initial-{name}": text for name, text in ANA.items()}
    return desk.sends(f"guests/{guest.key}/edit/", version=shown, **remembered, **{**ANA, **typed})


def value_of(answer: Answer, name: str) -> str:
    [field] = re.findall(rf'<input[^>]*name="{name}"[^>]*>', answer.content.decode())
    found = re.search(r'value="([^"]*)"', field)
    return found[1] if found else ""


def test_each_correction_is_a_line_that_names_the_field_and_the_person_and_not_what_stood_there(
    host: Desk, guest: Guest
) -> None:
    assert corrects(host, guest, 1, phone="07700 900 555").status_code == 302
    guest.refresh_from_db()
    assert (guest.phone, guest.version) == ("+447700900555", 2)
    page = host.sees(f"guests/{guest.key}/")
    assert "Corrected: phone Host" in page
    [line] = guest.edits.all()
    assert (line.fields, line.account, line.version) == ("phone", host.house.host, 2)


def test_what_changes_nothing_is_no_line(host: Desk, guest: Guest) -> None:
    assert corrects(host, guest, 1, phone="07700 900001").status_code == 302
    guest.refresh_from_db()
    assert (guest.version, guest.edits.count()) == (1, 0)


def test_a_stale_page_overwrites_nothing_and_shows_what_the_other_wrote(
    host: Desk, manager: Desk, guest: Guest
) -> None:
    corrects(manager, guest, 1, email="ana.lima@example.org", phone="07700 900 555")
    answer = corrects(host, guest, 1, phone="07700 900 666")
    assert answer.status_code == 409
    words = text_of(answer)
    assert "corrected meanwhile" in words
    assert "Corrected: e-mail, phone Manager" in words
    assert "Meanwhile somebody wrote: +44 7700 900555" in words
    assert (value_of(answer, "email"), value_of(answer, "phone")) == ("ana.lima@example.org", "07700 900 666")
    guest.refresh_from_db()
    assert guest.phone == "+447700900555"
    assert value_of(answer, "version") == "2"


@pytest.mark.parametrize("version", ["0", "x", "-1", "7²", "99", ""])
def test_a_version_that_the_profile_does_not_have_is_stale(host: Desk, guest: Guest, version: str) -> None:
    answer = host.sends(f"guests/{guest.key}/edit/", version=version, **{**ANA, "phone": "1"})
    guest.refresh_from_db()
    assert (answer.status_code, guest.phone) == (409, "+447700900001")


@pytest.mark.rule("D25")
@pytest.mark.parametrize("phone", ["00000 000000", "ask her", "020 7946 0018 ext. 12", "7946 0018"])
def test_a_corrected_phone_that_reaches_nobody_is_kept_as_typed_and_counts_as_none(
    host: Desk, guest: Guest, phone: str
) -> None:
    corrects(host, guest, 1, phone=phone)
    guest.refresh_from_db()
    assert (guest.phone, guest.phone_folded) == (phone, "")


@pytest.mark.rule("D8")
def test_a_link_stays_with_its_profile_and_the_page_says_so(
    house: House, host: Desk, guest: Guest, now: datetime
) -> None:
    kept = link(house, guest, now)
    assert "The link to Spektrix stays" in host.sees(f"guests/{guest.key}/")
    corrects(host, guest, 1, phone="07700 900 555", email="ana.lima@example.org")
    assert "Saved. The link to Spektrix stays with this profile." in host.sees(f"guests/{guest.key}/")
    assert list(Link.objects.values_list("pk", "guest", "customer_id")) == [(kept.pk, guest.pk, "I-1")]


@pytest.mark.rule("D8")
@pytest.mark.parametrize(
    "typed", [{"email": "ROB@example.org"}, {"phone": "07700 900002"}, {"phone": "(0)7700 900002"}]
)
def test_a_link_reaches_nobody_elses_bookings_unasked(
    house: House, host: Desk, guest: Guest, now: datetime, typed: dict[str, str]
) -> None:
    rob = book(
        house, now, "2026-12-05 19:00", first_name="Rob", email="rob@example.org", phone="07700 900002"
    ).guest
    link(house, guest, now)
    answer = corrects(host, guest, 1, **typed)
    assert (answer.status_code, "Rob Lima has this e-mail" in text_of(answer)) == (422, True)
    assert "same_person" in answer.content.decode()
    guest.refresh_from_db()
    assert (guest.email, guest.phone) == ("ana@example.org", "+447700900001")
    assert corrects(host, guest, 1, same_person="on", **typed).status_code == 302
    guest.refresh_from_db()
    assert guest.version == 2
    assert Link.objects.get().guest_id == guest.pk != rob.pk


def test_without_a_link_two_that_meet_are_only_offered_as_one(
    house: House, host: Desk, guest: Guest, now: datetime
) -> None:
    book(house, now, "2026-12-05 19:00", first_name="Rob", email="rob@example.org", phone="07700 900002")
    assert corrects(host, guest, 1, email="rob@example.org").status_code == 302
    assert "May be the same guest: Rob Lima" in host.sees(f"guests/{guest.key}/")
