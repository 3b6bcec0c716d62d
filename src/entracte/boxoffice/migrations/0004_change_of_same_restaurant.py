"""Which rows may not point into another restaurant? A handover to a line of history."""

from django.db import migrations

from entracte.restaurants.crossings import same_restaurant


class Migration(migrations.Migration):
    """A composite foreign key over (restaurant, id)."""

    dependencies = [
        ("boxoffice", "0003_no_way_back"),
        ("bookings", "0004_change_in_restaurant"),
    ]

    operations = [
        same_restaurant("boxoffice_handover", "change_id", "bookings_change"),
    ]
