"""The rows of wishes: changes that guests ask for and that wait for staff (D37)."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from entracte.bookings.choices import WishState
from entracte.bookings.models.booking import Booking
from entracte.restaurants.keys import random_key


class GuestWish(models.Model):
    """What a booking is to be, where that needs a person; never a booking. One at a time waits.

    While it waits, and until `expires_at`, it has its tables in BookedTable, but for the time in which the
    booking itself has them. `table_ids` are all of them. No personal data stands here.
    """

    State = WishState

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=16, unique=True, default=random_key, editable=False)
    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="wishes")
    state = models.CharField(max_length=12, choices=WishState.choices, default=WishState.WAITING)
    party_size = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    service = models.ForeignKey("dining.Service", on_delete=models.CASCADE, related_name="+")
    service_date = models.DateField()
    reset_minutes = models.PositiveSmallIntegerField(default=0)
    table_ids = ArrayField(models.BigIntegerField())
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restaurant", "id"], name="wish_in_restaurant"),
            models.UniqueConstraint(
                fields=["booking"], condition=Q(state="waiting"), name="one_wish_waits_a_booking"
            ),
            models.CheckConstraint(condition=Q(party_size__gte=1), name="wish_party_makes_sense"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="wish_span_makes_sense"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["expires_at"], condition=Q(state="waiting"), name="wish_that_waits"),
        ]

    def __str__(self) -> str:
        return self.key
