"""A profile has a version, and a line of history for each correction."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from entracte.restaurants.same_restaurant import same_restaurant


class Migration(migrations.Migration):
    """The lines name fields and people, never what stood in a field."""

    dependencies = [
        ("guests", "0009_carry_notes_over"),
        ("restaurants", "0003_the_book_in_full"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("guest", "version", models.PositiveIntegerField(db_default=1, default=1)),
        migrations.CreateModel(
            name="ProfileEdit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "fields",
                    models.CharField(
                        help_text="the names of what was corrected, a space between", max_length=60
                    ),
                ),
                ("version", models.PositiveIntegerField(help_text="of the profile, after it")),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "guest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="edits", to="guests.guest"
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
            ],
            options={"ordering": ["id"]},
        ),
        same_restaurant("guests_profileedit", "guest_id", "guests_guest"),
    ]
