"""What was seen of the two attributes on customers that were read anyway: never a value (D31)."""

from typing import ClassVar

from django.db import models


class AttributeSight(models.Model):
    """Whether the attribute of this key was ever seen at a restaurant's Spektrix, and in which form.

    `form` is flat or list, `json_type` what kind of value stood there, both empty while it was not seen;
    `missed` counts the customers who were read without it before that.
    """

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)
    form = models.CharField(max_length=4, blank=True)
    json_type = models.CharField(max_length=10, blank=True)
    missed = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restaurant", "key"], name="one_sight_an_attribute"),
        ]

    def __str__(self) -> str:
        return self.key
