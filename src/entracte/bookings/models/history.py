"""The rows of bookings' histories, and the number that the next line gets."""

from typing import ClassVar

from django.db import models

from entracte.bookings.models.booking import Booking
from entracte.bookings.models.note import BookingNote


class Change(models.Model):
    """One line of a booking's history. `number` counts per restaurant, without gaps.

    No personal data stands here: the words of a note are in the row that the line points to.
    """

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveBigIntegerField()
    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField()
    actor = models.ForeignKey("restaurants.Account", null=True, on_delete=models.SET_NULL, related_name="+")
    by_guest = models.BooleanField(default=False, db_default=False, help_text="not by the team")
    guest_gets_letter = models.BooleanField(
        default=True, db_default=True, help_text="a letter may go to the guest"
    )
    what = models.CharField(max_length=24, help_text="made, status, milestone, moved, pinned, note_added …")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    note = models.ForeignKey(BookingNote, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restaurant", "id"], name="change_in_restaurant"),
            models.UniqueConstraint(fields=["restaurant", "number"], name="changes_are_numbered"),
        ]
        indexes: ClassVar = [models.Index(fields=["booking", "number"], name="change_by_booking")]

    def __str__(self) -> str:
        return f"{self.number} {self.what}"


class ChangeCount(models.Model):
    """The last number given to a change of this restaurant. Locked last, for a moment."""

    restaurant = models.OneToOneField("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    last = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.last)
