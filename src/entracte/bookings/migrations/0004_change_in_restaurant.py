"""Which key may other rows point to, so that a line of history is of their own restaurant?"""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A unique key over (restaurant, id)."""

    dependencies = [("bookings", "0003_span_index")]

    operations = [
        migrations.AddConstraint(
            model_name="change",
            constraint=models.UniqueConstraint(fields=("restaurant", "id"), name="change_in_restaurant"),
        ),
    ]
