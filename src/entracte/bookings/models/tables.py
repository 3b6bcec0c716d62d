"""The rows that say which table is taken, for which span."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Q

from entracte.bookings.models.block import Block
from entracte.bookings.models.booking import Booking
from entracte.bookings.models.guest_wish import GuestWish
from entracte.bookings.models.hold import Hold


class BookedTable(models.Model):
    """Which table a booking, a hold, a block or a wish has, for which span. No row: no table taken.

    The span includes the reset after a booking. Cancelled and no-show bookings have no row; leaving early
    cuts the span. `is_shared` is an override by staff, and says so: it may lie over another row.
    """

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    booking = models.ForeignKey(Booking, null=True, on_delete=models.CASCADE, related_name="booked_tables")
    hold = models.ForeignKey(Hold, null=True, on_delete=models.CASCADE, related_name="booked_tables")
    block = models.ForeignKey(Block, null=True, on_delete=models.CASCADE, related_name="booked_tables")
    wish = models.ForeignKey(GuestWish, null=True, on_delete=models.CASCADE, related_name="booked_tables")
    table = models.ForeignKey("dining.Table", on_delete=models.PROTECT, related_name="+")
    span = DateTimeRangeField()
    is_shared = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="a_table_is_never_held_twice",
                expressions=[("table", RangeOperators.EQUAL), ("span", RangeOperators.OVERLAPS)],
                condition=Q(is_shared=False),
            ),
            models.CheckConstraint(condition=Q(span__isempty=False), name="booked_table_span_is_real"),
            models.CheckConstraint(
                condition=Q(booking__isnull=False, hold__isnull=True, block__isnull=True, wish__isnull=True)
                | Q(booking__isnull=True, hold__isnull=False, block__isnull=True, wish__isnull=True)
                | Q(booking__isnull=True, hold__isnull=True, block__isnull=False, wish__isnull=True)
                | Q(booking__isnull=True, hold__isnull=True, block__isnull=True, wish__isnull=False),
                name="booked_table_has_one_owner",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["booking"], name="booked_table_by_booking"),
            GistIndex(fields=["restaurant", "span"], name="booked_table_by_span"),
        ]

    def __str__(self) -> str:
        return f"{self.table_id} {self.span}"
