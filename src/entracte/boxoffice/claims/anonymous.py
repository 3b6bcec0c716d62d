"""An anonymous basket is asked about again for a while, since guests sign in at checkout (D22)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from entracte.boxoffice.claims.settle import settle_unverified
from entracte.boxoffice.locked_work import locked_claim
from entracte.boxoffice.models import DEFAULT_MINUTES, Claim, Connection
from entracte.boxoffice.reasons import UnverifiedReason
from entracte.boxoffice.steps import record_step
from entracte.boxoffice.work import try_later

if TYPE_CHECKING:
    from entracte.jobs.tries import TryLater

ANONYMOUS = "anonymous"
SHORTEST_SECONDS, LONGEST_SECONDS = 10, 60
ASKED_AGAIN = "Nobody is signed in on the basket yet. It is asked about again for a while."


def may_sign_in_yet(claim: Claim, connection: Connection, *, at: datetime) -> bool:
    """Say whether the guest may still sign in at checkout."""
    return at < sign_in_ends_at(claim, connection)


def sign_in_ends_at(claim: Claim, connection: Connection) -> datetime:
    """Return until when an anonymous basket is asked about, counted from the submit."""
    longest = settings.CLAIM_HOURS * 60
    return claim.created_at + timedelta(minutes=min(connection.sign_in_minutes, longest))


def ask_again_whether_signed_in(claim: Claim, connection: Connection, *, at: datetime) -> TryLater:
    """Ask again at intervals that grow with the time passed, from 10 to 60 seconds."""
    if claim.anonymous_since is None:
        claim.anonymous_since = at
        record_step(claim, ANONYMOUS, ASKED_AGAIN, at=at, status=200)
    # it was answered: what fails next begins its waits from the shortest again
    claim.tries, claim.gone_since = 1, None
    passed = (at - claim.created_at).total_seconds()
    wait = min(max(passed / 2, SHORTEST_SECONDS), LONGEST_SECONDS)
    left = (sign_in_ends_at(claim, connection) - at).total_seconds()
    return try_later(claim, ASKED_AGAIN, at=at, after_seconds=min(wait, left), exactly=True, pause=ANONYMOUS)


def claims_never_signed_in(*, at: datetime) -> QuerySet[Claim]:
    """Return the open claims that were anonymous and whose time to sign in is over, whatever came since."""
    connections = Connection.objects.filter(restaurant_id=OuterRef("restaurant_id"))
    minutes = Coalesce(Subquery(connections.values("sign_in_minutes")[:1]), DEFAULT_MINUTES)
    span = ExpressionWrapper(minutes * timedelta(minutes=1), output_field=DurationField())
    ends_at = ExpressionWrapper(F("created_at") + span, output_field=DateTimeField())
    open_claims = Claim.objects.filter(state__in=Claim.OPEN, anonymous_since__isnull=False)
    # a moment later, so that the last question may be asked first
    grace = timedelta(seconds=LONGEST_SECONDS)
    return open_claims.annotate(ends_at=ends_at).filter(ends_at__lte=at - grace)


def end_anonymous(claim_id: int, *, at: datetime) -> None:
    """End a claim on whose basket no one signed in in time. May be called twice."""
    with transaction.atomic():
        locked = locked_claim(claim_id, states=Claim.OPEN)
        if locked is not None and claims_never_signed_in(at=at).filter(pk=claim_id).exists():
            settle_unverified(locked, UnverifiedReason.ANONYMOUS, at=at)
