"""The connection is tested, and what does not work says what is to be done; nothing is written (R20, D19)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from entracte.boxoffice.connection_lock import connection_to_change
from entracte.boxoffice.connections.attribute_sights import note_sight
from entracte.boxoffice.connections.client import client_for
from entracte.boxoffice.connections.known_good import KnownGoodResult, ask_known_good
from entracte.boxoffice.errors import Obstacle, ObstacleKind, obstacle_from
from entracte.boxoffice.gate.asking_by_hand import NoneEnded, asking_by_hand
from entracte.boxoffice.models import Connection
from entracte.boxoffice.stoppages.begin_again import begin_all_again
from entracte.spektrix.errors import Forbidden, NotFound, Refused, SpektrixError
from entracte.spektrix.records import Customer

# Spektrix does not publish how far a clock may be off; this is well inside what callers report.
CLOCK_TOLERANCE_SECONDS = 300
# Spektrix itself says these; each fails a check of its own.
JUDGED_APART = (401, 403, 404)
NOT_ASKED = "Not checked, because Spektrix could not be asked."
NO_TEST_CUSTOMER = "Not checked. Name a test customer below to look for the attribute there."
BY_THE_BROWSER = "Checked by your browser, on the Spektrix page."
NO_CUSTOM_DOMAIN = "No custom domain is named: most browsers then hide the guest's basket from the widget."


MADE_UP_BASKET = "ENTRACTE-MADE-UP"
ANSWERS = "It answers for an unknown basket; the first verified claim proves it."
BUSY = Obstacle(
    ObstacleKind.LATER,
    None,
    "Not asked: this restaurant's other calls to Spektrix did not come to an end. Test again in a minute.",
)
NO_BASKETS = "This API user may not read baskets. Ask Spektrix support to allow that for System Owner calls."


class CheckState(StrEnum):
    """How one check ended."""

    OK = "ok"
    FAILED = "failed"
    NOT_CHECKED = "not_checked"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the test: what was looked at, how it ended, the HTTP status, and what to do."""

    key: str
    title: str
    state: CheckState
    http_status: int | None
    sentence: str


def run_checks(connection: Connection, *, now: datetime) -> list[Check]:
    """Ask Spektrix, by reads only, whether these settings work; resume what they had parked if they do.

    At most three calls, which count among the restaurant's calls in flight; no transaction is open during
    them. May be called any number of times.
    """
    try:
        with asking_by_hand(connection.restaurant_id):
            checks = _checks(connection, ask_known_good(connection))
    except NoneEnded:
        checks = _checks(connection, KnownGoodResult(BUSY, None, None))
    if all(check.state is not CheckState.FAILED for check in checks):
        _begin_again(connection, now=now)
    return checks


def _checks(connection: Connection, answer: KnownGoodResult) -> list[Check]:
    return [
        _reached(answer),
        _credentials(answer),
        _permission(answer),
        _baskets(connection, answer),
        _clock(answer),
        *_attributes(connection, answer),
        _custom_domain(connection),
    ]


def _begin_again(connection: Connection, *, now: datetime) -> None:
    """Begin what stopped again, unless the settings changed while they were tested."""
    with transaction.atomic():
        current = connection_to_change(connection.restaurant_id)
        if current is not None and current.changed_at == connection.changed_at:
            Connection.objects.filter(pk=current.pk).update(trouble="")
            begin_all_again(current, at=now)


def _reached(answer: KnownGoodResult) -> Check:
    obstacle, status = answer.obstacle, answer.status
    if obstacle is None or status in JUDGED_APART:
        return Check("answer", "Spektrix answers", CheckState.OK, status, "Spektrix was reached.")
    return Check("answer", "Spektrix answers", CheckState.FAILED, status, obstacle.sentence)


def _credentials(answer: KnownGoodResult) -> Check:
    title = "Client name, login and key"
    if answer.obstacle is None:
        return Check("credentials", title, CheckState.OK, answer.status, "Spektrix accepts them.")
    if answer.status in (401, 404):
        return Check("credentials", title, CheckState.FAILED, answer.status, answer.obstacle.sentence)
    return Check("credentials", title, CheckState.NOT_CHECKED, answer.status, NOT_ASKED)


def _permission(answer: KnownGoodResult) -> Check:
    title = "Permission of the API user"
    if answer.obstacle is None:
        return Check(
            "permission", title, CheckState.OK, answer.status, "The API user has System Owner access."
        )
    if answer.status == 403:
        return Check("permission", title, CheckState.FAILED, answer.status, answer.obstacle.sentence)
    return Check("permission", title, CheckState.NOT_CHECKED, answer.status, NOT_ASKED)


def _baskets(connection: Connection, answer: KnownGoodResult) -> Check:
    """Ask for a basket that is made up: whoever may read baskets learns that there is none."""
    title = "Baskets can be asked for"
    if answer.obstacle is not None:
        return Check("baskets", title, CheckState.NOT_CHECKED, answer.status, NOT_ASKED)
    try:
        with client_for(connection) as client:
            client.basket(MADE_UP_BASKET)
    except (NotFound, Refused) as error:
        return Check("baskets", title, CheckState.OK, error.status, ANSWERS)
    except SpektrixError as error:
        obstacle = obstacle_from(error)
        state = CheckState.FAILED if obstacle.kind is ObstacleKind.SETTINGS else CheckState.NOT_CHECKED
        sentence = NO_BASKETS if isinstance(error, Forbidden) and not error.at_the_edge else obstacle.sentence
        return Check("baskets", title, state, error.status, sentence)
    return Check("baskets", title, CheckState.OK, 200, ANSWERS)


def _clock(answer: KnownGoodResult) -> Check:
    title, skew = "This server's clock", answer.skew_seconds
    if skew is None:
        return Check(
            "clock", title, CheckState.NOT_CHECKED, answer.status, "Not checked: Spektrix gave no time."
        )
    if abs(skew) <= CLOCK_TOLERANCE_SECONDS:
        return Check("clock", title, CheckState.OK, answer.status, "It agrees with Spektrix's.")
    way = "behind" if skew > 0 else "ahead of"
    sentence = (
        f"It is {_minutes(abs(skew))} {way} Spektrix's. Set this server's time; signatures depend on it."
    )
    return Check("clock", title, CheckState.FAILED, answer.status, sentence)


def _minutes(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes} minutes" if minutes < 120 else f"{round(seconds / 3600)} hours"


def _attributes(connection: Connection, answer: KnownGoodResult) -> list[Check]:
    names = {
        "last_dined": (connection.last_dined_name, connection.last_dined_key),
        "visits": (connection.visits_name, connection.visits_key),
    }
    if answer.obstacle is not None or not connection.test_customer_id:
        sentence = NOT_ASKED if answer.obstacle is not None else NO_TEST_CUSTOMER
        return [
            Check(key, f"Attribute “{name}”", CheckState.NOT_CHECKED, None, sentence)
            for key, (name, _) in names.items()
        ]
    found = _test_customer(connection)
    return [_attribute(key, name, wire_key, found) for key, (name, wire_key) in names.items()]


def _test_customer(connection: Connection) -> Customer | Obstacle:
    try:
        with client_for(connection) as client:
            found = client.customer(connection.test_customer_id)
    except NotFound as error:
        return Obstacle(
            ObstacleKind.UNKNOWN, error.status, "Spektrix has no customer with the test customer's id."
        )
    except SpektrixError as error:
        return obstacle_from(error)
    note_sight(connection, found)
    return found


def _attribute(key: str, name: str, wire_key: str, found: Customer | Obstacle) -> Check:
    title = f"Attribute “{name}”"
    if isinstance(found, Obstacle):
        return Check(key, title, CheckState.FAILED, found.status, found.sentence)
    if found.key_of(wire_key) is not None:
        return Check(key, title, CheckState.OK, 200, f"It is there, as {wire_key}.")
    sentence = f"{wire_key} is not made available to the API, or not created. Correct that in Spektrix."
    return Check(key, title, CheckState.FAILED, 200, sentence)


def _custom_domain(connection: Connection) -> Check:
    sentence = BY_THE_BROWSER if connection.custom_domain else NO_CUSTOM_DOMAIN
    return Check("custom_domain", "Custom domain", CheckState.NOT_CHECKED, None, sentence)
