"""One step of a claim or a handover."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from entracte.boxoffice.models.claim import Claim
from entracte.boxoffice.models.handover import Handover


class Step(models.Model):
    """One step of a claim or a handover, in words for staff: never a key, never a guest's e-mail."""

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    claim = models.ForeignKey(Claim, null=True, on_delete=models.CASCADE, related_name="steps")
    handover = models.ForeignKey(Handover, null=True, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    what = models.CharField(max_length=24)
    status = models.PositiveSmallIntegerField(null=True, help_text="HTTP status, where there was one")
    sentence = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(claim__isnull=False) | Q(handover__isnull=False), name="a_step_belongs_to_a_story"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["claim", "at"], name="step_by_claim"),
            models.Index(fields=["handover", "at"], name="step_by_handover"),
        ]

    def __str__(self) -> str:
        return self.what
