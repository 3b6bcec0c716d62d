"""Does the worker find out whose basket it is, and link the right guest and no other?"""

import pytest
from django.db import connection as database
from pytest_django import Settings

from entracte.boxoffice.by_hand import try_again
from entracte.boxoffice.models import Connection, Stoppage
from entracte.boxoffice.stoppages.begin_again import probe
from entracte.jobs import worker
from entracte.jobs.tries import TryLater
from tests.bridge import (
    ANA,
    ANA_TYPES,
    BEN,
    BEN_TYPES,
    Evening,
    Person,
    claim_of,
    connect,
    fresh,
    links,
    raised,
    sentences,
    step_kinds,
    work,
)
from tests.contract.simulator import Simulator

pytestmark = pytest.mark.django_db


def paths(spektrix: Simulator) -> list[tuple[str, str, int]]:
    """Every call that Spektrix received, with the ids left out."""
    return [
        (call["method"], call["path"].removeprefix("/alder/api/v3/").partition("/")[0], call["status"])
        for call in spektrix.calls()
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.rule("R6")
def test_a_worker_links_the_guest_whose_basket_it_is(evening: Evening, spektrix: Simulator) -> None:
    booking = evening.books(spektrix.basket(ANA)["id"], customer_id=ANA).booking
    work()
    claim = claim_of(booking)
    assert (claim.state, claim.reason, claim.tries) == ("verified", "", 1)
    assert links() == [(booking.guest_id, ANA)]


@pytest.mark.rule("R1")
@pytest.mark.rule("R7")
@pytest.mark.rule("D19")
def test_verifying_reads_the_basket_and_writes_nothing(evening: Evening, spektrix: Simulator) -> None:
    evening.verifies(evening.claims(spektrix.basket(ANA)["id"]))
    assert paths(spektrix) == [("GET", "baskets", 200)]
    assert {call["signed"] for call in spektrix.calls()} == {True}


@pytest.mark.rule("D19")
@pytest.mark.parametrize("shape", ["id", "string"])
def test_a_basket_that_only_names_its_customer_costs_a_second_read(
    evening: Evening, spektrix: Simulator, shape: str
) -> None:
    spektrix.control("POST", "switches", {"customer_shape": shape})
    claim = evening.verifies(evening.claims(spektrix.basket(ANA)["id"]))
    assert claim.state == "verified"
    assert paths(spektrix) == [("GET", "baskets", 200), ("GET", "customers", 200)]


@pytest.mark.rule("R5")
def test_a_settled_claim_holds_nothing_that_the_browser_sent(evening: Evening, spektrix: Simulator) -> None:
    claim = evening.claims(spektrix.basket(ANA)["id"], customer_id=ANA)
    assert (claim.basket_id, claim.seen_customer_id) != (None, None)
    settled = evening.verifies(claim)
    assert (settled.basket_id, settled.seen_customer_id) == (None, None)


@pytest.mark.rule("R12")
def test_an_anonymous_basket_leaves_the_guest_unverified(evening: Evening, spektrix: Simulator) -> None:
    connect(evening.restaurant, spektrix.url, sign_in_minutes=0)
    claim = evening.verifies(evening.claims(spektrix.basket(None)["id"]))
    assert (claim.state, claim.reason) == ("unverified", "anonymous")
    assert links() == []


@pytest.mark.rule("R13")
def test_another_persons_basket_leaves_the_guest_unverified(evening: Evening, spektrix: Simulator) -> None:
    claim = evening.verifies(evening.claims(spektrix.basket(BEN)["id"]))
    assert (claim.state, claim.reason) == ("unverified", "not_the_booker")
    assert links() == []


@pytest.mark.rule("D1")
def test_a_basket_that_changed_hands_since_the_browser_saw_it_is_not_believed(
    evening: Evening, spektrix: Simulator
) -> None:
    claim = evening.verifies(evening.claims(spektrix.basket(ANA)["id"], customer_id=BEN))
    assert (claim.state, claim.reason) == ("unverified", "not_the_booker")


@pytest.mark.rule("D1")
@pytest.mark.rule("D25")
@pytest.mark.parametrize("phone", ["", "00000", "0000 000000", "020 7946 0102 ext. 9", "n/a"])
def test_a_basket_without_a_phone_that_counts_costs_a_second_read_since_one_may_decide(
    evening: Evening, spektrix: Simulator, phone: str
) -> None:
    spektrix.control("POST", f"customers/{ANA}", {"phone": phone, "mobile": ""})
    evening.verifies(evening.claims(spektrix.basket(ANA)["id"]))
    assert paths(spektrix) == [("GET", "baskets", 200), ("GET", "customers", 200)]


@pytest.mark.rule("D1")
def test_surname_and_mobile_verify_a_guest_who_typed_another_e_mail(
    evening: Evening, spektrix: Simulator
) -> None:
    typed = Person("Anne", "RILEY", "work@example.com", "07700 900101")
    claim = evening.verifies(evening.claims(spektrix.basket(ANA)["id"], who=typed))
    assert claim.state == "verified"


@pytest.mark.rule("D1")
def test_a_profile_of_somebody_else_that_the_booking_joined_is_not_linked(
    evening: Evening, spektrix: Simulator
) -> None:
    """A shared phone and surname joins the mother's profile; the daughter's basket must not claim it."""
    evening.phones(Person("Mary", "Riley", "mary@example.org", "07700 900199"))
    typed = Person("Ana", "Riley", "", "07700 900199")
    booking = evening.books(spektrix.basket(ANA)["id"], who=typed).booking
    claim = evening.verifies(claim_of(booking))
    assert (claim.state, claim.reason) == ("unverified", "not_the_booker")


@pytest.mark.rule("D8")
def test_a_linked_guest_with_an_anonymous_basket_stays_linked(evening: Evening, spektrix: Simulator) -> None:
    booking = evening.links(spektrix.basket(ANA)["id"])
    claim = evening.verifies(evening.claims(spektrix.basket(None)["id"]))
    assert (claim.state, claim.reason) == ("unverified", "anonymous")
    assert links() == [(booking.guest_id, ANA)]


@pytest.mark.rule("D8")
def test_a_basket_of_another_customer_never_moves_a_link(evening: Evening, spektrix: Simulator) -> None:
    booking = evening.links(spektrix.basket(ANA)["id"])
    claim = evening.verifies(evening.claims(spektrix.basket(BEN)["id"]))
    assert (claim.state, claim.reason) == ("unverified", "another_customer")
    assert links() == [(booking.guest_id, ANA)]


@pytest.mark.rule("R14")
def test_the_booking_of_an_unverified_guest_is_like_any_other(evening: Evening, spektrix: Simulator) -> None:
    connect(evening.restaurant, spektrix.url, sign_in_minutes=0)
    booking = evening.books(spektrix.basket(None)["id"], who=BEN_TYPES).booking
    evening.verifies(claim_of(booking))
    assert evening.completes(booking).state == "not_mirrored"
    booking.refresh_from_db()
    assert booking.status == "completed"


def test_verifying_a_settled_claim_again_asks_nothing(evening: Evening, spektrix: Simulator) -> None:
    claim = evening.verifies(evening.claims(spektrix.basket(ANA)["id"]))
    evening.verifies(claim)
    assert len(spektrix.calls()) == 1
    assert step_kinds(fresh(claim)) == [("asked", 200), ("verified", None)]


@pytest.mark.rule("D9")
def test_a_basket_that_is_gone_is_asked_for_again_before_it_is_given_up(
    evening: Evening, spektrix: Simulator
) -> None:
    basket = spektrix.basket(ANA)["id"]
    claim = evening.claims(basket)
    spektrix.control("POST", f"baskets/{basket}/expire")
    raised(TryLater, lambda: evening.verifies(claim))
    assert fresh(claim).state == "waiting"
    evening.clock.passes(minutes=5)
    claim = evening.verifies(claim)
    assert (claim.state, claim.reason) == ("unverified", "basket_gone")
    assert paths(spektrix) == [
        ("GET", "baskets", 404),
        ("GET", "baskets", 404),
        ("GET", "custom-payment-types", 200),
    ]


@pytest.mark.rule("D9")
def test_a_basket_that_comes_back_is_verified_after_all(evening: Evening, spektrix: Simulator) -> None:
    claim = evening.claims(spektrix.basket(ANA)["id"])
    spektrix.fault("404", times=1, match="/baskets/")
    raised(TryLater, lambda: evening.verifies(claim))
    assert evening.verifies(claim).state == "verified"


@pytest.mark.rule("D9")
def test_a_wrong_client_name_parks_the_claim_and_keeps_its_basket(
    evening: Evening, spektrix: Simulator
) -> None:
    Connection.objects.update(client_name="Alder")
    basket = spektrix.basket(ANA)["id"]
    claim = evening.claims(basket)
    raised(TryLater, lambda: evening.verifies(claim))
    evening.clock.passes(minutes=5)
    evening.asks_until_parked(lambda: evening.verifies(claim))
    claim = fresh(claim)
    assert (claim.state, claim.reason, claim.basket_id) == ("parked", "settings", basket)
    assert "its case matters" in Connection.objects.get().trouble


@pytest.mark.django_db(transaction=True)
def test_the_next_try_is_when_the_page_says_it_is(
    evening: Evening, spektrix: Simulator, settings: Settings
) -> None:
    settings.RETRY_FIRST_SECONDS = settings.RETRY_CAP_SECONDS = 600
    spektrix.fault("500")
    claims = [evening.claims(spektrix.basket(ANA)["id"]) for _ in range(5)]
    worker.run(until_empty=True)
    with database.cursor() as cursor:
        cursor.execute("SELECT scheduled_at FROM procrastinate_jobs WHERE status = 'todo'")
        due = [at for (at,) in cursor.fetchall()]
    shown = [at for claim in claims if (at := fresh(claim).next_try_at) is not None]
    assert len(shown) == 1
    assert any(abs((at - shown[0]).total_seconds()) < 5 for at in due)


@pytest.mark.parametrize(
    "fault, status", [("401", 401), ("403", 403)], ids=["not accepted", "stopped at the edge"]
)
def test_settings_that_spektrix_refuses_park_the_claim(
    evening: Evening, spektrix: Simulator, fault: str, status: int
) -> None:
    spektrix.fault(fault)
    claim = evening.claims(spektrix.basket(ANA)["id"])
    evening.asks_until_parked(lambda: evening.verifies(claim))
    claim = fresh(claim)
    assert (claim.state, claim.reason) == ("parked", "settings")
    assert set(step_kinds(claim)) == {("not_accepted", status), ("parked", status)}
    assert Connection.objects.get().trouble == sentences(claim)[0]


@pytest.mark.parametrize("fault", ["429", "500", "502", "429_without_retry_after", "cut_off"])
def test_an_outage_is_waited_for(evening: Evening, spektrix: Simulator, fault: str) -> None:
    spektrix.fault(fault, times=1)
    claim = evening.claims(spektrix.basket(ANA)["id"])
    raised(TryLater, lambda: evening.verifies(claim))
    waiting = fresh(claim)
    assert (waiting.state, waiting.tries) == ("waiting", 1)
    assert waiting.next_try_at is not None
    assert waiting.next_try_at > evening.clock()
    assert evening.verifies(claim).state == "verified"


def test_the_wait_that_spektrix_asks_for_is_honoured(evening: Evening, spektrix: Simulator) -> None:
    spektrix.fault("429", times=1, seconds=90)
    later = raised(TryLater, lambda: evening.verifies(evening.claims(spektrix.basket(ANA)["id"])))
    assert isinstance(later, TryLater)
    assert later.after_seconds is not None
    assert later.after_seconds >= 90


def test_answers_that_make_no_sense_park_the_claim_after_a_few_tries(
    evening: Evening, spektrix: Simulator
) -> None:
    spektrix.fault("not_json")
    claim = evening.claims(spektrix.basket(ANA)["id"])
    for _ in range(4):
        raised(TryLater, lambda: evening.verifies(claim))
    claim = evening.verifies(claim)
    assert (claim.state, claim.reason, claim.tries) == ("parked", "strange", 5)


def test_a_customer_whom_spektrix_names_but_does_not_know_is_not_guessed_at(
    evening: Evening, spektrix: Simulator
) -> None:
    spektrix.control("POST", "switches", {"customer_shape": "id"})
    spektrix.fault("404", match="/customers/")
    claim = evening.claims(spektrix.basket(ANA)["id"])
    raised(TryLater, lambda: evening.verifies(claim))
    assert (fresh(claim).state, links()) == ("waiting", [])


@pytest.mark.rule("D16")
@pytest.mark.parametrize("is_on, reason", [(False, "switched_off"), (None, "no_connection")])
def test_without_a_connection_nothing_is_asked_and_the_claim_is_parked(
    evening: Evening, spektrix: Simulator, is_on: bool | None, reason: str
) -> None:
    claim = evening.claims(spektrix.basket(ANA)["id"])
    if is_on is None:
        Connection.objects.all().delete()
    else:
        Connection.objects.update(is_on=False)
    claim = evening.verifies(claim)
    assert (claim.state, claim.reason) == ("parked", reason)
    assert spektrix.calls() == []


def test_a_bug_parks_the_claim_and_logs_neither_names_nor_ids(
    evening: Evening, spektrix: Simulator, caplog: pytest.LogCaptureFixture, settings: Settings
) -> None:
    basket = spektrix.basket(ANA)["id"]
    claim = evening.claims(basket)
    settings.CLAIM_HOURS = f"no number but {basket}"
    claim = evening.verifies(claim)
    assert (claim.state, claim.reason, claim.basket_id) == ("parked", "bug", basket)
    assert "TypeError" in caplog.text
    for secret in (basket, ANA_TYPES.email, ANA_TYPES.last_name):
        assert secret not in caplog.text


@pytest.mark.rule("R1")
@pytest.mark.rule("D16")
def test_a_widget_whose_integration_was_set_to_none_reads_nothing_more(
    evening: Evening, spektrix: Simulator
) -> None:
    claim = evening.claims(spektrix.basket(ANA)["id"])
    type(evening.widget).objects.update(integration="none")
    claim = evening.verifies(claim)
    assert (claim.state, claim.reason) == ("parked", "widget_off")
    assert spektrix.calls() == []
    type(evening.widget).objects.update(integration="spektrix")
    try_again(claim, now=evening.clock())
    assert evening.verifies(claim).state == "verified"


@pytest.mark.rule("D16")
def test_a_claim_that_is_answered_well_again_resumes_what_the_trouble_had_parked(
    evening: Evening, spektrix: Simulator
) -> None:
    spektrix.fault("403")
    stopped = evening.claims(spektrix.basket(ANA)["id"])
    evening.asks_until_parked(lambda: evening.verifies(stopped))
    assert (fresh(stopped).state, Connection.objects.get().trouble != "") == ("parked", True)
    spektrix.clear_faults()
    second = evening.verifies(evening.claims(spektrix.basket(ANA)["id"]))
    assert (second.state, second.reason) == ("parked", "settings")
    evening.clock.passes(hours=1)
    probe(Stoppage.objects.get().pk, at=evening.clock())
    assert (fresh(stopped).state, fresh(second).state) == ("waiting", "parked")
    assert evening.verifies(stopped).state == "verified"
    assert (fresh(second).state, Connection.objects.get().trouble) == ("waiting", "")
