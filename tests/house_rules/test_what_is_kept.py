"""Does every column that can hold words stand either in the list of what is kept of a guest, or below?"""

from __future__ import annotations

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db.models import BinaryField, CharField, Field, JSONField, Model, TextField

from entracte.guestfile.what_is_kept import WHAT_IS_KEPT

FORGOTTEN = "a guest's: list them in guestfile.what_is_kept, erase and give them out; else list them here"
WORDS = (CharField, TextField, JSONField, ArrayField, BinaryField)
# What holds words and says nothing of a guest. A model alone: none of its columns does.
OF_THE_HOUSE = {
    *("boxoffice.AttributeSight", "boxoffice.Connection", "boxoffice.Gate", "boxoffice.Stoppage"),
    *("dining.Closure", "dining.Combination", "dining.FloorPlan", "dining.Service", "dining.SpecialDay"),
    *("dining.Table", "dining.Placement"),
    *("mail.LetterSettings", "mail.MailServer", "mail.StaffChoice", "mail.Wording", "jobs.WorkerPulse"),
    "widget.SubmitCount",
    *("restaurants.Account", "restaurants.Edit", "restaurants.Entry", "restaurants.Invitation"),
    *("restaurants.Member", "restaurants.Restaurant", "restaurants.RefusedOrigin"),
    *("restaurants.SignInLink", "restaurants.Widget"),
}
# Of the rows that hold a guest's words, what is a choice of the program, or a word of chance.
OF_THE_PROGRAM = {
    "bookings.Block": {"key", "reason"},
    "bookings.Booking": {"status", "source"},
    "bookings.BookingNote": {"key"},
    # tables, times and party: what the booking itself keeps for the figures
    "bookings.Change": {"what", "before", "after"},
    "bookings.Demand": {"key"},
    "bookings.GuestWish": {"key"},
    # hashes and words of chance, for the minutes of a hold
    "bookings.Hold": {"key", "visitor", "address", "network"},
    "boxoffice.Asking": {"worker"},
    "boxoffice.Claim": {"key", "state", "reason", "call", "pause"},
    "boxoffice.Handover": {"key", "state", "reason", "call", "pause"},
    "boxoffice.Step": {"what"},
    "guests.Guest": {"key"},
    "guests.GuestNote": {"key"},
    "mail.Letter": {"key", "kind", "state", "sent_by"},
}


def ours() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("entracte.")]


def columns_with_words(model: type[Model]) -> set[str]:
    return {field.name for field in model._meta.concrete_fields if is_words(field)}


def is_words(field: Field[object, object]) -> bool:
    return isinstance(field, WORDS)


def kept() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for each in WHAT_IS_KEPT:
        for label, columns in each.columns.items():
            found.setdefault(label, set()).update(columns)
    return found


def test_each_column_with_words_is_a_guests_or_known_not_to_be() -> None:
    of_guests, unnamed = kept(), []
    for model in ours():
        label = model._meta.label
        named = of_guests.get(label, set()) | OF_THE_PROGRAM.get(label, set())
        if label not in OF_THE_HOUSE:
            unnamed += [f"{label}.{name}" for name in sorted(columns_with_words(model) - named)]
    assert unnamed == [], FORGOTTEN


def test_the_lists_name_only_what_there_is() -> None:
    there = {model._meta.label: columns_with_words(model) for model in ours()}
    assert OF_THE_HOUSE.issubset(there.keys() - kept().keys())
    for named in (kept(), OF_THE_PROGRAM):
        gone = {label: columns - there.get(label, set()) for label, columns in named.items()}
        assert {label: columns for label, columns in gone.items() if columns} == {}
