"""The columns of the team's notes, whatever they are about: added, struck out, never replaced."""

from typing import ClassVar

from django.db import models

from entracte.restaurants.keys import random_key


class TeamNote(models.Model):
    """Words that one of the team added. Struck out they stay, with the name of who struck them out.

    Who added it and when is empty for a note that was written before notes had authors.
    """

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=16, unique=True, default=random_key, editable=False)
    text = models.TextField()
    author = models.ForeignKey("restaurants.Account", null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(null=True)
    struck_by = models.ForeignKey(
        "restaurants.Account", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    struck_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.key
