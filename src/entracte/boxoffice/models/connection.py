"""A restaurant's connection to its Spektrix system."""

from django.db import models

from entracte.boxoffice.attributes import SHAPE_LABELS, AttributeShape
from entracte.boxoffice.secrets import EncryptedField

DEFAULT_MINUTES = 40
SPEKTRIX_ORIGIN = "https://system.spektrix.com"
SHAPES = [(shape.value, label) for shape, label in SHAPE_LABELS.items()]


class Connection(models.Model):
    """A restaurant's credentials for its Spektrix system, and how the two attributes are written.

    `is_on` False parks all work. `trouble` is a plain sentence while a person must fix the settings.
    """

    restaurant = models.OneToOneField("restaurants.Restaurant", on_delete=models.CASCADE, related_name="+")
    client_name = models.CharField(max_length=80)
    login = models.CharField(max_length=120)
    api_key = EncryptedField()
    origin = models.URLField(default=SPEKTRIX_ORIGIN)
    custom_domain = models.URLField(blank=True)
    is_on = models.BooleanField(default=True)
    watch_only = models.BooleanField(default=False)
    last_dined_name = models.CharField(max_length=80, default="Last Dined At")
    last_dined_key = models.CharField(max_length=120, default="attribute_LastDinedAt")
    last_dined_shape = models.CharField(max_length=9, choices=SHAPES, default=AttributeShape.DATE_TIME.value)
    visits_name = models.CharField(max_length=80, default="Number of Restaurant Visits")
    visits_key = models.CharField(max_length=120, default="attribute_NumberofRestaurantVisits")
    visits_shape = models.CharField(max_length=9, choices=SHAPES, default=AttributeShape.NUMBER.value)
    sign_in_minutes = models.PositiveIntegerField(
        default=DEFAULT_MINUTES,
        db_default=DEFAULT_MINUTES,
        help_text="how long an anonymous basket is asked about again; 0: once",
    )
    test_customer_id = models.CharField(max_length=200, blank=True)
    trouble = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.client_name
