"""What was noted about bookings so far becomes a row each, by the last one who wrote it."""

from django.db import migrations


def carry_over(apps, schema_editor):
    booking, note = apps.get_model("bookings", "Booking"), apps.get_model("bookings", "BookingNote")
    change = apps.get_model("bookings", "Change")
    written = {
        booking_id: (at, actor_id)
        for booking_id, at, actor_id in change.objects.filter(what="note")
        .order_by("number")
        .values_list("booking_id", "at", "actor_id")
    }
    noted = booking.objects.exclude(note="")
    rows = []
    for booking_id, restaurant_id, text in noted.values_list("id", "restaurant_id", "note"):
        at, actor_id = written.get(booking_id, (None, None))
        rows.append(
            note(
                booking_id=booking_id,
                restaurant_id=restaurant_id,
                text=text,
                added_at=at,
                author_id=actor_id,
            )
        )
    note.objects.bulk_create(rows, batch_size=1000)
    noted.update(note="")


def carry_back(apps, schema_editor):
    booking, note = apps.get_model("bookings", "Booking"), apps.get_model("bookings", "BookingNote")
    texts = {}
    for row in note.objects.filter(struck_at=None).order_by("id"):
        texts.setdefault(row.booking_id, []).append(row.text)
    for booking_id, words in texts.items():
        booking.objects.filter(pk=booking_id).update(note="\n".join(words))


class Migration(migrations.Migration):
    """The column stays in the database, empty, for processes of the old version; the next one drops it."""

    dependencies = [("bookings", "0007_notes")]

    operations = [
        migrations.RunPython(carry_over, carry_back),
        migrations.SeparateDatabaseAndState(state_operations=[migrations.RemoveField("booking", "note")]),
    ]
