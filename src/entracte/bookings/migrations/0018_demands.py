"""Demands: what guests ask for about all that is kept of them."""

import django.db.models.deletion
import entracte.restaurants.keys
from django.db import migrations, models

from entracte.restaurants.same_restaurant import same_restaurant


class Migration(migrations.Migration):

    dependencies = [
        ('bookings', '0017_wishes'),
        ('restaurants', '0017_wishes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Demand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=entracte.restaurants.keys.random_key, editable=False, max_length=16, unique=True)),
                ('what', models.CharField(choices=[('everything', 'Everything, as a file'), ('erasure', 'To be erased')], max_length=12)),
                ('asked_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(null=True)),
                ('booking', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='bookings.booking')),
                ('restaurant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='restaurants.restaurant')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('booking', 'what'), name='one_demand_a_booking_and_kind')],
            },
        ),
        same_restaurant("bookings_demand", "booking_id", "bookings_booking"),
    ]
