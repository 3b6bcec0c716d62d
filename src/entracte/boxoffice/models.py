"""The rows of the bridge: the connection, who is whom, what was asked and what was written."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from entracte.boxoffice.attributes import SHAPE_LABELS, AttributeShape
from entracte.boxoffice.secrets import EncryptedField
from entracte.restaurants.keys import random_key

SPEKTRIX_ORIGIN = "https://system.spektrix.com"
SHAPES = [(shape.value, label) for shape, label in SHAPE_LABELS.items()]


class ClaimState(models.TextChoices):
    """How far a claim is."""

    WAITING = "waiting", "Waiting"
    PARKED = "parked", "Parked"
    VERIFIED = "verified", "Verified"
    UNVERIFIED = "unverified", "Unverified"


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


class Connection(models.Model):
    """A restaurant's credentials for its Spektrix system, and how the two attributes are written.

    `is_on` False parks all work. `trouble` is a plain sentence while a person must fix the settings.
    """

    restaurant = models.OneToOneField("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    client_name = models.CharField(max_length=80)
    login = models.CharField(max_length=120)
    api_key = EncryptedField()
    origin = models.URLField(default=SPEKTRIX_ORIGIN)
    custom_domain = models.URLField(blank=True)
    is_on = models.BooleanField(default=True)
    watch_only = models.BooleanField(default=False)
    last_dined_name = models.CharField(max_length=80, default="Last Dined At")
    last_dined_key = models.CharField(max_length=120, default="attribute_LastDinedAt")
    last_dined_shape = models.CharField(max_length=9, choices=SHAPES, default=AttributeShape.DATE_TIME.value)
    visits_name = models.CharField(max_length=80, default="Number of Restaurant Visits")
    visits_key = models.CharField(max_length=120, default="attribute_NumberofRestaurantVisits")
    visits_shape = models.CharField(max_length=9, choices=SHAPES, default=AttributeShape.NUMBER.value)
    test_customer_id = models.CharField(max_length=200, blank=True)
    trouble = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.client_name


class Link(models.Model):
    """The verified customer id on a guest's profile, in one Spektrix system."""

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    guest = models.OneToOneField("guests.Guest", on_delete=models.CASCADE, related_name="+")
    client_name = models.CharField(max_length=80)
    customer_id = models.CharField(max_length=200)
    verified_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["restaurant", "client_name", "customer_id"], name="link_by_customer"),
        ]

    def __str__(self) -> str:
        return f"link {self.pk}"


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
    next_try_at = models.DateTimeField(null=True)
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
        indexes: ClassVar = [models.Index(fields=["restaurant", "-created_at"], name="claim_by_age")]

    def __str__(self) -> str:
        return self.key


class Handover(models.Model):
    """Our record of one write to Spektrix: what, when, tries, answer."""

    OPEN: ClassVar = ("waiting", "queued", "parked")

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=16, unique=True, default=random_key, editable=False)
    booking = models.ForeignKey("bookings.Booking", on_delete=models.CASCADE, related_name="+")
    guest = models.ForeignKey("guests.Guest", on_delete=models.CASCADE, related_name="+")
    change = models.OneToOneField("bookings.Change", on_delete=models.CASCADE, related_name="+")
    customer_id = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=HandoverState.choices)
    reason = models.CharField(max_length=40, blank=True)
    values = models.JSONField(default=dict, help_text="attribute key to the value written")
    tries = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(help_text="when the booking was marked Completed")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restaurant", "id"], name="handover_in_restaurant"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["guest", "state"], name="handover_by_guest"),
            models.Index(fields=["restaurant", "-completed_at"], name="handover_by_age"),
        ]

    def __str__(self) -> str:
        return self.key


class Step(models.Model):
    """One step of a claim or a handover, in words for staff: never a key, never a guest's e-mail."""

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    claim = models.ForeignKey(Claim, null=True, on_delete=models.CASCADE, related_name="steps")
    handover = models.ForeignKey(Handover, null=True, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    what = models.CharField(max_length=24)
    status = models.PositiveSmallIntegerField(null=True, help_text="HTTP status, where there was one")
    sentence = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(claim__isnull=False) | Q(handover__isnull=False), name="a_step_belongs_to_a_story"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["claim", "at"], name="step_by_claim"),
            models.Index(fields=["handover", "at"], name="step_by_handover"),
        ]

    def __str__(self) -> str:
        return self.what
