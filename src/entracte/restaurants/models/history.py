"""The rows of two histories: who edited what, and who signed in."""

from typing import ClassVar

from django.db import models

from entracte.restaurants.models.account import Account
from entracte.restaurants.models.restaurant import Restaurant


class Edit(models.Model):
    """A line of the history of settings. `lines` holds triples: what, from, to."""

    restaurant = models.ForeignKey(Restaurant, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    editor = models.CharField(max_length=254, help_text="their name as it was then")
    at = models.DateTimeField()
    what = models.CharField(max_length=60)
    name = models.CharField(max_length=254)
    row_key = models.BigIntegerField(null=True, help_text="of what was edited, in its own table")
    lines = models.JSONField(default=list)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["restaurant", "-at"], name="edits_by_restaurant")]

    def __str__(self) -> str:
        return f"{self.what} {self.name}"


class Entry(models.Model):
    """A line of the security log; without a restaurant it is about an account's sign-in."""

    class Kind(models.TextChoices):
        SIGNED_IN = "signed_in", "Signed in"
        FAILED = "failed", "Wrong password"
        WRONG_CODE = "wrong_code", "Wrong code"
        LOCKED_OUT = "locked_out", "Locked out for a while: too many wrong tries"
        LINK_MADE = "link_made", "Sign-in link made"
        PASSWORD = "password", "Password changed"
        FACTOR = "factor", "Second factor"
        SESSIONS = "sessions", "Sessions ended"
        ROLE = "role", "Role"
        KEY = "key", "API key"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    restaurant = models.ForeignKey(Restaurant, null=True, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(Account, null=True, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=254, blank=True, help_text="the e-mail as it was then")
    words = models.CharField(max_length=120, blank=True)
    by = models.CharField(max_length=254, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "entries"
        indexes: ClassVar = [models.Index(fields=["restaurant", "account", "-at"], name="entries_by_whose")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.name}"
