"""Which rows make up the book?"""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Q

from entracte.bookings.choices import Source, Status
from entracte.restaurants.keys import random_key


class Booking(models.Model):
    """The agreement: who comes, how many, from when to when, and how it stands.

    Names, e-mail and phone are what was typed with this booking; the profile is `guest`.
    `version` grows with every change, so that a stale page can be told.
    """

    Status = Status
    Source = Source

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=12, unique=True)
    guest = models.ForeignKey("guests.Guest", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=16, choices=Status.choices)
    source = models.CharField(max_length=12, choices=Source.choices)
    party_size = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    service = models.ForeignKey("dining.Service", null=True, on_delete=models.SET_NULL, related_name="+")
    service_date = models.DateField(help_text="the service day in the restaurant's time zone")
    turn_minutes = models.PositiveSmallIntegerField()
    reset_minutes = models.PositiveSmallIntegerField(default=0)
    is_pinned = models.BooleanField(default=False, help_text="its tables are not changed to make room")
    needs_step_free = models.BooleanField(default=False)
    high_chairs = models.PositiveSmallIntegerField(default=0)
    first_name = models.CharField(max_length=80, blank=True)
    last_name = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    requests = models.TextField(blank=True)
    note = models.TextField(blank=True)
    widget = models.ForeignKey("restaurants.Widget", null=True, on_delete=models.SET_NULL, related_name="+")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    arrived_at = models.DateTimeField(null=True)
    seated_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restaurant", "id"], name="booking_in_restaurant"),
            models.CheckConstraint(condition=Q(party_size__gte=1), name="booking_party_makes_sense"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="booking_span_makes_sense"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["restaurant", "service_date", "starts_at"], name="booking_diary"),
            models.Index(fields=["guest", "status"], name="booking_by_guest"),
        ]

    def __str__(self) -> str:
        return self.code


class Hold(models.Model):
    """A slot promised to one visitor while they type. What it has is in its BookedTable rows.

    Past `expires_at` it promises nothing; its rows go with the next look under the day's lock, or the next
    tidying. `visitor` is a random word of the visitor's page, `address` a keyed hash: both tell of nobody.
    """

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=32, unique=True, default=random_key, editable=False)
    widget = models.ForeignKey("restaurants.Widget", on_delete=models.CASCADE, related_name="+")
    visitor = models.CharField(max_length=64)
    address = models.CharField(max_length=64)
    party_size = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    service = models.ForeignKey("dining.Service", on_delete=models.CASCADE, related_name="+")
    service_date = models.DateField()
    reset_minutes = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restaurant", "id"], name="hold_in_restaurant"),
            models.UniqueConstraint(fields=["widget", "visitor"], name="one_hold_a_visitor"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["address", "expires_at"], name="hold_by_address"),
            models.Index(fields=["expires_at"], name="hold_by_age"),
        ]

    def __str__(self) -> str:
        return self.key


class Block(models.Model):
    """Tables that staff took out of use for a span: a wobbly leg, a private corner."""

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=16, unique=True, default=random_key, editable=False)
    reason = models.CharField(max_length=120, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    actor = models.ForeignKey("restaurants.Account", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restaurant", "id"], name="block_in_restaurant"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="block_span_makes_sense"),
        ]
        indexes: ClassVar = [models.Index(fields=["restaurant", "ends_at"], name="block_by_end")]

    def __str__(self) -> str:
        return self.key


class BookedTable(models.Model):
    """Which table a booking, a hold or a block has, for which span. No row: no table taken.

    The span includes the reset after a booking. Cancelled and no-show bookings have no row; leaving early
    cuts the span. `is_shared` is an override by staff, and says so: it may lie over another row.
    """

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    booking = models.ForeignKey(Booking, null=True, on_delete=models.CASCADE, related_name="booked_tables")
    hold = models.ForeignKey(Hold, null=True, on_delete=models.CASCADE, related_name="booked_tables")
    block = models.ForeignKey(Block, null=True, on_delete=models.CASCADE, related_name="booked_tables")
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
                condition=Q(booking__isnull=False, hold__isnull=True, block__isnull=True)
                | Q(booking__isnull=True, hold__isnull=False, block__isnull=True)
                | Q(booking__isnull=True, hold__isnull=True, block__isnull=False),
                name="booked_table_has_one_owner",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["booking"], name="booked_table_by_booking"),
            GistIndex(fields=["restaurant", "span"], name="booked_table_by_span"),
        ]

    def __str__(self) -> str:
        return f"{self.table_id} {self.span}"


class Change(models.Model):
    """One line of a booking's history. `number` counts per restaurant, without gaps."""

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveBigIntegerField()
    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField()
    actor = models.ForeignKey("restaurants.Account", null=True, on_delete=models.SET_NULL, related_name="+")
    what = models.CharField(max_length=24, help_text="made, status, milestone, edited, moved, note")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
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


class Submission(models.Model):
    """A submit already answered: the same key with the same body gets the same booking again.

    `body_hash` is keyed, so that it tells nothing of what was typed. Kept a day.
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
