"""A basket was submitted: whose it is, and how far the question is."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from entracte.restaurants.keys import random_key


class ClaimState(models.TextChoices):
    """How far a claim is."""

    WAITING = "waiting", "Waiting"
    PARKED = "parked", "Parked"
    VERIFIED = "verified", "Verified"
    UNVERIFIED = "unverified", "Unverified"


class Claim(models.Model):
    """A submitted basket id that waits to be verified, and how that ended.

    `basket_id` and `seen_customer_id` are the browser's word; both are erased when the claim settles.
    """

    OPEN: ClassVar = ("waiting", "parked")

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=16, unique=True, default=random_key, editable=False)
    booking = models.OneToOneField("bookings.Booking", on_delete=models.CASCADE, related_name="+")
    guest = models.ForeignKey("guests.Guest", on_delete=models.CASCADE, related_name="+")
    widget = models.ForeignKey("restaurants.Widget", null=True, on_delete=models.SET_NULL, related_name="+")
    basket_id = models.CharField(max_length=200, null=True)
    seen_customer_id = models.CharField(max_length=200, null=True)
    state = models.CharField(max_length=10, choices=ClaimState.choices, default=ClaimState.WAITING)
    reason = models.CharField(max_length=40, blank=True)
    tries = models.PositiveIntegerField(default=0)
    gone_since = models.DateTimeField(null=True)
    anonymous_since = models.DateTimeField(
        null=True, help_text="when Spektrix first answered that no one is signed in"
    )
    call = models.CharField(
        max_length=20, default="read_basket", help_text="the kind of call it goes on with"
    )
    round = models.PositiveIntegerField(default=0, help_text="of the stoppage that it was the probe of")
    next_try_at = models.DateTimeField(null=True)
    queued_at = models.DateTimeField(null=True, help_text="since when it waits for its turn")
    pause = models.CharField(max_length=12, blank=True, help_text="what the next try waits for")
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restaurant", "id"], name="claim_in_restaurant"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "parked"])
                | (Q(basket_id__isnull=True) & Q(seen_customer_id__isnull=True)),
                name="a_settled_claim_holds_no_basket",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["restaurant", "-created_at"], name="claim_by_age"),
            models.Index(
                fields=["restaurant", "call", "created_at"],
                name="claim_not_settled",
                condition=Q(state__in=["waiting", "parked"]),
            ),
        ]

    def __str__(self) -> str:
        return self.key
