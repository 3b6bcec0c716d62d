"""The rows of the dining room and its services."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from entracte.availability.floor import KeptFor as KeptForValue
from entracte.restaurants.keys import random_key


class KeptFor(models.TextChoices):
    """For whom a table or a combination is kept."""

    EVERYBODY = KeptForValue.EVERYBODY.value, "Everybody"
    IN_HOUSE = KeptForValue.IN_HOUSE.value, "Staff, not online"
    WALK_INS = KeptForValue.WALK_INS.value, "Walk-ins"


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
    section = models.CharField(max_length=24, blank=True)
    kept_for = models.CharField(max_length=12, choices=KeptFor.choices, default=KeptFor.EVERYBODY)
    priority = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(9)])
    is_step_free = models.BooleanField(default=False)
    high_chairs = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(20)])
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


class Combination(models.Model):
    """Tables that may join for one party. It can be had on each floor plan where all of its tables stand."""

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=16, unique=True, default=random_key, editable=False)
    name = models.CharField(max_length=60)
    min_covers = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1)])
    max_covers = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(200)])
    kept_for = models.CharField(max_length=12, choices=KeptFor.choices, default=KeptFor.EVERYBODY)
    priority = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(9)])
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restaurant", "id"], name="combination_in_restaurant"),
            models.UniqueConstraint(fields=["restaurant", "name"], name="one_combination_of_a_name"),
            models.CheckConstraint(
                condition=Q(min_covers__gte=1) & Q(max_covers__gte=F("min_covers")),
                name="combination_covers_make_sense",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CombinedTable(models.Model):
    """One table of a combination."""

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    combination = models.ForeignKey(Combination, on_delete=models.CASCADE, related_name="combined_tables")
    table = models.ForeignKey(Table, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["combination", "table"], name="a_table_stands_once_in_a_combination"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table_id} in {self.combination_id}"


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


class SpecialDay(models.Model):
    """A date, or some in a row, with services or hours of their own, such as New Year's Eve.

    The usual services do not run then, unless `keeps_usual`.
    """

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=16, unique=True, default=random_key, editable=False)
    name = models.CharField(max_length=60)
    first_date = models.DateField()
    last_date = models.DateField()
    keeps_usual = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restaurant", "id"], name="special_day_in_restaurant"),
            models.CheckConstraint(
                condition=Q(last_date__gte=F("first_date")), name="special_day_dates_make_sense"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Service(models.Model):
    """Lunch, dinner, pre-theatre: a named run of starts on some weekdays, tied to one floor plan.

    A last start, fixed start or last departure earlier than the first start is on the next calendar day.
    Weekdays: 0 is Monday. `turn_times` holds pairs (party up to, minutes), ascending; larger parties take
    the last pair's. With `fixed_starts` there is no grid between first and last. One with a special day runs
    on the dates of that day only, whatever its weekdays.
    """

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=16, unique=True, default=random_key, editable=False)
    name = models.CharField(max_length=60)
    special_day = models.ForeignKey(
        SpecialDay, null=True, blank=True, on_delete=models.CASCADE, related_name="services"
    )
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    first_date = models.DateField(null=True, blank=True)
    last_date = models.DateField(null=True, blank=True)
    online_from = models.DateField(null=True, blank=True, help_text="guests book from this date on")
    first_start = models.TimeField()
    last_start = models.TimeField()
    interval_minutes = models.PositiveSmallIntegerField(
        default=15, validators=[MinValueValidator(5), MaxValueValidator(240)]
    )
    fixed_starts = ArrayField(models.TimeField(), default=list, blank=True)
    last_departure = models.TimeField(null=True, blank=True)
    turn_times = models.JSONField(default=default_turn_times)
    reset_minutes = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(120)])
    plan = models.ForeignKey(FloorPlan, on_delete=models.PROTECT, related_name="services")
    notice_minutes = models.PositiveIntegerField(default=60)
    horizon_days = models.PositiveSmallIntegerField(default=90)
    largest_party_online = models.PositiveSmallIntegerField(default=8, validators=[MinValueValidator(1)])
    largest_party_in_house = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1)]
    )
    pacing_minutes = models.PositiveSmallIntegerField(
        default=15, validators=[MinValueValidator(5), MaxValueValidator(240)]
    )
    max_parties = models.PositiveSmallIntegerField(null=True, blank=True)
    max_covers = models.PositiveSmallIntegerField(null=True, blank=True)
    covers_kept_in_house = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restaurant", "id"], name="service_in_restaurant"),
            models.CheckConstraint(condition=Q(interval_minutes__gte=5), name="service_interval_makes_sense"),
        ]

    def __str__(self) -> str:
        return self.name


class Closure(models.Model):
    """No service: whole dates, or the same hours of each; of one service, or of all.

    Hours from `from_time` up to `until_time`; an end that is not after the beginning is on the next day.
    """

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=16, unique=True, default=random_key, editable=False)
    name = models.CharField(max_length=60, help_text="why, as staff read it")
    first_date = models.DateField()
    last_date = models.DateField()
    from_time = models.TimeField(null=True, blank=True)
    until_time = models.TimeField(null=True, blank=True)
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.CASCADE, related_name="closures"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(last_date__gte=F("first_date")), name="closure_dates_make_sense"
            ),
            models.CheckConstraint(
                condition=Q(from_time__isnull=True, until_time__isnull=True)
                | Q(from_time__isnull=False, until_time__isnull=False),
                name="closure_has_both_hours_or_none",
            ),
        ]

    def __str__(self) -> str:
        return self.name
