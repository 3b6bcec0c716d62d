"""The team's notes about bookings become rows, and history points to them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import entracte.restaurants.keys
from entracte.restaurants.same_restaurant import same_restaurant

PERSON = {"null": True, "on_delete": django.db.models.deletion.SET_NULL, "related_name": "+"}


class Migration(migrations.Migration):
    """The rows. What is noted today is carried over by the next one."""

    dependencies = [
        ("bookings", "0006_hold_limits"),
        ("restaurants", "0003_the_book_in_full"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BookingNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        default=entracte.restaurants.keys.random_key,
                        editable=False,
                        max_length=16,
                        unique=True,
                    ),
                ),
                ("text", models.TextField()),
                ("added_at", models.DateTimeField(null=True)),
                ("struck_at", models.DateTimeField(null=True)),
                ("author", models.ForeignKey(to=settings.AUTH_USER_MODEL, **PERSON)),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="bookings.booking",
                    ),
                ),
                (
                    "restaurant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="restaurants.restaurant",
                    ),
                ),
                ("struck_by", models.ForeignKey(to=settings.AUTH_USER_MODEL, **PERSON)),
            ],
            options={"ordering": ["id"], "abstract": False},
        ),
        migrations.AddConstraint(
            "bookingnote",
            models.UniqueConstraint(fields=("restaurant", "id"), name="booking_note_in_restaurant"),
        ),
        migrations.AddField("change", "note", models.ForeignKey(to="bookings.bookingnote", **PERSON)),
        migrations.AlterField(
            "change",
            "what",
            models.CharField(
                help_text="made, status, milestone, moved, pinned, note_added …", max_length=24
            ),
        ),
        migrations.AlterField("booking", "note", models.TextField(blank=True, db_default="")),
        same_restaurant("bookings_bookingnote", "booking_id", "bookings_booking"),
        same_restaurant("bookings_change", "note_id", "bookings_bookingnote"),
    ]
