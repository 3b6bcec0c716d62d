"""The rows of the outbox: one letter to one person, and what became of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from entracte.guests.folding import KEPT_OF_EMAIL
from entracte.restaurants.keys import random_key


class LetterState(models.TextChoices):
    """How far a letter is. All but the first two are its end, unless a person sends it again."""

    WAITING = "waiting", "Waits"
    SENDING = "sending", "Is being sent"
    SENT = "sent", "Sent"
    PERHAPS_SENT = "perhaps_sent", "Perhaps sent"
    FAILED = "failed", "Could not be sent"
    SUPERSEDED = "superseded", "Not sent: a newer one took its place"
    DROPPED = "dropped", "Not sent"


class Letter(models.Model):
    """One letter of the outbox, to a member of the team (`account`) or, without one, to the guest.

    A letter about a sign-in has no restaurant. `about` is the row that a letter without a booking speaks of.
    `text` is what was written, its links masked: it is filled when the letter is sent. `reason` says, for
    staff, why it failed or was not sent.
    """

    restaurant = models.ForeignKey(
        "restaurants.Restaurant", null=True, on_delete=models.CASCADE, related_name="+"
    )
    key = models.CharField(max_length=16, unique=True, default=random_key, editable=False)
    booking = models.ForeignKey("bookings.Booking", null=True, on_delete=models.CASCADE, related_name="+")
    change = models.ForeignKey("bookings.Change", null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=32, help_text="the letter's name: booked, changed, cancelled …")
    account = models.ForeignKey("restaurants.Account", null=True, on_delete=models.CASCADE, related_name="+")
    about = models.BigIntegerField(null=True, help_text="an invitation, a line of the security log, a day")
    to_address = models.EmailField()
    to_folded = models.CharField(
        max_length=KEPT_OF_EMAIL, blank=True, default="", db_default="", help_text="once it was tried"
    )
    language = models.CharField(max_length=16, blank=True)
    state = models.CharField(max_length=12, choices=LetterState.choices, default=LetterState.WAITING)
    reason = models.CharField(max_length=200, blank=True)
    tries = models.PositiveIntegerField(default=0)
    sent_by = models.CharField(max_length=80, blank=True, default="", db_default="", help_text="the worker")
    pressed_by = models.ForeignKey(
        "restaurants.Account",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="who sent it again by a press",
    )
    message_id = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    due_at = models.DateTimeField(help_text="not sent before")
    began_at = models.DateTimeField(null=True, help_text="when the last try began")
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restaurant", "id"], name="letter_in_restaurant"),
            models.UniqueConstraint(
                fields=["change", "kind", "account"],
                condition=Q(change__isnull=False),
                nulls_distinct=False,
                name="one_letter_a_change_and_person",
            ),
            models.UniqueConstraint(
                fields=["kind", "about", "account", "restaurant"],
                condition=Q(about__isnull=False, account__isnull=False),
                nulls_distinct=False,
                name="one_letter_about_a_row_and_person",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["booking", "id"], name="letters_of_booking"),
            models.Index(fields=["to_folded", "began_at"], name="letters_to_address"),
            models.Index(fields=["restaurant", "began_at"], name="letters_of_restaurant"),
            models.Index(
                fields=["due_at", "id"], condition=Q(state__in=["waiting", "sending"]), name="letters_to_go"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
