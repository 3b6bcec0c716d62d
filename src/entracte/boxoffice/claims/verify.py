"""A worker asks who owns the basket of a claim, and settles or parks it (R6, R12, R13, D8, D9, D18)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from entracte.boxoffice.claims.anonymous import ask_again_whether_signed_in, may_sign_in_yet
from entracte.boxoffice.claims.basket_owner import AnotherOwner, BasketFound, BasketGone, OddOwner, who_owns
from entracte.boxoffice.claims.matching import ContactDetails, Unverified, is_the_booker, judge
from entracte.boxoffice.claims.settle import is_overdue, settle_unverified, settle_verified
from entracte.boxoffice.connections.attribute_sights import note_sight
from entracte.boxoffice.connections.known_good import ask_known_good
from entracte.boxoffice.errors import Obstacle
from entracte.boxoffice.locked_work import LockedWork, locked_claim
from entracte.boxoffice.models import Claim, Connection
from entracte.boxoffice.parking import GONE, connection_or_park, park
from entracte.boxoffice.reasons import StopReason, UnverifiedReason
from entracte.boxoffice.steps import record_step
from entracte.boxoffice.stoppages.ask_again import may_be_asked
from entracte.boxoffice.stoppages.begin_again import release
from entracte.boxoffice.work import (
    Clock,
    begin_try,
    piece_of_work,
    raise_after_commit,
    try_later,
    wait_or_park,
)
from entracte.jobs.tries import TryLater

ASKED = "Asked Spektrix who owns the basket."
ANOTHER_OWNER = "Spektrix answered about another customer. That proves nothing; try again."
ANOTHER_SYSTEM = "another Spektrix system is connected since"


@dataclass(frozen=True, slots=True)
class BasketQuestion:
    """What is to be asked for one claim, and with which settings."""

    claim_id: int
    connection: Connection
    is_again: bool
    country: str
    basket_id: str = field(repr=False)


@piece_of_work("claim", locked_claim, Claim)
def verify(claim_id: int, /, *, clock: Clock) -> None:
    """Ask Spektrix who owns the claim's basket, and settle or park the claim.

    No transaction is open during a call; the person's rows are locked before and after. May be called any
    number of times, also at once: only a waiting claim is looked at, and it is settled once.
    Raises TryLater where the same should be asked again.
    """
    question = _begin(claim_id, at=clock())
    if question is None:
        return
    answer = who_owns(
        question.connection, question.basket_id, country=question.country, is_again=question.is_again
    )
    if isinstance(answer, BasketGone):
        _answer_gone(question, answer, clock)
    elif isinstance(answer, AnotherOwner):
        _park_strange(question, at=clock())
    elif isinstance(answer, OddOwner):
        release(question.connection, ("read_basket",), at=clock())
        _end(question, UnverifiedReason.ODD_CUSTOMER, at=clock())
    elif isinstance(answer, Obstacle):
        # whoever asks for the customer was answered about the basket
        answered = ("read_basket",) if answer.call == "read_customer" else ()
        release(question.connection, answered, at=clock())
        _record_obstacle(question, answer, at=clock())
    else:
        note_sight(question.connection, answer.customer)
        calls = ("read_basket",) if answer.customer is None else ("read_basket", "read_customer")
        release(question.connection, calls, at=clock())
        _settle(question, answer, at=clock())


@transaction.atomic
def _begin(claim_id: int, *, at: datetime) -> BasketQuestion | None:
    locked = locked_claim(claim_id)
    if locked is None:
        return None
    claim = locked.row
    if is_overdue(claim, at=at):
        settle_unverified(locked, UnverifiedReason.COULD_NOT_ASK, at=at)
        return None
    connection = connection_or_park(claim, locked.connection, at=at)
    if connection is None:
        return None
    if _is_widget_off(claim):
        park(claim, StopReason.WIDGET_OFF, at=at)
        return None
    if not may_be_asked(claim, at=at):
        return None
    begin_try(claim)
    is_again = claim.anonymous_since is not None
    return BasketQuestion(claim.pk, connection, is_again, claim.restaurant.country, claim.basket_id or "")


def _is_widget_off(claim: Claim) -> bool:
    """Say whether the widget's integration was set to None since: it reads nothing more (R1, D16)."""
    widget = claim.widget
    return widget is not None and widget.integration != widget.Integration.SPEKTRIX


@raise_after_commit
def _settle(question: BasketQuestion, answer: BasketFound, *, at: datetime) -> TryLater | None:
    locked = locked_claim(question.claim_id)
    if locked is None:
        return None
    if not question.is_again or answer.basket.customer is not None:
        record_step(locked.row, "asked", ASKED, at=at, status=200)
    connection = connection_or_park(locked.row, locked.connection, at=at)
    if connection is None:
        return None
    if connection.client_name != question.connection.client_name:
        return try_later(locked.row, ANOTHER_SYSTEM, at=at)
    return _judge(locked, connection, answer, at=at)


def _judge(
    locked: LockedWork[Claim], connection: Connection, answer: BasketFound, *, at: datetime
) -> TryLater | None:
    claim, guest = locked.row, locked.person.guest
    booking = claim.booking
    link = locked.person.link(connection.client_name)
    typed = ContactDetails(booking.first_name, booking.last_name, booking.email, booking.phone)
    profile = ContactDetails(guest.first_name, guest.last_name, guest.email, guest.phone)
    verdict = judge(
        basket=answer.basket,
        customer=answer.customer,
        seen_customer_id=claim.seen_customer_id or "",
        typed=typed.without(booking.corrected.split()),
        profile=profile,
        linked_customer_id="" if link is None else link.customer_id,
        country=claim.restaurant.country,
    )
    if isinstance(verdict, Unverified):
        is_first = verdict.reason is UnverifiedReason.ANONYMOUS and link is None
        if is_first and may_sign_in_yet(claim, connection, at=at):
            return ask_again_whether_signed_in(claim, connection, at=at)
        settle_unverified(locked, verdict.reason, at=at)
        return None
    is_profiles = locked.person.own_link(connection.client_name) is not None or _is_profiles(
        answer, profile, claim.restaurant.country
    )
    settle_verified(locked, verdict.customer_id, connection, is_profiles=is_profiles, at=at)
    return None


def _is_profiles(answer: BasketFound, profile: ContactDetails, country: str) -> bool:
    """Say whether the profile that the booking joined is the customer too, as D1 asks before it is linked."""
    known = answer.customer or answer.basket.customer
    return known is not None and is_the_booker(typed=profile, customer=known, country=country)


def _answer_gone(question: BasketQuestion, answer: BasketGone, clock: Clock) -> None:
    """Ask for a basket that is gone again for a while; then let a known-good call decide (D9)."""
    if not _is_gone_for_good(question, answer, at=clock()):
        return
    obstacle = ask_known_good(question.connection).obstacle
    if obstacle is None:
        _end(question, UnverifiedReason.BASKET_GONE, at=clock())
        release(question.connection, ("read_basket",), at=clock())
    else:
        _record_obstacle(question, obstacle, at=clock())


@raise_after_commit
def _is_gone_for_good(question: BasketQuestion, answer: BasketGone, *, at: datetime) -> bool | TryLater:
    """Say whether the basket has been gone long enough; False where the claim ended meanwhile."""
    locked = locked_claim(question.claim_id)
    if locked is None:
        return False
    claim = locked.row
    record_step(claim, "gone", "Spektrix does not know the basket.", at=at, status=answer.status)
    if claim.gone_since is None:
        claim.gone_since = at
        claim.save()
    if at - claim.gone_since >= timedelta(seconds=settings.BASKET_GONE_SECONDS):
        return True
    return try_later(claim, "the basket is gone, or not there yet", at=at, pause=GONE)


@raise_after_commit
def _end(question: BasketQuestion, reason: UnverifiedReason, *, at: datetime) -> TryLater | None:
    """End the claim for what Spektrix said, unless another system is connected since.

    A basket that was anonymous, and is gone since, ends anonymous (D22).
    """
    locked = locked_claim(question.claim_id)
    if locked is None:
        return None
    connection = locked.connection
    if connection is not None and connection.client_name != question.connection.client_name:
        locked.row.gone_since = None
        return try_later(locked.row, ANOTHER_SYSTEM, at=at)
    if reason is UnverifiedReason.BASKET_GONE and locked.row.anonymous_since is not None:
        reason = UnverifiedReason.ANONYMOUS
    settle_unverified(locked, reason, at=at)
    return None


@raise_after_commit
def _record_obstacle(question: BasketQuestion, obstacle: Obstacle, *, at: datetime) -> TryLater | None:
    locked = locked_claim(question.claim_id)
    if locked is None:
        return None
    return wait_or_park(locked.row, obstacle, question.connection, at=at)


@transaction.atomic
def _park_strange(question: BasketQuestion, *, at: datetime) -> None:
    locked = locked_claim(question.claim_id)
    if locked is not None:
        locked.row.call = "read_customer"
        park(locked.row, StopReason.STRANGE, at=at, sentence=ANOTHER_OWNER, status=200)
