"""The rows of bookings."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from entracte.bookings.choices import Source, Status
from entracte.guests.folding import KEPT_OF_EMAIL, KEPT_OF_NAME, KEPT_OF_PHONE


class Booking(models.Model):
    """The agreement: who comes, how many, from when to when, and how it stands.

    Names, e-mail and phone are what was typed with this booking, but for what staff `corrected`; the profile
    is `guest`.
    The folded three are what tells that two bookings are of one person, though their profiles may differ.
    `version` grows with every change, so that a stale page can be refused.
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
    email_folded = models.CharField(max_length=KEPT_OF_EMAIL, blank=True, default="", db_default="")
    surname_folded = models.CharField(max_length=KEPT_OF_NAME, blank=True, default="", db_default="")
    phone_folded = models.CharField(max_length=KEPT_OF_PHONE, blank=True, default="", db_default="")
    is_second_table = models.BooleanField(
        default=False, db_default=False, help_text="booked online by a person who had a table then"
    )
    corrected = models.CharField(
        max_length=60,
        blank=True,
        default="",
        db_default="",
        help_text="the names of the guest's details that staff corrected, a space between",
    )
    requests = models.TextField(blank=True)
    news_consent = models.TextField(
        blank=True, default="", db_default="", help_text="the words by which the guest agreed to news"
    )
    news_consent_at = models.DateTimeField(null=True)
    language = models.CharField(
        max_length=16,
        blank=True,
        default="",
        db_default="",
        help_text="that its letters speak; empty: the restaurant's",
    )
    link_number = models.PositiveSmallIntegerField(
        default=1, db_default=1, help_text="that its signed links carry; a higher one ends the older links"
    )
    late_minutes = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="as the guest said; no span follows from it"
    )
    reconfirmed_at = models.DateTimeField(
        null=True, help_text="when the guest said again that the party comes; a mark, no status"
    )
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
