"""The row that says when a worker last gave a sign of life."""

from django.db import models


class WorkerPulse(models.Model):
    """The last sign of life of a worker process; one row a worker name."""

    name = models.CharField(max_length=80, unique=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
