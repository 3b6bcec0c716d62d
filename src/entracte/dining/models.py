"""Which rows describe the dining room and its services?"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from entracte.restaurants.keys import random_key


def default_turn_times() -> list[list[int]]:
    """Return the usual turn times: (party up to, minutes), ascending."""
    return [[2, 90], [4, 105], [20, 120]]


class Table(models.Model):
    """A piece of furniture, for parties from `min_covers` to `max_covers`."""

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=16, unique=True, default=random_key, editable=False)
    name = models.CharField(max_length=24)
    min_covers = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1)])
    max_covers = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(60)])
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restaurant", "id"], name="table_in_restaurant"),
            models.UniqueConstraint(fields=["restaurant", "name"], name="one_table_of_a_name"),
            models.CheckConstraint(
                condition=Q(min_covers__gte=1) & Q(max_covers__gte=F("min_covers")),
                name="table_covers_make_sense",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FloorPlan(models.Model):
    """A layout of tables; services use one each."""

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=16, unique=True, default=random_key, editable=False)
    name = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restaurant", "id"], name="plan_in_restaurant"),
            models.UniqueConstraint(fields=["restaurant", "name"], name="one_plan_of_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Placement(models.Model):
    """Where one table stands on one floor plan, in centimetres from the top left corner."""

    class Shape(models.TextChoices):
        ROUND = "round", "Round"
        SQUARE = "square", "Square"
        LONG = "long", "Long"

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    plan = models.ForeignKey(FloorPlan, on_delete=models.CASCADE, related_name="placements")
    table = models.ForeignKey(Table, on_delete=models.CASCADE, related_name="placements")
    x = models.PositiveSmallIntegerField(default=0)
    y = models.PositiveSmallIntegerField(default=0)
    shape = models.CharField(max_length=6, choices=Shape.choices, default=Shape.SQUARE)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "table"], name="a_table_stands_once_on_a_plan"),
        ]

    def __str__(self) -> str:
        return f"{self.table_id} on {self.plan_id}"


class Service(models.Model):
    """Lunch, dinner, pre-theatre: a named run of starts on some weekdays, tied to one floor plan.

    A last start earlier than the first is on the next calendar day. Weekdays: 0 is Monday.
    `turn_times` holds pairs (party up to, minutes), ascending; larger parties take the last pair's.
    """

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=16, unique=True, default=random_key, editable=False)
    name = models.CharField(max_length=60)
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list)
    first_start = models.TimeField()
    last_start = models.TimeField()
    interval_minutes = models.PositiveSmallIntegerField(
        default=15, validators=[MinValueValidator(5), MaxValueValidator(240)]
    )
    turn_times = models.JSONField(default=default_turn_times)
    plan = models.ForeignKey(FloorPlan, on_delete=models.PROTECT, related_name="services")
    notice_minutes = models.PositiveIntegerField(default=60)
    horizon_days = models.PositiveSmallIntegerField(default=90)
    largest_party_online = models.PositiveSmallIntegerField(default=8, validators=[MinValueValidator(1)])
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restaurant", "id"], name="service_in_restaurant"),
            models.CheckConstraint(condition=Q(interval_minutes__gte=5), name="service_interval_makes_sense"),
        ]

    def __str__(self) -> str:
        return self.name
