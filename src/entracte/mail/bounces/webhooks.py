"""A provider calls when a letter came back: anymail checks its signature or password and reads its words."""

from importlib import import_module
from typing import Any

from anymail.signals import AnymailTrackingEvent, EventType, RejectReason, tracking
from django.conf import settings
from django.dispatch import receiver
from django.urls import URLPattern, path

from entracte import clock
from entracte.mail.bounces.note_bounce import note_called_spam, note_came_back

VIEWS = {
    "brevo": "BrevoTrackingWebhookView",
    "mailersend": "MailerSendTrackingWebhookView",
    "mailgun": "MailgunTrackingWebhookView",
    "mailjet": "MailjetTrackingWebhookView",
    "postmark": "PostmarkTrackingWebhookView",
    "resend": "ResendTrackingWebhookView",
    "sparkpost": "SparkPostTrackingWebhookView",
}
FOR_GOOD = (RejectReason.INVALID, RejectReason.BOUNCED)


def webhook_patterns() -> list[URLPattern]:
    """Return the address that the provider of the settings calls; none without a password for it."""
    provider = settings.MAIL_BACKEND.removeprefix("anymail.backends.").partition(".")[0]
    if provider not in VIEWS or not settings.ANYMAIL["WEBHOOK_SECRET"]:
        return []
    view = getattr(import_module(f"anymail.webhooks.{provider}"), VIEWS[provider])
    return [path("mail/bounces/", view.as_view(), name="mail_bounces")]


@receiver(tracking)
def read_event(sender: object, event: AnymailTrackingEvent, **_: Any) -> None:
    """Note a letter that came back for good, or a complaint; everything else is left alone."""
    key = str((event.metadata or {}).get("letter", ""))
    if event.event_type == EventType.COMPLAINED:
        note_called_spam(key, at=clock.now())
    elif event.event_type in (EventType.BOUNCED, EventType.REJECTED) and event.reject_reason in FOR_GOOD:
        note_came_back(key, at=clock.now())
