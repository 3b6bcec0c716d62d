"""The addresses that a restaurant does not write to: letters to them came back, or were called spam."""

from typing import ClassVar

from django.db import models

from entracte.guests.folding import KEPT_OF_EMAIL


class MarkedAddress(models.Model):
    """An address, folded, until staff take the mark off. `reason` says, for staff, what came back."""

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    address = models.CharField(max_length=KEPT_OF_EMAIL)
    reason = models.CharField(max_length=200, blank=True)
    marked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restaurant", "address"], name="address_is_marked_once"),
        ]

    def __str__(self) -> str:
        return f"marked {self.marked_at}"
