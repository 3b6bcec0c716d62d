"""One kind of call that Spektrix does not answer well, and how it is begun again."""

from typing import ClassVar

from django.db import models


class Stoppage(models.Model):
    """How one kind of call stands at a restaurant; one row a kind, made when it first stops.

    Since `failing_since` no such call was let through for a reason that only a person can mend; it is not
    made before `next_at`, and its work is parked once `is_parked`. `round` counts how often the work that
    stopped was begun again; `is_trying` says that a person asked for it: one piece goes first, the rest
    follows when it holds.
    """

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    call = models.CharField(max_length=20)
    failing_since = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    is_parked = models.BooleanField(default=False)
    sentence = models.CharField(max_length=300, blank=True)
    round = models.PositiveIntegerField(default=0)
    is_trying = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restaurant", "call"], name="one_stoppage_a_kind_of_call"),
        ]

    def __str__(self) -> str:
        return self.call
