"""Is the customer on the basket the guest who booked?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entracte.boxoffice.claims.matching import (
    ContactDetails,
    Unverified,
    Verified,
    is_plausible_id,
    is_the_booker,
    judge,
)
from entracte.boxoffice.reasons import UnverifiedReason
from entracte.guests.folding import e164, folded_name
from entracte.spektrix.records import Basket, Customer

ANA = Customer(
    "C-ANA", first_name="Ana", last_name="Riley", email="ana.riley@example.org", mobile="07700 900123"
)
AS_ANA = ContactDetails("Ana", "Riley", "ana.riley@example.org", "+447700900123")
AS_BEN = ContactDetails("Ben", "Okafor", "ben@example.org", "+447700900999")


def typed(first_name: str = "", last_name: str = "", email: str = "", phone: str = "") -> ContactDetails:
    return ContactDetails(first_name, last_name, email, phone)


def judged(
    *,
    customer: Customer | None = ANA,
    seen: str = "",
    by: ContactDetails = AS_ANA,
    profile: ContactDetails | None = None,
    linked: str = "",
) -> Verified | Unverified:
    return judge(
        basket=Basket("B-1", customer),
        customer=customer,
        seen_customer_id=seen,
        typed=by,
        profile=profile,
        linked_customer_id=linked,
        country="GB",
    )


@pytest.mark.rule("D1")
@pytest.mark.parametrize(
    "who",
    [
        typed(email="ana.riley@example.org"),
        typed(email="  Ana.RILEY@Example.org "),
        typed(first_name="Somebody", last_name="Else", email="ana.riley@example.org"),
        typed(first_name="ana", last_name="RILEY"),
        typed(first_name="Aña", last_name="Rïley", email="other@example.org"),
        typed(last_name="Riley", phone="+44 7700 900123"),
        typed(last_name="Riley", phone="07700 900 123"),
        typed(first_name="A.", last_name="riley", phone="0044 7700 900123"),
    ],
)
def test_the_booker_is_known_by_e_mail_or_by_surname_with_phone_or_first_name(who: ContactDetails) -> None:
    assert is_the_booker(typed=who, customer=ANA, country="GB")


@pytest.mark.rule("D1")
def test_an_address_is_the_customers_whichever_way_its_domain_is_written_and_only_then() -> None:
    customer = Customer("C", email="ana@straße.de")
    assert is_the_booker(typed=typed(email="Ana@xn--strae-oqa.de"), customer=customer, country="GB")
    assert not is_the_booker(typed=typed(email="ana@strasse.de"), customer=customer, country="GB")


@pytest.mark.rule("R13")
@pytest.mark.rule("D1")
@pytest.mark.parametrize(
    "who",
    [
        AS_BEN,
        typed(),
        typed(first_name="Ana"),
        typed(last_name="Riley"),
        typed(first_name="Ben", last_name="Riley"),
        typed(first_name="Ana", last_name="Okafor", phone="07700 900123"),
        typed(last_name="Riley", phone="07700 900124"),
        typed(last_name="Riley", phone="not a phone"),
        typed(first_name="-", last_name="'", phone="07700 900123"),
    ],
)
def test_anybody_else_is_not_the_booker(who: ContactDetails) -> None:
    assert not is_the_booker(typed=who, customer=ANA, country="GB")


@pytest.mark.rule("D1")
def test_the_customers_phone_counts_as_well_as_the_mobile() -> None:
    customer = Customer("C", last_name="Riley", phone="020 7946 0018", mobile="07700 900123")
    for phone in ("+44 20 7946 0018", "07700 900123"):
        assert is_the_booker(typed=typed(last_name="Riley", phone=phone), customer=customer, country="GB")


@pytest.mark.rule("D1")
def test_a_number_without_a_country_belongs_to_the_restaurants() -> None:
    customer = Customer("C", last_name="Riley", phone="085 123 4569")
    who = typed(last_name="Riley", phone="+353 85 123 4569")
    assert is_the_booker(typed=who, customer=customer, country="IE")
    assert not is_the_booker(typed=who, customer=customer, country="GB")


@pytest.mark.rule("D25")
@pytest.mark.parametrize("phone", ["00000 000000", "01234 567890", "07700 900123 ext 4", "00000", "112"])
def test_a_junk_phone_makes_nobody_the_booker(phone: str) -> None:
    customer = Customer("C", first_name="Ana", last_name="Riley", phone=phone, mobile=phone)
    who = typed(first_name="Rob", last_name="Riley", phone=phone)
    assert not is_the_booker(typed=who, customer=customer, country="GB")


@pytest.mark.rule("D1")
def test_empty_values_never_match() -> None:
    assert not is_the_booker(typed=typed(), customer=Customer("C"), country="GB")
    assert not is_the_booker(
        typed=typed(last_name="Riley"), customer=Customer("C", last_name="Riley"), country="GB"
    )


@pytest.mark.rule("D1")
@given(st.text(), st.text(), st.text(), st.text(), st.sampled_from(["GB", "US", "", "XX"]))
def test_whatever_was_typed_is_compared_without_an_error(
    a: str, b: str, c: str, d: str, country: str
) -> None:
    who = ContactDetails(a, b, c, d)
    customer = Customer("C", first_name=a, last_name=b, email=c, phone=d)
    expected = bool(c.strip()) or bool(folded_name(b) and (folded_name(a) or e164(d, country)))
    assert is_the_booker(typed=who, customer=customer, country=country) is expected


@pytest.mark.rule("R6")
@pytest.mark.parametrize("seen", ["", "C-ANA", " C-ANA "])
def test_a_basket_of_the_booker_verifies_the_link(seen: str) -> None:
    assert judged(seen=seen) == Verified("C-ANA")


@pytest.mark.rule("R12")
@pytest.mark.parametrize("seen", ["", "C-ANA"])
def test_an_anonymous_basket_leaves_the_link_unverified(seen: str) -> None:
    assert judged(customer=None, seen=seen) == Unverified(UnverifiedReason.ANONYMOUS)


@pytest.mark.rule("R13")
def test_a_basket_of_somebody_else_leaves_the_link_unverified() -> None:
    assert judged(by=AS_BEN) == Unverified(UnverifiedReason.NOT_THE_BOOKER)


@pytest.mark.rule("D1")
def test_spektrix_must_name_the_customer_that_the_browser_saw() -> None:
    assert judged(seen="C-BEN") == Unverified(UnverifiedReason.NOT_THE_BOOKER)
    assert judged(seen="c-ana") == Unverified(UnverifiedReason.NOT_THE_BOOKER)


@pytest.mark.rule("D1")
def test_an_unlinked_profile_that_the_booking_joined_must_pass_the_same_test() -> None:
    assert judged(profile=AS_BEN) == Unverified(UnverifiedReason.NOT_THE_BOOKER)
    assert judged(profile=AS_ANA) == Verified("C-ANA")
    assert judged(by=AS_BEN, profile=AS_ANA) == Unverified(UnverifiedReason.NOT_THE_BOOKER)


@pytest.mark.rule("D1")
def test_a_profile_that_is_linked_already_is_not_compared_again() -> None:
    assert judged(profile=AS_BEN, linked="C-ANA") == Verified("C-ANA")


@pytest.mark.rule("D8")
def test_a_basket_of_another_customer_than_the_linked_one_says_so() -> None:
    assert judged(linked="C-BEN") == Unverified(UnverifiedReason.ANOTHER_CUSTOMER)
    assert judged(by=AS_BEN, linked="C-BEN") == Unverified(UnverifiedReason.ANOTHER_CUSTOMER)


@pytest.mark.rule("D8")
def test_an_anonymous_basket_of_a_linked_guest_is_still_anonymous() -> None:
    assert judged(customer=None, linked="C-ANA") == Unverified(UnverifiedReason.ANONYMOUS)


def test_a_bare_reference_is_judged_by_the_customer_that_was_read() -> None:
    def of(customer: Customer | None) -> Verified | Unverified:
        return judge(
            basket=Basket("B", Customer("C-ANA")),
            customer=customer,
            seen_customer_id="",
            typed=AS_ANA,
            profile=None,
            linked_customer_id="",
            country="GB",
        )

    assert of(ANA) == Verified("C-ANA")
    assert of(Customer("C-ANA")) == Unverified(UnverifiedReason.NOT_THE_BOOKER)
    assert of(Customer("C-BEN", email=AS_ANA.email)) == Unverified(UnverifiedReason.NOT_THE_BOOKER)
    with pytest.raises(ValueError, match="read the customer first"):
        of(None)


@pytest.mark.parametrize(
    "text", ["I-9QR3-2LTM", "7", "a.b_c~d", "x" * 200, "a/b c+é", "é", "a b", "<script>1", "٣"]
)
def test_what_could_be_an_id_is_plausible(text: str) -> None:
    assert is_plausible_id(text)


@pytest.mark.parametrize(
    "text", ["", " ", "..", "-", "x" * 201, "a\n", "\0", "../a", "a/..", "a\\..", "%2e%2E/a", "\u202ea"]
)
def test_what_could_not_be_an_id_is_not(text: str) -> None:
    assert not is_plausible_id(text)


def test_no_persons_details_are_shown() -> None:
    shown = repr(AS_ANA) + repr(Verified("C-ANA"))
    for private in ("Ana", "Riley", "example.org", "900123", "C-ANA"):
        assert private not in shown
