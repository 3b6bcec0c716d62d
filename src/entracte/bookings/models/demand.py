"""The rows of demands: what guests ask for about all that is kept of them (D40)."""

from typing import ClassVar

from django.db import models

from entracte.bookings.choices import Demanded
from entracte.bookings.models.booking import Booking
from entracte.restaurants.keys import random_key


class Demand(models.Model):
    """What a guest asks for by the link of a booking: everything as a file, or to be erased.

    It is carried out by a press in a letter, whose link carries `key`; then `done_at` stands. Asked again, it
    is the same row. An erasure takes it away.
    """

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=16, unique=True, default=random_key, editable=False)
    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=12, choices=Demanded.choices)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["booking", "what"], name="one_demand_a_booking_and_kind"),
        ]

    def __str__(self) -> str:
        return self.key
