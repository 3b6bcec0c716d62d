"""Which rows may not point into another restaurant?"""

from django.db import migrations

from entracte.restaurants.same_restaurant import same_restaurant


class Migration(migrations.Migration):
    """Composite foreign keys over (restaurant, id)."""

    dependencies = [("guests", "0001_initial")]

    operations = [
        same_restaurant("guests_guest", "merged_into_id", "guests_guest"),
    ]
