"""Where is kept what all web workers must agree on? In a table of the shape that Django's cache expects."""

from django.db import migrations


class Migration(migrations.Migration):
    """The table of `CACHES`."""

    dependencies = [("restaurants", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "CREATE TABLE restaurants_cache ("
            "cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL); "
            "CREATE INDEX restaurants_cache_expires ON restaurants_cache (expires)",
            "DROP TABLE restaurants_cache",
        )
    ]
