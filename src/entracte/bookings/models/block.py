"""The rows of blocks: tables that staff took out of use."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from entracte.restaurants.keys import random_key


class Block(models.Model):
    """Tables that staff took out of use for a span: a wobbly leg, a private corner."""

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=16, unique=True, default=random_key, editable=False)
    reason = models.CharField(max_length=120, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    actor = models.ForeignKey("restaurants.Account", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restaurant", "id"], name="block_in_restaurant"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="block_span_makes_sense"),
        ]
        indexes: ClassVar = [models.Index(fields=["restaurant", "ends_at"], name="block_by_end")]

    def __str__(self) -> str:
        return self.key
