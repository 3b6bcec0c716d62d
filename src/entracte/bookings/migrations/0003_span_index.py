"""Which index finds the tables that are held in a span?"""

import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('bookings', '0002_same_restaurant'),
        ('dining', '0002_same_restaurant'),
        ('restaurants', '0001_initial'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='bookedtable',
            index=django.contrib.postgres.indexes.GistIndex(fields=['span'], name='booked_table_by_span'),
        ),
    ]
