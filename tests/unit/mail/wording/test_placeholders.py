"""Is a wording refused exactly where a brace is no placeholder, and filled as a plain reader would?"""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entracte.mail.wording.placeholders import filled, trouble_with, wrong_piece

EXAMPLES = int(os.environ.get("ENTRACTE_TEST_EXAMPLES", "500"))
# a value may look like a placeholder: nobody fills it in again
VALUES = {
    "first_name": "{code}",
    "restaurant": "The Prompt Side",
    "date": "Fri 4 Dec",
    "time": "19:30",
    "party": "4 people",
    "code": "7QK2M9PX",
}
PIECES = (
    *("{", "}", "{}", "{{", "}}", "{date}", "{code}", "{first_name}", "{frist_name}", "{Date}", "{ date }"),
    *(
        "{0}",
        "{0.__class__}",
        "{date!r:>10}",
        "{date.year}",
        "{date[0]}",
        "%(date)s",
        "$date",
        "date",
        "\n",
        " ",
    ),
)


def read_aloud(text: str) -> str | None:
    """Fill a text in letter by letter; None where a brace is no placeholder."""
    said, at = "", 0
    while at < len(text):
        letter = text[at]
        if letter == "{":
            name = text[at + 1 :].partition("}")[0]
            if name not in VALUES or text[at + 1 + len(name) : at + 2 + len(name)] != "}":
                return None
            said, at = said + VALUES[name], at + len(name) + 2
        elif letter == "}":
            return None
        else:
            said, at = said + letter, at + 1
    return said


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=8).map("".join))
def test_any_text_is_refused_by_a_sentence_or_filled_as_it_is_read(text: str) -> None:
    reading = read_aloud(text)
    trouble = trouble_with(text, VALUES)
    assert (trouble == "") == (reading is not None)
    if reading is None:
        assert wrong_piece(text, VALUES) in text
    else:
        assert filled(text, VALUES.__getitem__) == reading


@pytest.mark.parametrize(
    "typed,piece,instead",
    [
        ("Hello {frist_name},", "{frist_name}", "Write {first_name}."),
        ("{Date}", "{Date}", "Write {date}."),
        ("{ time }", "{ time }", "Write {time}."),
        ("{first name}", "{first name}", "Write {first_name}."),
        ("{date!r:>10}", "{date!r:>10}", "Write {date}."),
        ("{date.year}", "{date.year}", "Write {date}."),
        ("On {date we", "{date", "Write {date}."),
        ("On date} we", "date}", "Write {date}."),
        ("{{code}}", "{{code}}", "Write {code}."),
    ],
)
def test_what_is_wrong_is_named_with_the_nearest_that_is_right(typed: str, piece: str, instead: str) -> None:
    assert trouble_with(typed, VALUES) == f"“{piece}” is no placeholder here. {instead}"


@pytest.mark.parametrize(
    "typed,piece",
    [("a { b", "{"), ("a } b", "}"), ("{}", "{}"), ("{0.__class__}", "{0.__class__}"), ("{Ж}", "{Ж}")],
)
def test_where_nothing_is_near_all_are_listed(typed: str, piece: str) -> None:
    listed = ", ".join(f"{{{name}}}" for name in VALUES)
    said = f"“{piece}” is no placeholder here. Leave the braces out, or choose from {listed}."
    assert trouble_with(typed, VALUES) == said


def test_a_long_text_is_looked_through_at_once() -> None:
    assert trouble_with("a_" * 20_000 + "{" * 20_000, VALUES) != ""
    assert trouble_with("{date} " * 5_000, VALUES) == ""
