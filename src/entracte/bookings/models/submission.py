"""The rows of submits that were answered."""

from typing import ClassVar

from django.db import models

from entracte.bookings.models.booking import Booking


class Submission(models.Model):
    """A submit already answered: its key gets the same booking again.

    `body_hash` is keyed, so that nothing of what was typed can be read from it. Kept a day.
    """

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    widget = models.ForeignKey("restaurants.Widget", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=80)
    body_hash = models.CharField(max_length=64)
    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["widget", "key"], name="a_submit_counts_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["created_at"], name="submission_by_age")]

    def __str__(self) -> str:
        return self.key
