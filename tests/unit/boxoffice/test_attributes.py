"""Are the two attributes written in their shapes, and recognised in whatever form they come back?"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from entracte.boxoffice.attributes import (
    LAST_DINED_NAME,
    LAST_DINED_SHAPES,
    VISITS_NAME,
    VISITS_SHAPES,
    AttributeShape,
    Wanted,
    default_key,
    differing_keys,
    kept_otherwise,
    last_dined_text,
    same_value,
    visits_value,
)
from entracte.spektrix.records import Customer, Json

LONDON = ZoneInfo("Europe/London")
ZONES = st.sampled_from(
    [LONDON, ZoneInfo("America/New_York"), ZoneInfo("Australia/Lord_Howe"), ZoneInfo("UTC")]
)
MOMENTS = st.floats(0, 22 * 365 * 86400).map(
    lambda past: datetime(2015, 1, 1, tzinfo=UTC) + timedelta(0, past)
)
# The hours around the autumn night on which 01:30 happens twice in London.
AUTUMN = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
ENDED = datetime(2026, 5, 28, 20, 30, tzinfo=UTC)


@pytest.mark.rule("R9")
@pytest.mark.parametrize(
    "ended,expected",
    [
        (ENDED, "2026-05-28T21:30:00+01:00"),
        (ENDED.replace(microsecond=123_456), "2026-05-28T21:30:00+01:00"),
        (datetime(2026, 12, 4, 21, 0, 5, tzinfo=UTC), "2026-12-04T21:00:05+00:00"),
        (AUTUMN, "2026-10-25T01:30:00+01:00"),
        (AUTUMN + timedelta(hours=1), "2026-10-25T01:30:00+00:00"),
    ],
)
def test_last_dined_is_written_with_the_restaurants_offset_at_that_instant(
    ended: datetime, expected: str
) -> None:
    assert last_dined_text(ended, LONDON, AttributeShape.DATE_TIME) == expected
    assert last_dined_text(ended, LONDON, AttributeShape.TEXT) == expected


@pytest.mark.rule("D14")
def test_last_dined_as_a_date_is_the_restaurants_day() -> None:
    assert (
        last_dined_text(datetime(2026, 5, 28, 23, 30, tzinfo=UTC), LONDON, AttributeShape.DATE)
        == "2026-05-29"
    )
    assert last_dined_text(ENDED, LONDON, AttributeShape.DATE) == "2026-05-28"


@pytest.mark.rule("D14")
def test_visits_are_a_number_or_digits() -> None:
    assert visits_value(3, AttributeShape.NUMBER) == 3
    assert visits_value(3, AttributeShape.TEXT) == "3"


@pytest.mark.rule("D14")
def test_a_shape_that_cannot_hold_the_value_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot hold a time"):
        last_dined_text(ENDED, LONDON, AttributeShape.NUMBER)
    for shape in (AttributeShape.DATE, AttributeShape.DATE_TIME):
        with pytest.raises(ValueError, match="cannot hold a number"):
            visits_value(3, shape)


@pytest.mark.rule("D14")
@pytest.mark.parametrize(
    "name,key",
    [
        (LAST_DINED_NAME, "attribute_LastDinedAt"),
        (VISITS_NAME, "attribute_NumberofRestaurantVisits"),
        ("AV Performance Code", "attribute_AVPerformanceCode"),
        ("15-25 FOTW", "attribute_1525FOTW"),
        ("Signed (BSL)!", "attribute_SignedBSL"),
    ],
)
def test_the_key_is_the_name_without_spaces_and_punctuation(name: str, key: str) -> None:
    assert default_key(name) == key


@pytest.mark.rule("D15")
@pytest.mark.parametrize(
    "found,same",
    [
        ("2026-05-28T21:30:00+01:00", True),
        (" 2026-05-28T20:30:00Z ", True),
        ("2026-05-28T20:30:00+00:00", True),
        ("2026-05-28T22:30:00.0000000+02:00", True),
        ("2026-05-28T21:30:00", True),
        ("2026-05-28 21:30", True),
        ("2026-05-28T20:30:00", False),
        ("2026-05-28T21:30:01+01:00", False),
        ("2026-05-28", False),
        ("28/05/2026 21:30", False),
        ("", False),
        (None, False),
        (True, False),
        (20260528, False),
        (["2026-05-28T21:30:00+01:00"], False),
        ({"value": "2026-05-28T21:30:00+01:00"}, False),
        ("0001-01-01T00:00:00+14:00", False),
    ],
)
def test_a_date_time_is_the_same_when_it_is_the_same_instant(found: Json, same: bool) -> None:
    for shape in (AttributeShape.DATE_TIME, AttributeShape.TEXT):
        assert same_value("2026-05-28T21:30:00+01:00", found, shape, LONDON) is same


@pytest.mark.rule("D15")
def test_a_bare_wall_time_that_happens_twice_may_be_either() -> None:
    for ended in (AUTUMN, AUTUMN + timedelta(hours=1)):
        expected = last_dined_text(ended, LONDON, AttributeShape.DATE_TIME)
        assert same_value(expected, "2026-10-25T01:30:00", AttributeShape.DATE_TIME, LONDON)
    assert not same_value(expected, "2026-10-25T01:30:00+01:00", AttributeShape.DATE_TIME, LONDON)


@pytest.mark.rule("D15")
@pytest.mark.parametrize(
    "found,same",
    [
        ("2026-03-03", True),
        ("2026-03-03T00:00:00", True),
        ("2026-03-03T00:00:00Z", True),
        ("2026-03-03 00:00:00", True),
        ("2026-03-04", False),
        ("2026-03-02T23:00:00Z", False),
        ("2026-03-031", False),
        ("03/03/2026", False),
        ("", False),
        (None, False),
        (20260303, False),
    ],
)
def test_a_date_is_the_same_when_its_date_part_is(found: Json, same: bool) -> None:
    assert same_value("2026-03-03", found, AttributeShape.DATE, LONDON) is same


@pytest.mark.rule("D15")
@pytest.mark.parametrize(
    "found,same",
    [
        (3, True),
        ("3", True),
        (3.0, True),
        ("3.00", True),
        (" 3 ", True),
        ("03", True),
        (4, False),
        (3.5, False),
        ("33", False),
        ("three", False),
        ("", False),
        (None, False),
        (True, False),
        (float("nan"), False),
        (float("inf"), False),
        ([3], False),
        ("٣", False),
        ("9" * 4000, False),
    ],
)
def test_three_is_three_however_it_is_written(found: Json, same: bool) -> None:
    assert same_value(3, found, AttributeShape.NUMBER, LONDON) is same
    assert same_value("3", found, AttributeShape.TEXT, LONDON) is same


@pytest.mark.rule("D15")
def test_true_is_not_one() -> None:
    assert not same_value(1, True, AttributeShape.NUMBER, LONDON)


LAST = Wanted("attribute_LastDinedAt", "2026-05-28T21:30:00+01:00", AttributeShape.DATE_TIME)
VISITS = Wanted("attribute_Visits", 3, AttributeShape.NUMBER)


@pytest.mark.rule("D15")
@pytest.mark.parametrize(
    "attributes,differing",
    [
        ({"attribute_LastDinedAt": "2026-05-28T20:30:00Z", "attribute_Visits": "3"}, ()),
        ({"Attribute_lastDinedAt": "2026-05-28T20:30:00Z", "ATTRIBUTE_VISITS": 3}, ()),
        ({"attribute_LastDinedAt": "", "attribute_Visits": 3}, ("attribute_LastDinedAt",)),
        ({"attribute_Visits": 2}, ("attribute_LastDinedAt", "attribute_Visits")),
        ({}, ("attribute_LastDinedAt", "attribute_Visits")),
    ],
)
def test_what_did_not_take_is_named_by_its_key(
    attributes: dict[str, Json], differing: tuple[str, ...]
) -> None:
    assert differing_keys((LAST, VISITS), Customer("C", attributes=attributes), LONDON) == differing


@pytest.mark.rule("D31")
@pytest.mark.parametrize(
    "attributes, held",
    [
        ({}, {}),
        ({"attribute_Visits": 3}, {}),
        ({"attribute_Visits": ""}, {}),
        ({"attribute_Visits": None}, {}),
        ({"attribute_Visits": 4}, {"attribute_Visits": "written, but Spektrix holds 4"}),
        ({"attribute_Visits": "x" * 90}, {"attribute_Visits": "written, but Spektrix holds " + "x" * 60}),
    ],
)
def test_what_spektrix_holds_instead_is_shown_and_nothing_is_no_value(
    attributes: dict[str, Json], held: dict[str, str]
) -> None:
    visits = Wanted("attribute_Visits", 3, AttributeShape.NUMBER)
    assert kept_otherwise((visits,), Customer("C", attributes=attributes), LONDON) == held


@pytest.mark.rule("D31")
def test_a_date_in_place_of_a_date_time_names_the_shape_to_choose() -> None:
    last = Wanted("attribute_Last", "2026-12-27T21:30:00+00:00", AttributeShape.DATE_TIME)
    for value, hint in (
        ("2026-12-27T00:00:00", True),
        ("2026-12-27", True),
        ("2026-12-26T00:00:00", False),
        ("tomorrow", False),
    ):
        shown = kept_otherwise((last,), Customer("C", attributes={"attribute_Last": value}), LONDON)
        assert shown["attribute_Last"].startswith(f"written, but Spektrix holds {value}")
        assert shown["attribute_Last"].endswith("the attribute has type Date, choose shape Date") is hint


@pytest.mark.rule("R9")
@pytest.mark.rule("D15")
@given(ended=MOMENTS, zone=ZONES, shape=st.sampled_from(LAST_DINED_SHAPES))
@example(ended=AUTUMN, zone=LONDON, shape=AttributeShape.DATE_TIME)
def test_last_dined_is_recognised_as_it_was_written(
    ended: datetime, zone: ZoneInfo, shape: AttributeShape
) -> None:
    text = last_dined_text(ended, zone, shape)
    assert same_value(text, text, shape, zone)
    assert same_value(text, ended.astimezone(zone).replace(tzinfo=None).isoformat(), shape, zone)
    if shape is AttributeShape.DATE_TIME:
        assert datetime.fromisoformat(text) == ended.replace(microsecond=0)
        assert same_value(text, ended.isoformat(), shape, zone)
        assert not same_value(text, (ended + timedelta(hours=3)).isoformat(), shape, zone)
    else:
        assert date.fromisoformat(text) == ended.astimezone(zone).date()


@pytest.mark.rule("D15")
@given(count=st.integers(0, 100_000), shape=st.sampled_from(VISITS_SHAPES), other=st.integers(0, 100_000))
def test_visits_are_recognised_as_they_were_written(count: int, shape: AttributeShape, other: int) -> None:
    value = visits_value(count, shape)
    forms: tuple[Json, ...] = (other, str(other), float(other), f"{other}.00")
    assert {same_value(value, found, shape, LONDON) for found in forms} == {count == other}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@pytest.mark.rule("D15")
@given(found=JSON, shape=st.sampled_from(AttributeShape))
def test_whatever_comes_back_is_compared_without_an_error(found: Json, shape: AttributeShape) -> None:
    assert same_value("2026-05-28T21:30:00+01:00", found, shape, LONDON) in (True, False)
    assert same_value(3, found, shape, LONDON) in (True, False)
