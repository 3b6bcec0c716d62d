"""Does the file with everything arrive as a file, through a real mail server?"""

from __future__ import annotations

import json
from io import BytesIO
from zipfile import ZipFile

import httpx2
import pytest

from entracte.bookings.choices import Demanded
from entracte.bookings.models import Demand
from entracte.guestfile.demands import ask_for, carry_out
from entracte.mail.models import Letter
from tests.bridge import Clock
from tests.builders import NOON_BEFORE, at
from tests.contract.mail.post_office import all_go, fates
from tests.house import book, make_house
from tests.mailbox import Mailbox

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rule("D40")]


def test_one_letter_asks_and_the_next_brings_the_file(mailbox: Mailbox) -> None:
    clock = Clock(at("2026-12-06 12:00"))
    booking = book(make_house(NOON_BEFORE), NOON_BEFORE, requests="A quiet corner")
    ask_for(booking, Demanded.EVERYTHING, now=clock())
    all_go(clock)
    carry_out(Demand.objects.select_related("booking__restaurant").get(), now=clock())
    all_go(clock)
    assert fates() == [("ask_everything", "sent", ""), ("everything", "sent", "")]
    file, ask = mailbox.letters(to="ana@example.org")
    assert ask["attachments"] == []
    [attached] = file["attachments"]
    assert (attached["name"], attached["type"]) == ("everything.zip", "application/zip")
    content = httpx2.get(f"{mailbox.url}/letters/{file['number']}/attachments/1").content
    with ZipFile(BytesIO(content)) as bundle:
        kept = json.loads(bundle.read("everything.json"))
    assert kept["bookings"][0]["requests"] == "A quiet corner"
    assert "A quiet corner" not in Letter.objects.get(kind="everything").text
