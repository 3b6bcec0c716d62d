"""What was noted on profiles so far becomes a row each; who wrote it and when is not known."""

from django.db import migrations


def carry_over(apps, schema_editor):
    guest, note = apps.get_model("guests", "Guest"), apps.get_model("guests", "GuestNote")
    noted = guest.objects.exclude(note="")
    found = noted.values_list("id", "restaurant_id", "note")
    rows = [note(guest_id=one, restaurant_id=restaurant, text=text) for one, restaurant, text in found]
    note.objects.bulk_create(rows, batch_size=1000)
    noted.update(note="")


def carry_back(apps, schema_editor):
    guest, note = apps.get_model("guests", "Guest"), apps.get_model("guests", "GuestNote")
    texts = {}
    for row in note.objects.filter(struck_at=None).order_by("id"):
        texts.setdefault(row.guest_id, []).append(row.text)
    for guest_id, words in texts.items():
        guest.objects.filter(pk=guest_id).update(note="\n".join(words))


class Migration(migrations.Migration):
    """The column stays in the database, empty, for processes of the old version; the next one drops it."""

    dependencies = [("guests", "0008_notes")]

    operations = [
        migrations.RunPython(carry_over, carry_back),
        migrations.SeparateDatabaseAndState(state_operations=[migrations.RemoveField("guest", "note")]),
    ]
