"""Which of the new rows may not point into another restaurant?"""

from django.db import migrations

from entracte.restaurants.same_restaurant import same_restaurant


class Migration(migrations.Migration):
    """Composite foreign keys over (restaurant, id)."""

    dependencies = [("bookings", "0003_the_book_in_full")]

    operations = [
        same_restaurant("bookings_bookedtable", "hold_id", "bookings_hold"),
        same_restaurant("bookings_bookedtable", "block_id", "bookings_block"),
        same_restaurant("bookings_hold", "service_id", "dining_service"),
        same_restaurant("bookings_hold", "widget_id", "restaurants_widget"),
    ]
