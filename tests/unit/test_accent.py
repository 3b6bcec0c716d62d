"""Can a letter's button be seen, and read, in any colour, by day and by night?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entracte.accent import NIGHT, WHITE, Accent, contrast

COLOURS = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


@given(COLOURS)
def test_a_button_is_seen_and_read_on_both_grounds(colour: str) -> None:
    accent = Accent.of(colour)
    assert contrast(accent.day, WHITE) >= 3
    assert contrast(accent.night, NIGHT) >= 3
    assert contrast(accent.day, accent.on_day) >= 4.5
    assert contrast(accent.night, accent.on_night) >= 4.5


@pytest.mark.parametrize(
    "colour,day,night", [("#8a1c2b", "#8a1c2b", "#a14955"), ("#FFD400", "#997f00", "#ffd400")]
)
def test_a_colour_is_mixed_only_where_it_would_not_be_seen(colour: str, day: str, night: str) -> None:
    accent = Accent.of(colour)
    assert (accent.day, accent.night) == (day, night)
