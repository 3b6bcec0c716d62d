"""Which rows may not point into another restaurant?"""

from django.db import migrations

from entracte.restaurants.same_restaurant import same_restaurant


class Migration(migrations.Migration):
    """Composite foreign keys over (restaurant, id)."""

    dependencies = [("dining", "0001_initial")]

    operations = [
        same_restaurant("dining_placement", "plan_id", "dining_floorplan"),
        same_restaurant("dining_placement", "table_id", "dining_table"),
        same_restaurant("dining_service", "plan_id", "dining_floorplan"),
    ]
