"""Is what nobody sees taken out of a text, and what belongs to a word left in it?"""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entracte.visible_text import visible

UNSEEN = [
    "\u200b",
    "\u202e",
    "\u2066\u2069",
    "\ufeff",
    "\u00ad",
    "\u2060",
    "\u061c",
    "\U000e0041",
    "\u200d",
    "\u200c",
]


@pytest.mark.parametrize("unseen", UNSEEN)
@pytest.mark.parametrize("text", ["{}Ana", "Ana{}", "{}", " {} ", "Ana {} Lima", "4{}2"])
def test_format_characters_are_taken_out(text: str, unseen: str) -> None:
    assert visible(text.format(unseen)).strip() == text.format("").strip()


@pytest.mark.parametrize(
    "text", ["\u3164", "\u115f\u1160", "\u2800\u2800", "\ufe0f", "\u034f", " \u00a0\u3000\u3164"]
)
def test_a_text_of_which_nothing_is_seen_is_empty(text: str) -> None:
    assert visible(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",
        "ශ්\u200dරී",
        "രാജന്\u200d",
        "क्\u200dष",
        "👩\u200d🎤",
        "👩🏽\u200d❤\ufe0f\u200d👩🏽",
        "❤️",
        "\u0600\u0661",
        "葛\U000e0100城",
        "O’Brien-Núñez",
        "אנה",
        "Ana\nwindow\ttable",
        "",
    ],
)
def test_what_belongs_to_a_word_stays(text: str) -> None:
    assert visible(text) == text


def test_a_line_separator_becomes_a_space() -> None:
    assert visible("Ana\u2028Lima") == "Ana Lima"


@given(st.text(st.one_of(st.characters(), st.sampled_from("".join(UNSEEN) + "aक\u094d"))))
def test_looking_twice_changes_nothing_more_and_no_override_is_left(text: str) -> None:
    seen = visible(text)
    assert visible(seen) == seen
    left = {letter for letter in seen if unicodedata.category(letter) == "Cf"}
    assert not left & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u200b\ufeff")
