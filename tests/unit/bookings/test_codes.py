"""Are codes unguessable, and read however somebody types them?"""

import pytest

from entracte.bookings.codes import ALPHABET, LENGTH, random_code, read_code


def test_codes_have_eight_characters_that_cannot_be_misread() -> None:
    codes = [random_code() for _ in range(2000)]
    assert {len(code) for code in codes} == {LENGTH} == {8}
    assert set("".join(codes)) == set(ALPHABET)
    assert not set(ALPHABET) & set("ILOU01")
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("typed", ["ABCD2345", "abcd2345", " abcd 2345\n", "abcd-2345"])
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert read_code(typed) == "ABCD2345"


@pytest.mark.parametrize("typed", ["", "ABCD234", "ABCD23456", "ABCD234O", "ABCD234\x00", "ÄBCD2345"])
def test_what_can_be_no_code_is_read_as_none(typed: str) -> None:
    assert read_code(typed) == ""
