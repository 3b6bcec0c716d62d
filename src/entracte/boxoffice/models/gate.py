"""How much may be asked of a restaurant's Spektrix now, and who is asking."""

from django.db import models


class Gate(models.Model):
    """One row a restaurant, in the machine's own time.

    Calls are spaced by `next_call_at`. After `failures` calls in a row without an answer nothing is asked
    before `closed_until`. `is_slow` says that the last exchange met its deadline. Baskets that are asked
    about again (D22) are spaced by `next_again_at`; a job comes for them at `wakes_at`. What the last call
    met is kept for the page: `last_status` is None where no answer came.
    """

    restaurant = models.OneToOneField("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    next_call_at = models.DateTimeField(null=True)
    closed_until = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    is_slow = models.BooleanField(default=False)
    next_again_at = models.DateTimeField(null=True)
    wakes_at = models.DateTimeField(null=True)
    last_call_at = models.DateTimeField(null=True)
    last_status = models.PositiveSmallIntegerField(null=True)
    last_sentence = models.CharField(max_length=300, blank=True, db_default="")

    def __str__(self) -> str:
        return f"gate {self.pk}"


class Asking(models.Model):
    """One piece of work, or a person's test, that asks Spektrix now; worth nothing after `until`.

    `worker` is the process that asks. A test has neither claim nor handover.
    """

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    claim = models.OneToOneField(
        "boxoffice.Claim", null=True, on_delete=models.CASCADE, related_name="asking"
    )
    handover = models.OneToOneField(
        "boxoffice.Handover", null=True, on_delete=models.CASCADE, related_name="asking"
    )
    worker = models.CharField(max_length=80)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"asking {self.pk}"
