"""Wishes: changes that guests ask for and that wait for staff."""

import django.contrib.postgres.fields
import django.db.models.deletion
import entracte.restaurants.keys
from django.db import migrations, models

from entracte.restaurants.same_restaurant import same_restaurant


class Migration(migrations.Migration):

    dependencies = [
        ('bookings', '0016_feedback'),
        ('dining', '0004_same_restaurant'),
        ('restaurants', '0017_wishes'),
    ]

    operations = [
        migrations.CreateModel(
            name='GuestWish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=entracte.restaurants.keys.random_key, editable=False, max_length=16, unique=True)),
                ('state', models.CharField(choices=[('waiting', 'Waits'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn by the guest'), ('expired', 'Not answered in time'), ('overtaken', 'Overtaken by another change of the booking')], default='waiting', max_length=12)),
                ('party_size', models.PositiveSmallIntegerField()),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('service_date', models.DateField()),
                ('reset_minutes', models.PositiveSmallIntegerField(default=0)),
                ('table_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='bookedtable',
            name='booked_table_has_one_owner',
        ),
        migrations.AddField(
            model_name='guestwish',
            name='booking',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wishes', to='bookings.booking'),
        ),
        migrations.AddField(
            model_name='guestwish',
            name='restaurant',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='restaurants.restaurant'),
        ),
        migrations.AddField(
            model_name='guestwish',
            name='service',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='dining.service'),
        ),
        migrations.AddField(
            model_name='bookedtable',
            name='wish',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='booked_tables', to='bookings.guestwish'),
        ),
        migrations.AddConstraint(
            model_name='bookedtable',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('block__isnull', True), ('booking__isnull', False), ('hold__isnull', True), ('wish__isnull', True)), models.Q(('block__isnull', True), ('booking__isnull', True), ('hold__isnull', False), ('wish__isnull', True)), models.Q(('block__isnull', False), ('booking__isnull', True), ('hold__isnull', True), ('wish__isnull', True)), models.Q(('block__isnull', True), ('booking__isnull', True), ('hold__isnull', True), ('wish__isnull', False)), _connector='OR'), name='booked_table_has_one_owner'),
        ),
        migrations.AddIndex(
            model_name='guestwish',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['expires_at'], name='wish_that_waits'),
        ),
        migrations.AddConstraint(
            model_name='guestwish',
            constraint=models.UniqueConstraint(fields=('restaurant', 'id'), name='wish_in_restaurant'),
        ),
        migrations.AddConstraint(
            model_name='guestwish',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('booking',), name='one_wish_waits_a_booking'),
        ),
        migrations.AddConstraint(
            model_name='guestwish',
            constraint=models.CheckConstraint(condition=models.Q(('party_size__gte', 1)), name='wish_party_makes_sense'),
        ),
        migrations.AddConstraint(
            model_name='guestwish',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='wish_span_makes_sense'),
        ),
        same_restaurant("bookings_guestwish", "booking_id", "bookings_booking"),
        same_restaurant("bookings_guestwish", "service_id", "dining_service"),
        same_restaurant("bookings_bookedtable", "wish_id", "bookings_guestwish"),
    ]
