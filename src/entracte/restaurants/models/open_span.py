"""The rows of the opening hours."""

from datetime import time
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from entracte.restaurants.models.restaurant import Restaurant


class OpenSpan(models.Model):
    """From when to when a restaurant is open on a weekday (0 is Monday), on its own clock.

    One that closes no later than it opens closes on the next day; from 00:00 to 00:00 is the whole day.
    """

    restaurant = models.ForeignKey(Restaurant, on_delete=models.CASCADE, related_name="+")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["restaurant", "weekday", "opens"], name="a_restaurant_opens_once_at_a_time"
            ),
            models.CheckConstraint(condition=Q(weekday__lt=7), name="open_span_has_a_weekday"),
            models.CheckConstraint(
                condition=~Q(opens=F("closes")) | Q(opens=time(0)), name="open_span_makes_sense"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday}: {self.opens:%H:%M} to {self.closes:%H:%M}"
