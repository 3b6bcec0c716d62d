"""Letters that a worker left half sent, and letters that wait without a job, are found every few seconds."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q

from entracte.jobs.facts import announce
from entracte.jobs.worker_pulse import dead_workers
from entracte.mail.models import Letter, LetterState
from entracte.mail.post import due_letters
from entracte.mail.sending.send import is_set_up
from entracte.mail.work import LETTERS_WAIT

LEFT_BEHIND = "The worker ended while it was sending; the letter may have arrived."
# whatever a server does, one letter is not sent for so many of its time-outs
LONGEST_TIMEOUTS = 30


def sweep_letters(*, at: datetime) -> None:
    """Give up what is being sent by no worker that lives, and go on with what waits. May be called twice."""
    _give_up_half_sent(at=at)
    is_any_late = due_letters(at=at - timedelta(minutes=1)).exists()
    if is_set_up() and is_any_late:
        announce(LETTERS_WAIT, 0, lock=LETTERS_WAIT)


def _give_up_half_sent(*, at: datetime) -> None:
    sending = Letter.objects.filter(state=LetterState.SENDING)
    workers = dead_workers(sending.values_list("sent_by", flat=True).distinct())
    too_old = at - timedelta(seconds=LONGEST_TIMEOUTS * settings.MAIL_TIMEOUT_SECONDS)
    left = sending.filter(Q(sent_by__in=workers) | Q(began_at__lt=too_old))
    left.update(state=LetterState.PERHAPS_SENT, reason=LEFT_BEHIND, ended_at=at, sent_by="")
