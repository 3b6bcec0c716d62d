"""Is the customer on the basket (R6, R12, R13, D8, D9, D18) the guest who booked?"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from entracte.boxoffice.claims.basket_owner import Found, Gone, known_good, who_owns
from entracte.boxoffice.claims.matching import ContactDetails, Unverified, judge
from entracte.boxoffice.claims.settle import is_overdue, locked_claim, settle_unverified, settle_verified
from entracte.boxoffice.connection_lock import why_not_asked
from entracte.boxoffice.errors import Obstacle, ObstacleKind
from entracte.boxoffice.models import Claim, Connection
from entracte.boxoffice.parking import Clock, forget_trouble, park_claim, report_trouble, run_or_park
from entracte.boxoffice.person import Person
from entracte.boxoffice.reasons import StopReason, UnverifiedReason
from entracte.boxoffice.steps import latest_in_a_row, record_step
from entracte.jobs.tries import TryLater, wait_seconds

ASKED = "Asked Spektrix who owns the basket."
ANOTHER_SYSTEM = "another Spektrix system is connected since"
STRANGE_TRIES = 5


@dataclass(frozen=True, slots=True)
class BasketQuestion:
    """What is to be asked for one claim, and with which settings."""

    claim_id: int
    connection: Connection
    basket_id: str = field(repr=False)
    tries: int


def verify(claim_id: int, *, clock: Clock) -> None:
    """Ask Spektrix who owns the claim's basket, and settle or park the claim.

    No transaction is open during a call; the person's rows are locked before and after. May be called any
    number of times, also at once: only a waiting claim is looked at, and it is settled once.
    Raises TryLater where the same should be asked again.
    """
    run_or_park(
        lambda: _verify(claim_id, clock),
        park=lambda sentence: _park_bug(claim_id, sentence, at=clock()),
        name=f"claim {claim_id}",
    )


def _verify(claim_id: int, clock: Clock) -> None:
    question = _begin(claim_id, at=clock())
    if question is None:
        return
    answer = who_owns(question.connection, question.basket_id)
    if isinstance(answer, Gone):
        _meet_gone(question, answer, clock)
    elif isinstance(answer, Obstacle):
        _meet(question, answer, at=clock())
    else:
        _settle(question, answer, at=clock())
        if question.connection.trouble:
            forget_trouble(question.connection, at=clock())


def _begin(claim_id: int, *, at: datetime) -> BasketQuestion | None:
    with transaction.atomic():
        opened = locked_claim(claim_id)
        if opened is None:
            return None
        claim, person, connection = opened
        why = why_not_asked(connection) or _why_widget_not_asked(claim)
        if is_overdue(claim, at=at):
            settle_unverified(claim, UnverifiedReason.COULD_NOT_ASK, person, connection, at=at)
        elif connection is None or why is not None:
            park_claim(claim, why or StopReason.NO_CONNECTION, at=at)
        else:
            claim.tries += 1
            claim.next_try_at = None
            claim.save()
            return BasketQuestion(claim.pk, connection, claim.basket_id or "", claim.tries)
    return None


def _why_widget_not_asked(claim: Claim) -> StopReason | None:
    """A widget whose integration was set to None since then reads nothing more (R1, D16)."""
    widget = claim.widget
    is_off = widget is not None and widget.integration != widget.Integration.SPEKTRIX
    return StopReason.WIDGET_OFF if is_off else None


def _settle(question: BasketQuestion, answer: Found, *, at: datetime) -> None:
    later = None
    with transaction.atomic():
        opened = locked_claim(question.claim_id)
        if opened is None:
            return
        claim, person, connection = opened
        record_step(claim, "asked", ASKED, at=at, status=200)
        if connection is None or not connection.is_on:
            park_claim(claim, why_not_asked(connection) or StopReason.SWITCHED_OFF, at=at)
        elif connection.client_name != question.connection.client_name:
            later = _again(claim, ANOTHER_SYSTEM, None, at=at)
        else:
            _judge(claim, person, connection, answer, at=at)
    if later is not None:
        raise later


def _judge(claim: Claim, person: Person, connection: Connection, answer: Found, *, at: datetime) -> None:
    booking, guest = claim.booking, person.guest
    link = person.link(connection.client_name)
    verdict = judge(
        basket=answer.basket,
        customer=answer.customer,
        seen_customer_id=claim.seen_customer_id or "",
        typed=ContactDetails(booking.first_name, booking.last_name, booking.email, booking.phone),
        profile=ContactDetails(guest.first_name, guest.last_name, guest.email, guest.phone),
        linked_customer_id="" if link is None else link.customer_id,
        country=claim.restaurant.country,
    )
    if isinstance(verdict, Unverified):
        settle_unverified(claim, verdict.reason, person, connection, at=at)
    else:
        settle_verified(claim, verdict.customer_id, person, connection, at=at)


def _meet_gone(question: BasketQuestion, answer: Gone, clock: Clock) -> None:
    """A basket that is gone is asked for again for a while; then a known-good call decides (D9)."""
    if not _is_gone_for_good(question, answer, at=clock()):
        return
    obstacle = known_good(question.connection)
    if obstacle is not None:
        _meet(question, obstacle, at=clock())
        return
    _end_gone(question, at=clock())


def _end_gone(question: BasketQuestion, *, at: datetime) -> None:
    later = None
    with transaction.atomic():
        opened = locked_claim(question.claim_id)
        if opened is None:
            return
        claim, person, connection = opened
        if connection is not None and connection.client_name != question.connection.client_name:
            claim.gone_since = None
            later = _again(claim, ANOTHER_SYSTEM, None, at=at)
        else:
            settle_unverified(claim, UnverifiedReason.BASKET_GONE, person, connection, at=at)
    if later is not None:
        raise later


def _is_gone_for_good(question: BasketQuestion, answer: Gone, *, at: datetime) -> bool:
    """Say so once the basket has been gone long enough; False where the claim ended meanwhile."""
    with transaction.atomic():
        opened = locked_claim(question.claim_id)
        if opened is None:
            return False
        claim = opened[0]
        record_step(claim, "gone", "Spektrix does not know the basket.", at=at, status=answer.status)
        if claim.gone_since is None:
            claim.gone_since = at
            claim.save()
        if at - claim.gone_since >= timedelta(seconds=settings.BASKET_GONE_SECONDS):
            return True
        later = _again(claim, "the basket is gone, or not there yet", None, at=at)
    raise later


def _meet(question: BasketQuestion, met: Obstacle, *, at: datetime) -> None:
    """Try later, or park: what an error means for the claim."""
    later = None
    with transaction.atomic():
        opened = locked_claim(question.claim_id)
        if opened is None:
            return
        claim = opened[0]
        if met.kind is ObstacleKind.SETTINGS:
            if report_trouble(question.connection, met.sentence):
                park_claim(claim, StopReason.SETTINGS, at=at, sentence=met.sentence, status=met.status)
            else:
                later = _again(claim, "the settings changed meanwhile", None, at=at)
        else:
            what = "no_answer" if met.kind is ObstacleKind.LATER else "strange"
            record_step(claim, what, met.sentence, at=at, status=met.status)
            if what == "strange" and latest_in_a_row(claim, what) >= STRANGE_TRIES:
                park_claim(claim, StopReason.STRANGE, at=at)
            else:
                later = _again(claim, met.sentence, met.after_seconds, at=at)
    if later is not None:
        raise later


def _again(claim: Claim, reason: str, after_seconds: float | None, *, at: datetime) -> TryLater:
    wait = wait_seconds(tries=claim.tries, at_least=after_seconds)
    claim.next_try_at = at + timedelta(seconds=wait)
    claim.save()
    return TryLater(reason, after_seconds=wait)


def _park_bug(claim_id: int, sentence: str, *, at: datetime) -> None:
    with transaction.atomic():
        opened = locked_claim(claim_id)
        if opened is not None:
            park_claim(opened[0], StopReason.BUG, at=at, sentence=sentence)
