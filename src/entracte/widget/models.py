"""How many submits came lately, counted in the database so that every web worker sees the same."""

from typing import ClassVar

from django.db import models


class SubmitCount(models.Model):
    """Submits of one kind in one span of time. `who` is a keyed hash: no address is kept."""

    who = models.CharField(max_length=64)
    span_starts_at = models.DateTimeField()
    submits = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["who", "span_starts_at"], name="one_count_per_span"),
        ]

    def __str__(self) -> str:
        return str(self.submits)
