"""The rows of feedback: what guests answered to the one question after a visit."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from entracte.bookings.models.booking import Booking


class Feedback(models.Model):
    """How a guest found a visit: one to five points, and a comment or none. Given once a booking."""

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    booking = models.OneToOneField(Booking, on_delete=models.CASCADE, related_name="+")
    points = models.PositiveSmallIntegerField()
    comment = models.TextField(blank=True)
    given_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(points__range=(1, 5)), name="feedback_points_make_sense"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["restaurant", "-given_at"], name="feedback_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.points} of 5"
