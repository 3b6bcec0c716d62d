"""What a restaurant has chosen about its letters."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class LetterSettings(models.Model):
    """Which letters a restaurant does not send, and whose name the others carry; no row: it chose nothing."""

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    switched_off = ArrayField(models.CharField(max_length=32), default=list, blank=True)
    from_name = models.CharField(
        max_length=80, blank=True, default="", help_text="empty: the restaurant's name"
    )

    asks_to_reconfirm = models.BooleanField(
        default=False, db_default=False, help_text="the reminder asks guests to say again that they come"
    )

    class Meta:
        verbose_name = "letters"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restaurant"], name="letter_settings_once"),
        ]

    def __str__(self) -> str:
        return "to guests"
