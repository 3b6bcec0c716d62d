"""Whether the two attributes were seen on customers, never a value."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('boxoffice', '0003_gates'),
        ('restaurants', '0003_the_book_in_full'),
    ]

    operations = [
        migrations.CreateModel(
            name='AttributeSight',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120)),
                ('form', models.CharField(blank=True, max_length=4)),
                ('json_type', models.CharField(blank=True, max_length=10)),
                ('missed', models.PositiveIntegerField(default=0)),
                ('restaurant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='restaurants.restaurant')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('restaurant', 'key'), name='one_sight_an_attribute')],
            },
        ),
    ]
