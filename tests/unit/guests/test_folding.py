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
        ("+353 85 123 4567", "GB", "+353851234567"),
        ("085 123 4567", "IE", "+353851234567"),
        ("+447700900123", "", "+447700900123"),
        ("07700 900123", "", ""),
        ("12", "GB", ""),
        ("", "GB", ""),
        ("call me", "GB", ""),
        ("07700 900123", "??", ""),
    ],
)
def test_phones_are_compared_in_e164_with_the_restaurants_country(
    phone: str, country: str, expected: str
) -> None:
    assert e164(phone, country) == expected


@pytest.mark.rule("D1")
@given(st.text())
def test_folding_a_name_twice_changes_nothing_more(name: str) -> None:
    assert folded_name(folded_name(name)) == folded_name(name)
