"""Are e-mails, names and phones compared as people mean them?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entracte.guests.folding import e164, folded_email, folded_name


@pytest.mark.rule("D1")
@pytest.mark.parametrize("email", ["ana@example.org", " ANA@Example.ORG ", "Ana@EXAMPLE.org\n"])
def test_emails_are_the_same_whatever_their_case_and_the_spaces_around(email: str) -> None:
    assert folded_email(email) == "ana@example.org"


@pytest.mark.rule("D1")
@pytest.mark.parametrize(
    "one,other",
    [
        ("ana@bücher.example", "ana@xn--bcher-kva.example"),
        ("Ana@BÜCHER.example", "ana@XN--BCHER-KVA.example"),
        ("ana@bu\u0308cher.example", "ana@bücher.example"),
        ("ana@straße.de", "ana@xn--strae-oqa.de"),
        ("ana@bücher。example", "ana@bücher.example"),
        ("ana@ΣΊΣΥΦΟΣ", "ana@σίσυφοσ"),
        ("ana@ｅxample.org", "ana@example.org"),
        ("JOSÉ@example.org", "jose\u0301@example.org"),
        ("ana@a_b.example", "ANA@A_B.example"),
        ("ana@☃.example", " ana@☃.EXAMPLE"),
    ],
)
def test_an_internationalised_address_is_one_in_every_browser(one: str, other: str) -> None:
    assert folded_email(one) == folded_email(other)
    assert folded_email(folded_email(one)) == folded_email(one)


@pytest.mark.rule("D1")
@pytest.mark.parametrize(
    "one,other",
    [
        ("ana@straße.de", "ana@strasse.de"),
        ("weiß@example.org", "weiss@example.org"),
        ("ana@bücher.example", "ana@bucher.example"),
        ("ﬁona@example.org", "fiona@example.org"),
    ],
)
def test_addresses_of_two_mailboxes_stay_two(one: str, other: str) -> None:
    assert folded_email(one) != folded_email(other)


@pytest.mark.rule("D1")
@given(st.text())
def test_folding_an_address_twice_changes_nothing_more(email: str) -> None:
    assert folded_email(folded_email(email)) == folded_email(email)


@pytest.mark.rule("D1")
@pytest.mark.parametrize(
    "one,other",
    [
        ("O'Brien", "O’Brien"),
        ("O'Brien", "Oʼbrien"),
        ("OBRIEN", "O`Brien"),
        ("Smith-Jones", "smith jones"),
        ("Smith‑Jones", "SmithJones"),
        ("de la Cruz", "De La Cruz"),
        ("Núñez", "NUNEZ"),
        ("Nu\u0301n\u0303ez", "Núñez"),
        ("Weiß", "WEISS"),
        ("Sørensen", "Sorensen"),
        ("Łukasz", "lukasz"),
        ("İnan", "inan"),
        ("Kılıç", "KILIC"),
        ("Nguyễn", "Nguyen"),
        (" Ana  Maria ", "Ana-Maria"),
        ("St. John", "St John"),
        ("Li\u200bma", "Lima"),
        ("Lima\u3164", "Lima"),
        ("Li\u034fma", "Lima"),
    ],
)
def test_names_are_the_same_whatever_their_case_accents_hyphens_and_apostrophes(one: str, other: str) -> None:
    assert folded_name(one) == folded_name(other) != ""


@pytest.mark.rule("D1")
@pytest.mark.parametrize(
    "one,other", [("Riley", "Reilly"), ("が", "か"), ("राम", "रम"), ("李", "王"), ("Ana", "Anna")]
)
def test_names_that_differ_in_their_letters_stay_different(one: str, other: str) -> None:
    assert folded_name(one) != folded_name(other)


@pytest.mark.rule("D1")
@pytest.mark.parametrize(
    "phone,country,expected",
    [
        ("07700 900123", "GB", "+447700900123"),
        ("(0)7700-900123", "gb", "+447700900123"),
        ("+353 85 123 4569", "GB", "+353851234569"),
        ("085 123 4569", "IE", "+353851234569"),
        ("+447700900123", "", "+447700900123"),
        ("07700 900123", "", ""),
        ("12", "GB", ""),
        ("", "GB", ""),
        ("call me", "GB", ""),
        ("07700 900123", "??", ""),
        ("+52 1 55 1234 5679", "GB", "+525512345679"),
        ("+5215512345679", "GB", "+525512345679"),
        ("1 55 1234 5679", "MX", "+525512345679"),
        ("044 55 1234 5679", "MX", "+525512345679"),
        ("01 55 1234 5679", "MX", "+525512345679"),
        ("55 1234 5679", "MX", "+525512345679"),
        ("+52 1 55 1111 1111", "GB", ""),
        ("+1 551 234 5679", "MX", "+15512345679"),
    ],
)
def test_phones_are_compared_in_e164_with_the_restaurants_country(
    phone: str, country: str, expected: str
) -> None:
    assert e164(phone, country) == expected


@pytest.mark.rule("D25")
@pytest.mark.parametrize(
    "phone,country",
    [
        ("00000", "GB"),
        ("00000 000000", "GB"),
        ("+44 0000 000000", "GB"),
        ("111 111 1111", "US"),
        ("+49 30 0000000", "GB"),
        ("01234 567890", "GB"),
        ("(098) 765-43210", "GB"),
        ("+1 212 345 6789", "GB"),
        ("0789 0123 456", "GB"),
        ("+44 1 210 987 654", "GB"),
        ("555 0123", "US"),
        ("7946 0018", "GB"),
        ("112", "GB"),
        ("020 7946 0018 ext. 5", "GB"),
        ("020 7946 0018 x5", "GB"),
        ("+44 20 7946 0018#5", "GB"),
        ("tel:+442079460018;ext=5", "GB"),
        ("020 no phone", "GB"),
        ("٠٠٠٠٠ ٠٠٠٠٠٠", "GB"),
        ("０００００ ００００００", "GB"),
        ("07700 900123 or 07700 900124", "GB"),
        ("07700 900123", "XX"),
    ],
)
def test_a_phone_that_cannot_reach_one_line_counts_as_no_number(phone: str, country: str) -> None:
    assert e164(phone, country) == ""


@pytest.mark.rule("D25")
@pytest.mark.parametrize(
    "phone,country,expected",
    [
        ("+44 7000 000012", "GB", "+447000000012"),
        ("+1 555 010 0199", "GB", "+15550100199"),
        ("555 010 0199", "US", "+15550100199"),
        ("01 23 45 67 80", "FR", "+33123456780"),
        ("+39 06 698 12345", "GB", "+390669812345"),
        ("+44 9999 999 998", "GB", "+449999999998"),
        ("Tel. 07700 900123", "GB", "+447700900123"),
        ("٠٧٧٠٠ ٩٠٠١٢٣", "GB", "+447700900123"),
        ("０７７００ ９００１２３", "GB", "+447700900123"),
    ],
)
def test_a_phone_that_can_reach_a_line_counts_whether_or_not_its_range_is_given_out(
    phone: str, country: str, expected: str
) -> None:
    assert e164(phone, country) == expected


@pytest.mark.rule("D1")
@given(st.text())
def test_folding_a_name_twice_changes_nothing_more(name: str) -> None:
    assert folded_name(folded_name(name)) == folded_name(name)
