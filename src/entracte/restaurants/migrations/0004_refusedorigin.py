"""Sites that were refused are counted, and those that are allowed are kept as browsers send them."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from entracte.restaurants.origins import NotAnOrigin, origin_as_sent
from entracte.restaurants.same_restaurant import same_restaurant


def _as_sent(origin: str) -> str:
    try:
        return origin_as_sent(origin)
    except NotAnOrigin:
        return origin  # it allows nothing, and its restaurant reads why when it saves the widget


def keep_as_sent(apps: Any, schema_editor: Any) -> None:
    """Write every allowed site anew; the order stays, and what became the same stands once."""
    for widget in apps.get_model("restaurants", "Widget").objects.all():
        origins = list(dict.fromkeys(_as_sent(origin) for origin in widget.allowed_origins))
        if origins != widget.allowed_origins:
            widget.allowed_origins = origins
            widget.save(update_fields=["allowed_origins"])


class Migration(migrations.Migration):

    dependencies = [
        ('restaurants', '0003_the_book_in_full'),
    ]

    operations = [
        migrations.CreateModel(
            name='RefusedOrigin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.CharField(max_length=200)),
                ('times', models.PositiveIntegerField(default=1)),
                ('last_at', models.DateTimeField(db_index=True)),
                ('restaurant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='restaurants.restaurant')),
                ('widget', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='restaurants.widget')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('widget', 'origin'), name='one_count_per_refused_origin')],
            },
        ),
        same_restaurant('restaurants_refusedorigin', 'widget_id', 'restaurants_widget'),
        migrations.RunPython(keep_as_sent, migrations.RunPython.noop),
    ]
