"""Who is whom: the verified customer id on a guest's profile."""

from typing import ClassVar

from django.db import models


class Link(models.Model):
    """The verified customer id on a guest's profile, in one Spektrix system."""

    restaurant = models.ForeignKey("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    guest = models.OneToOneField("guests.Guest", on_delete=models.CASCADE, related_name="+")
    client_name = models.CharField(max_length=80)
    customer_id = models.CharField(max_length=200)
    verified_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["restaurant", "client_name", "customer_id"], name="link_by_customer"),
        ]

    def __str__(self) -> str:
        return f"link {self.pk}"
