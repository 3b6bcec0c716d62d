"""Is a guest who was erased nowhere any more, as if the booking had been anonymous from the start?"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction

from entracte.bookings.actions.status import change_status
from entracte.bookings.guest_data.erase import BookingToCome
from entracte.bookings.models import Booking
from entracte.boxoffice.models import Claim, Handover, Link
from entracte.guests.models import Guest
from entracte.mail.models import Letter, MarkedAddress
from tests.builders import at
from tests.database.guestfile.dump import Rows, arguments_of_jobs, dump, text_of_everything

if TYPE_CHECKING:
    from tests.database.guestfile.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.rule("D40")]
Play = Callable[..., "Story"]


def dump_after(play: Play, *, erases: bool, **kind: bool) -> Rows:
    """The whole database after this story; afterwards it is as it was before."""
    with transaction.atomic():
        story = play(**kind)
        if erases:
            story.erases()
        found = dump()
        transaction.set_rollback(True)
    return found


def differences(one: Rows, other: Rows) -> list[tuple[str, Any, Any]]:
    """The rows of each table that only one of them has."""
    found = []
    for table in sorted({*one, *other}):
        left, right = one.get(table, []), other.get(table, [])
        if left != right:
            odd = [row for row in left if row not in right], [row for row in right if row not in left]
            found.append((table, *odd))
    return found


def test_the_database_after_it_is_that_of_an_anonymous_booking_from_the_start(story: Play) -> None:
    erased = dump_after(story, named=True, whole=False, erases=True)
    anonymous = dump_after(story, named=False, whole=False, erases=False)
    lines = erased["bookings_change"]
    erased["bookings_change"] = [line for line in lines if line["what"] != "erased"]
    assert len(lines) - len(erased["bookings_change"]) == 2
    assert differences(erased, anonymous) == []


def test_nor_does_anything_depend_on_who_was_erased_after_all_that_can_happen(story: Play) -> None:
    known = dump_after(story, named=True, whole=True, erases=True)
    unknown = dump_after(story, named=False, whole=True, erases=True)
    assert differences(known, unknown) == []


def test_none_of_the_words_of_the_guest_is_left_in_any_table(story: Play) -> None:
    from tests.database.guestfile.story import ANAS

    played = story()
    before = text_of_everything()
    missing = [word for word in ANAS if word not in before]
    assert missing == [], "the story no longer stores these"
    played.erases()
    after = text_of_everything()
    assert [word for word in ANAS if word in after] == []
    assert all(set(each) == {"row_id"} for each in arguments_of_jobs())


def test_the_bookings_stay_for_the_figures_each_with_a_profile_of_its_own(story: Play) -> None:
    played = story()
    before = {booking.pk: booking.code for booking in Booking.objects.all()}
    played.erases()
    erased = Booking.objects.filter(pk__in=[each.pk for each in played.bookings])
    assert [(each.status, each.party_size) for each in erased] == [("completed", 2)] * 2
    assert len({each.guest_id for each in erased}) == 2
    assert all(each.code != before[each.pk] for each in erased)
    other = Booking.objects.get(pk=played.other.pk)
    assert (other.code, other.last_name, other.guest.last_name) == (before[other.pk], "Lima", "Lima")


def test_claims_that_waited_end_erased_and_handovers_not_mirrored(story: Play) -> None:
    story().erases()
    assert {(row.state, row.reason, row.basket_id) for row in Claim.objects.all()} == {
        ("unverified", "erased", None)
    }
    assert {(row.state, row.reason, row.customer_id) for row in Handover.objects.all()} == {
        ("not_mirrored", "erased", "")
    }
    assert (Link.objects.count(), Letter.objects.count(), MarkedAddress.objects.count()) == (0, 0, 0)


def test_a_guest_with_a_booking_to_come_is_not_erased(story: Play) -> None:
    played = story()
    booking = played.bookings[1]
    change_status(
        booking_id=booking.pk,
        restaurant=played.house.restaurant,
        to="confirmed",
        asker=played.host(at("2026-12-06 19:10")),
    )
    before = dump()
    with pytest.raises(BookingToCome):
        played.erases(at("2026-12-06 19:20"))
    assert differences(before, dump()) == []


def test_erasing_again_finds_nothing(story: Play) -> None:
    played = story()
    played.erases()
    profiles = set(Guest.objects.values_list("email", "last_name"))
    played.erases()
    assert (
        set(Guest.objects.values_list("email", "last_name"))
        == profiles
        == {("", ""), ("ana@example.org", "Lima")}
    )
