"""Which letters a member of a team has chosen."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class StaffChoice(models.Model):
    """The letters that one person wants from one restaurant; no row: those that their role usually gets."""

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey("restaurants.Account", on_delete=models.CASCADE, related_name="+")
    wanted = ArrayField(models.CharField(max_length=32), default=list, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restaurant", "account"], name="one_choice_a_person"),
        ]

    def __str__(self) -> str:
        return ", ".join(self.wanted)
