"""A visit is over: what is written to Spektrix, and how far that is."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from entracte.restaurants.keys import random_key


class HandoverState(models.TextChoices):
    """How far a handover is."""

    WAITING = "waiting", "Waiting for the link"
    QUEUED = "queued", "Queued"
    PARKED = "parked", "Parked"
    WRITTEN = "written", "Written"
    WATCHED = "watched", "Watched, not written"
    NOT_MIRRORED = "not_mirrored", "Not mirrored"
    WITHDRAWN = "withdrawn", "Withdrawn"
    FAILED = "failed", "Failed"
    DISCARDED = "discarded", "Discarded"


class Handover(models.Model):
    """Our record of one write to Spektrix: what, when, tries, answer."""

    OPEN: ClassVar = ("waiting", "queued", "parked")
    STOPPED: ClassVar = ("parked", "failed")

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=16, unique=True, default=random_key, editable=False)
    booking = models.ForeignKey("bookings.Booking", on_delete=models.CASCADE, related_name="+")
    guest = models.ForeignKey("guests.Guest", on_delete=models.CASCADE, related_name="+")
    change = models.OneToOneField("bookings.Change", on_delete=models.CASCADE, related_name="+")
    customer_id = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=HandoverState.choices)
    reason = models.CharField(max_length=40, blank=True)
    values = models.JSONField(default=dict, help_text="attribute key to the value written")
    gone_since = models.DateTimeField(null=True)
    call = models.CharField(
        max_length=20, default="write_customer", help_text="the kind of call it goes on with"
    )
    round = models.PositiveIntegerField(default=0, help_text="of the stoppage that it was the probe of")
    tries = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    queued_at = models.DateTimeField(null=True, help_text="since when it waits for its turn")
    pause = models.CharField(max_length=12, blank=True, help_text="what the next try waits for")
    completed_at = models.DateTimeField(help_text="when the booking was marked Completed")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restaurant", "id"], name="handover_in_restaurant"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["guest", "state"], name="handover_by_guest"),
            models.Index(fields=["restaurant", "-completed_at"], name="handover_by_age"),
            models.Index(
                fields=["restaurant", "completed_at"],
                name="handover_to_write",
                condition=Q(state="queued"),
            ),
            models.Index(
                fields=["restaurant", "call", "completed_at"],
                name="handover_stopped",
                condition=Q(state__in=["parked", "failed"]),
            ),
        ]

    def __str__(self) -> str:
        return self.key
