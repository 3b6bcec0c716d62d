"""Does a letter that came back, by a provider's call, mark its address, and does nobody else mark any?"""

import base64
import json
from typing import Any

import pytest
from anymail.webhooks.postmark import PostmarkTrackingWebhookView
from django.core.exceptions import SuspiciousOperation
from django.test import RequestFactory

from entracte.mail.bounces.webhooks import webhook_patterns
from entracte.mail.marks import mark_of
from entracte.mail.models import Letter
from tests.builders import NOON_BEFORE
from tests.database.mail.letters.correspondence import letter_about
from tests.house import book, make_house

pytestmark = pytest.mark.django_db
PASSWORD = "provider:a long password"


@pytest.fixture
def letter(settings: Any) -> Letter:
    settings.ANYMAIL = {"WEBHOOK_SECRET": PASSWORD}
    settings.MAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
    found = letter_about(book(make_house(NOON_BEFORE), NOON_BEFORE))
    found.state = "sent"
    found.save()
    return found


def calls(password: str = PASSWORD, **said: Any) -> int:
    """Let the provider call."""
    secret = base64.b64encode(password.encode()).decode()
    request = RequestFactory().post(
        "/mail/bounces/",
        json.dumps(said),
        content_type="application/json",
        HTTP_AUTHORIZATION=f"Basic {secret}",
    )
    return int(PostmarkTrackingWebhookView.as_view()(request).status_code)


def bounce(letter: Letter, kind: str = "HardBounce") -> dict[str, Any]:
    return {
        "RecordType": "Bounce",
        "Type": kind,
        "Email": letter.to_address,
        "BouncedAt": "2026-12-01T12:00:00Z",
        "Metadata": {"letter": letter.key},
    }


def state(letter: Letter) -> tuple[str, bool]:
    letter.refresh_from_db()
    assert letter.restaurant_id is not None
    return letter.state, mark_of(letter.restaurant_id, letter.to_address) is not None


def test_a_letter_that_came_back_for_good_has_failed_and_its_address_is_marked(letter: Letter) -> None:
    for _ in range(2):
        assert calls(**bounce(letter)) == 200
    assert state(letter) == ("failed", True)
    assert letter.reason == "The letter came back: there is no such mailbox, or it takes no letters."


def test_a_complaint_marks_the_address_of_a_letter_that_arrived(letter: Letter) -> None:
    assert calls(**bounce(letter, "SpamComplaint") | {"RecordType": "SpamComplaint"}) == 200
    assert state(letter) == ("sent", True)


@pytest.mark.parametrize("kind", ["Transient", "AutoResponder"])
def test_what_passes_marks_nothing(letter: Letter, kind: str) -> None:
    assert calls(**bounce(letter, kind)) == 200
    assert state(letter) == ("sent", False)


def test_a_letter_of_somebody_else_marks_nothing(letter: Letter) -> None:
    assert calls(**bounce(letter) | {"Metadata": {"letter": "unknown"}}) == 200
    assert calls(**bounce(letter) | {"Metadata": {}}) == 200
    assert state(letter) == ("sent", False)


def test_a_stranger_marks_nothing(letter: Letter) -> None:
    with pytest.raises(SuspiciousOperation):
        calls("provider:guessed", **bounce(letter))
    assert state(letter) == ("sent", False)


def test_calls_are_taken_only_with_a_password_and_a_provider(settings: Any) -> None:
    settings.ANYMAIL = {"WEBHOOK_SECRET": PASSWORD}
    for provider in ("brevo", "mailersend", "mailgun", "mailjet", "postmark", "resend", "sparkpost"):
        settings.MAIL_BACKEND = f"anymail.backends.{provider}.EmailBackend"
        assert len(webhook_patterns()) == 1
    settings.ANYMAIL = {"WEBHOOK_SECRET": ""}
    assert webhook_patterns() == []
    settings.ANYMAIL = {"WEBHOOK_SECRET": PASSWORD}
    settings.MAIL_BACKEND = "entracte.mail.sending.smtp.Backend"
    assert webhook_patterns() == []
