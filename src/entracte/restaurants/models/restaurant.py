"""The rows that describe a restaurant, its team and its widgets."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models

from entracte.restaurants.choices import Integration, Role
from entracte.restaurants.keys import random_key
from entracte.restaurants.languages import LANGUAGES
from entracte.restaurants.models.account import Account


class Restaurant(models.Model):
    """One bookable business with its own book, time zone and team."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(unique=True)
    address = models.TextField(blank=True)
    country = models.CharField(max_length=2, default="GB", help_text="ISO 3166, two letters")
    time_zone = models.CharField(max_length=64, default="Europe/London", help_text="IANA name")
    currency = models.CharField(max_length=3, default="GBP", help_text="ISO 4217")
    locale = models.CharField(max_length=16, default="en-GB")
    phone = models.CharField(max_length=32, blank=True)
    confirms_by_hand = models.BooleanField(default=False)
    deposit_from_party = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1)]
    )
    opening_hours = models.TextField(
        blank=True, help_text="as diners read them; what can be booked follows from the services"
    )
    privacy_sentence = models.CharField(
        max_length=300, blank=True, help_text="stands at the button of the form; empty: the form's own"
    )
    privacy_link = models.URLField(max_length=300, blank=True)
    reply_to = models.EmailField(blank=True, default="", db_default="", help_text="of its letters")
    asks_for_news = models.BooleanField(
        default=False, db_default=False, help_text="the form has a tick by which a guest agrees to news"
    )
    news_wording = models.CharField(
        max_length=300, blank=True, default="", db_default="", help_text="at that tick; empty: the usual"
    )
    needs_second_factor = models.BooleanField(default=False, db_default=False, help_text="owners, managers")
    reminder_hours = models.PositiveSmallIntegerField(null=True, blank=True, help_text="empty: a day before")
    guests_cancel = models.BooleanField(default=True, db_default=True, help_text="by their link")
    cancel_hours = models.PositiveSmallIntegerField(default=2, db_default=2, help_text="before the start")
    guests_change = models.BooleanField(default=True, db_default=True, help_text="by their link")
    change_hours = models.PositiveSmallIntegerField(default=2, db_default=2, help_text="before the start")
    change_largest = models.PositiveSmallIntegerField(null=True, blank=True, help_text="empty: as online")
    wish_hours = models.PositiveSmallIntegerField(default=24, db_default=24, help_text="0: no wishes")
    makes_room = models.BooleanField(
        default=False, help_text="parties that are not pinned may change tables so that one more fits"
    )
    hold_minutes = models.PositiveSmallIntegerField(
        default=5, validators=[MaxValueValidator(30)], help_text="0: no holds"
    )
    pacing_minutes = models.PositiveSmallIntegerField(
        default=15, validators=[MinValueValidator(5), MaxValueValidator(240)]
    )
    max_parties = models.PositiveSmallIntegerField(null=True, blank=True)
    max_covers = models.PositiveSmallIntegerField(null=True, blank=True)
    covers_kept_in_house = models.PositiveSmallIntegerField(default=0)
    rules_version = models.PositiveBigIntegerField(
        default=1, editable=False, help_text="grows with every edit of what the restaurant seats by"
    )
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """A person's place in one restaurant's team."""

    Role = Role

    restaurant = models.ForeignKey(Restaurant, on_delete=models.CASCADE, related_name="members")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=8, choices=Role.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restaurant", "account"], name="one_role_per_person"),
        ]

    def __str__(self) -> str:
        return f"{self.account} ({self.get_role_display()})"


class Invitation(models.Model):
    """A role that waits for whoever opens a link; no right comes with it."""

    restaurant = models.ForeignKey(Restaurant, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=8, choices=Role.choices)
    inviter = models.ForeignKey(
        Account, null=True, on_delete=models.CASCADE, related_name="+", help_text="none: the command line"
    )
    token_digest = models.CharField(max_length=64, unique=True)
    ends_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restaurant", "email"], name="one_invitation_per_address"),
        ]

    def __str__(self) -> str:
        return f"{self.email} ({self.get_role_display()})"


class Widget(models.Model):
    """The booking form for one outer page, with its own settings. Its key is public."""

    Integration = Integration

    restaurant = models.ForeignKey(Restaurant, on_delete=models.CASCADE, related_name="widgets")
    key = models.CharField(max_length=16, unique=True, default=random_key, editable=False)
    name = models.CharField(max_length=80)
    integration = models.CharField(max_length=8, choices=Integration.choices, default=Integration.NONE)
    allowed_origins = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    custom_domain = models.URLField(
        blank=True,
        db_default="",
        help_text="where this page has its basket; empty: the connection's",
    )
    accent = models.CharField(
        max_length=7,
        default="#8a1c2b",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", "Write a colour as # and six hex digits.")],
    )
    language = models.CharField(max_length=8, default="en", choices=LANGUAGES)
    shows_curtain = models.BooleanField(default=False)
    shows_other_performances = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restaurant", "id"], name="widget_in_restaurant"),
        ]

    def __str__(self) -> str:
        return self.name


class RefusedOrigin(models.Model):
    """A site that asked for a widget and is not among its sites: how often, a minute counting once."""

    restaurant = models.ForeignKey(Restaurant, on_delete=models.CASCADE, related_name="+")
    widget = models.ForeignKey(Widget, on_delete=models.CASCADE, related_name="+")
    origin = models.CharField(max_length=200)
    times = models.PositiveIntegerField(default=1)
    last_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["widget", "origin"], name="one_count_per_refused_origin"),
        ]

    def __str__(self) -> str:
        return self.origin
