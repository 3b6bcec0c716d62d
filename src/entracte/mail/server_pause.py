"""While the mail server does not answer, one letter at a time asks again, and all others wait."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from entracte.jobs.tries import wait_seconds
from entracte.mail.models import MailServer

ONLY_ROW = 1


def seconds_to_wait(*, at: datetime) -> float:
    """Return how long no letter may go; 0 lets the caller ask.

    After a pause one caller gets 0, and the others wait until it has had time to ask.
    """
    with transaction.atomic():
        server = (
            MailServer.objects.select_for_update().filter(pk=ONLY_ROW, silent_since__isnull=False).first()
        )
        if server is None or server.asked_again_at is None:
            return 0
        if server.asked_again_at > at:
            return (server.asked_again_at - at).total_seconds()
        server.asked_again_at = at + timedelta(seconds=2 * settings.MAIL_TIMEOUT_SECONDS)
        server.save(update_fields=["asked_again_at"])
        return 0


def keep_silence(reason: str, *, at: datetime) -> float:
    """Keep that the server did not answer; return in how many seconds it is asked again."""
    with transaction.atomic():
        MailServer.objects.get_or_create(pk=ONLY_ROW)
        server = MailServer.objects.select_for_update().get(pk=ONLY_ROW)
        wait = wait_seconds(tries=server.tries, at_least=None)
        server.silent_since = server.silent_since or at
        server.asked_again_at = at + timedelta(seconds=wait)
        server.tries, server.reason = server.tries + 1, reason[:200]
        server.save()
        return wait


def keep_answer() -> bool:
    """Keep that the server answers; return whether it had been silent."""
    silent = MailServer.objects.filter(pk=ONLY_ROW, silent_since__isnull=False)
    return bool(silent.update(silent_since=None, asked_again_at=None, tries=0, reason=""))
