import datetime

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Make the rows of the opening hours. What was written before stays, as the note that stands below them."""

    dependencies = [
        ('restaurants', '0017_wishes'),
    ]

    operations = [
        migrations.CreateModel(
            name='OpenSpan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField()),
                ('opens', models.TimeField()),
                ('closes', models.TimeField()),
                ('restaurant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='restaurants.restaurant')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('restaurant', 'weekday', 'opens'), name='a_restaurant_opens_once_at_a_time'), models.CheckConstraint(condition=models.Q(('weekday__lt', 7)), name='open_span_has_a_weekday'), models.CheckConstraint(condition=models.Q(models.Q(('opens', models.F('closes')), _negated=True), ('opens', datetime.time(0, 0)), _connector='OR'), name='open_span_makes_sense')],
            },
        ),
    ]
