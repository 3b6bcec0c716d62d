"""What a restaurant says in a letter in its own words."""

from typing import ClassVar

from django.db import models


class Wording(models.Model):
    """One letter to guests in one language; an empty part, or no row, says what is usual."""

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    letter = models.CharField(max_length=32, editable=False, help_text="the letter's name: booked, changed …")
    language = models.CharField(max_length=16, editable=False)
    subject = models.CharField(max_length=120, blank=True, default="")
    greeting = models.CharField(max_length=80, blank=True, default="")
    text = models.TextField(blank=True, default="")

    class Meta:
        verbose_name = "wording"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restaurant", "letter", "language"], name="one_wording_a_letter"),
        ]

    def __str__(self) -> str:
        return f"{self.letter}, {self.language}"
