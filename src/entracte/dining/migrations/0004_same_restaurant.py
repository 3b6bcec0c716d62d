"""Which of the new rows may not point into another restaurant?"""

from django.db import migrations

from entracte.restaurants.same_restaurant import same_restaurant


class Migration(migrations.Migration):
    """Composite foreign keys over (restaurant, id)."""

    dependencies = [("dining", "0003_the_book_in_full")]

    operations = [
        same_restaurant("dining_combinedtable", "combination_id", "dining_combination"),
        same_restaurant("dining_combinedtable", "table_id", "dining_table"),
        same_restaurant("dining_service", "special_day_id", "dining_specialday"),
        same_restaurant("dining_closure", "service_id", "dining_service"),
    ]
