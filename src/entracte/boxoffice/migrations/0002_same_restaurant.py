"""Which rows may not point into another restaurant?"""

from django.db import migrations

from entracte.restaurants.same_restaurant import same_restaurant


class Migration(migrations.Migration):
    """Composite foreign keys over (restaurant, id)."""

    dependencies = [("boxoffice", "0001_initial")]

    operations = [
        same_restaurant("boxoffice_link", "guest_id", "guests_guest"),
        same_restaurant("boxoffice_claim", "booking_id", "bookings_booking"),
        same_restaurant("boxoffice_claim", "guest_id", "guests_guest"),
        same_restaurant("boxoffice_claim", "widget_id", "restaurants_widget"),
        same_restaurant("boxoffice_handover", "booking_id", "bookings_booking"),
        same_restaurant("boxoffice_handover", "guest_id", "guests_guest"),
        same_restaurant("boxoffice_handover", "change_id", "bookings_change"),
        same_restaurant("boxoffice_step", "claim_id", "boxoffice_claim"),
        same_restaurant("boxoffice_step", "handover_id", "boxoffice_handover"),
    ]
