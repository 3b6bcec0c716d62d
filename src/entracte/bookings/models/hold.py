"""The rows of holds: slots promised to guests who are still typing."""

from typing import ClassVar

from django.db import models

from entracte.restaurants.keys import random_key


class Hold(models.Model):
    """A slot promised to one visitor while they type. What it has is in its BookedTable rows.

    Past `expires_at` it promises nothing; its rows go with the next look under the day's lock, or the next
    tidying. `visitor` is a random word of the visitor's page, `address` and the `network` around
    it are keyed hashes: none names a person.
    """

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=32, unique=True, default=random_key, editable=False)
    widget = models.ForeignKey("restaurants.Widget", on_delete=models.CASCADE, related_name="+")
    visitor = models.CharField(max_length=64)
    address = models.CharField(max_length=64)
    network = models.CharField(max_length=64, blank=True, db_default="")
    party_size = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    service = models.ForeignKey("dining.Service", on_delete=models.CASCADE, related_name="+")
    service_date = models.DateField()
    reset_minutes = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField()
    is_prolonged = models.BooleanField(default=False, db_default=False)
    times_asked = models.PositiveSmallIntegerField(default=1, db_default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restaurant", "id"], name="hold_in_restaurant"),
            models.UniqueConstraint(fields=["widget", "visitor"], name="one_hold_a_visitor"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["address", "expires_at"], name="hold_by_address"),
            models.Index(fields=["network", "expires_at"], name="hold_by_network"),
            models.Index(fields=["expires_at"], name="hold_by_age"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def name(self) -> str:
        """The key, and how often the slot was asked for: a page that asked for it again has another name.

        Whoever books or looks is known by any of them; only the last one gives the hold up.
        """
        return self.key if self.times_asked == 1 else f"{self.key}-{self.times_asked}"
