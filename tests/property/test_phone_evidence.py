"""Is a phone evidence exactly where an obvious reading of the rule says so, for numbers of six countries?"""

import os

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entracte.guests.folding import e164

EXAMPLES = int(os.environ.get("ENTRACTE_TEST_EXAMPLES", "500"))
# calling code, and how many digits a number of the country may have: https://www.itu.int/oth/T0202.aspx?parent=T0202
COUNTRIES = {
    "US": ("1", {10}),
    "FR": ("33", {9}),
    "ES": ("34", {9}),
    "NO": ("47", {5, 8}),
    "DK": ("45", {8}),
    "PT": ("351", {9}),
}
UP, DOWN = "01234567890123456", "65432109876543210"
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
WIDE = str.maketrans("0123456789+", "０１２３４５６７８９＋")


def junk_endings() -> set[str]:
    """Every ending that is junk, written out: each digit seven times, each run of seven."""
    same = {digit * 7 for digit in "0123456789"}
    runs = {run[at : at + 7] for run in (UP, DOWN) for at in range(10)}
    return same | runs


JUNK = junk_endings()


def is_evidence(country: str, national: str, extension: str) -> bool:
    """The rule, read aloud: the full length of its country, no extension, no junk at the end."""
    if extension or len(national) not in COUNTRIES[country][1]:
        return False
    return national[-7:] not in JUNK if len(national) >= 7 else not any(national in run for run in (UP, DOWN))


@st.composite
def nationals(draw: st.DrawFn) -> str:
    """A national number that begins with no 0 or 1; some end in a run or in one digit, or almost."""
    first = draw(st.sampled_from("23456789"))
    middle = draw(st.text("0123456789", max_size=5))
    end = draw(st.one_of(st.text("0123456789", min_size=4, max_size=8), st.sampled_from(sorted(JUNK))))
    return first + middle + end


@pytest.mark.rule("D25")
@settings(max_examples=EXAMPLES)
@given(
    st.sampled_from(sorted(COUNTRIES)),
    nationals(),
    st.sampled_from(["", "", "", " ext. 7", " x12", ";ext=5"]),
    st.sampled_from(["", " ", "-", ".", "/"]),
    st.sampled_from([{}, ARABIC, WIDE]),
    st.booleans(),
)
def test_a_phone_is_evidence_exactly_where_it_can_reach_one_line(
    country: str, national: str, extension: str, between: str, script: dict[int, int], is_local: bool
) -> None:
    code, _ = COUNTRIES[country]
    if is_local and national.startswith(code):
        is_local = False
    spaced = between.join(national[at : at + 3] for at in range(0, len(national), 3))
    text = ("" if is_local else f"+{code} ") + spaced
    expected = f"+{code}{national}" if is_evidence(country, national, extension) else ""
    assert e164(text.translate(script) + extension, country if is_local else "GB") == expected


@pytest.mark.rule("D25")
@settings(max_examples=EXAMPLES)
@given(st.text(), st.sampled_from(["GB", "US", "MX", "IT", "", "XX"]))
def test_what_counts_is_a_full_number_whatever_was_typed_and_folds_to_itself(text: str, country: str) -> None:
    number = e164(text, country)
    if number:
        assert phonenumbers.is_possible_number(phonenumbers.parse(number))
        assert e164(number, "") == e164(number, "GB") == number
