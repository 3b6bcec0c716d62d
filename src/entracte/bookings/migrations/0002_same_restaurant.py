"""Which rows may not point into another restaurant?"""

from django.db import migrations

from entracte.restaurants.same_restaurant import same_restaurant


class Migration(migrations.Migration):
    """Composite foreign keys over (restaurant, id)."""

    dependencies = [("bookings", "0001_initial")]

    operations = [
        same_restaurant("bookings_booking", "guest_id", "guests_guest"),
        same_restaurant("bookings_booking", "service_id", "dining_service"),
        same_restaurant("bookings_booking", "widget_id", "restaurants_widget"),
        same_restaurant("bookings_bookedtable", "booking_id", "bookings_booking"),
        same_restaurant("bookings_bookedtable", "table_id", "dining_table"),
        same_restaurant("bookings_change", "booking_id", "bookings_booking"),
        same_restaurant("bookings_submission", "booking_id", "bookings_booking"),
        same_restaurant("bookings_submission", "widget_id", "restaurants_widget"),
    ]
