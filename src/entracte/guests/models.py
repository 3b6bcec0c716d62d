"""The rows that describe a guest: the profile, notes, corrections, and how long profiles are kept."""

from typing import ClassVar

from django.db import models

from entracte.guests.details import in_words
from entracte.guests.folding import KEPT_OF_EMAIL, KEPT_OF_NAME, KEPT_OF_PHONE
from entracte.guests.team_note import TeamNote
from entracte.restaurants.keys import random_key

# An index with these finds equal texts and beginnings of texts, whatever the database's collation.
PREFIXES = ("int8_ops", "varchar_pattern_ops")
# in place of the names of fields: the mark was taken off the address of a profile
LETTERS_AGAIN = "letters again"


class Guest(models.Model):
    """The profile of a person who booked, in one restaurant.

    `email_folded`, `surname_folded` and `phone_folded` (E.164) are what recognition compares. `phone` is the
    same number, or as typed where it is no evidence (D25). A merged profile points to the one that stays.
    `name_words` is what a search by name looks through. `version` grows with every correction, so that a
    stale page can be refused.
    """

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=16, unique=True, default=random_key, editable=False)
    first_name = models.CharField(max_length=80, blank=True)
    last_name = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email_folded = models.CharField(max_length=KEPT_OF_EMAIL, blank=True)
    surname_folded = models.CharField(max_length=KEPT_OF_NAME, blank=True)
    phone_folded = models.CharField(max_length=KEPT_OF_PHONE, blank=True, default="", db_default="")
    name_words = models.TextField(blank=True, default="", db_default="")
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, db_default=1)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restaurant", "id"], name="guest_in_restaurant"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["restaurant", "email_folded"], opclasses=PREFIXES, name="guest_by_email"),
            models.Index(fields=["restaurant", "phone_folded", "surname_folded"], name="guest_by_phone"),
            models.Index(
                fields=["restaurant", "surname_folded"], opclasses=PREFIXES, name="guest_by_surname"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class GuestNote(TeamNote):
    """A note about a guest, on the profile that it was written on; it is erased with the profile."""

    guest = models.ForeignKey(Guest, on_delete=models.CASCADE, related_name="notes")

    class Meta(TeamNote.Meta):
        abstract = False


class ProfileEdit(models.Model):
    """One line of a profile's history: who corrected which fields, and when. What stood there is not kept.

    Or, with LETTERS_AGAIN in place of fields: who took the mark off its address.
    """

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    guest = models.ForeignKey(Guest, on_delete=models.CASCADE, related_name="edits")
    account = models.ForeignKey("restaurants.Account", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    fields = models.CharField(max_length=60, help_text="the names of what was corrected, a space between")
    version = models.PositiveIntegerField(help_text="of the profile, after it")

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.version} {self.fields}"

    @property
    def words(self) -> str:
        """What was done, for staff: Corrected: phone, e-mail."""
        if self.fields == LETTERS_AGAIN:
            return "Letters go to the address again"
        return f"Corrected: {in_words(self.fields.split())}"


class Retention(models.Model):
    """How long a restaurant keeps guests who come no more, and what followed; no row: until erased.

    A duty goes through the profiles by their ids, as far as `looked_up_to`, and begins again at the end.
    """

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    months = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="after the last visit; empty: until erased"
    )
    begins_at = models.DateTimeField(null=True, editable=False, help_text="nobody is erased before")
    looked_up_to = models.BigIntegerField(default=0, editable=False)
    looked_at = models.DateTimeField(null=True, editable=False, help_text="when it last reached the end")
    erased = models.PositiveIntegerField(default=0, editable=False, help_text="guests, by this alone")
    erased_at = models.DateTimeField(null=True, editable=False, help_text="the last of them")

    class Meta:
        verbose_name = "how long guests are kept"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restaurant"], name="one_retention_a_restaurant"),
        ]

    def __str__(self) -> str:
        return "all guests"
