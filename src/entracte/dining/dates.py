"""Save and remove closures and special days."""

from django.core.exceptions import ValidationError

from entracte.dining.models import Closure, Service, SpecialDay
from entracte.restaurants.details import raise_rules_version
from entracte.restaurants.edits.keep_edit import Editor, keep_edit


def save_closure(*, closure: Closure, by: Editor | None = None) -> Closure:
    """Save a new or changed closure. Raises Django's ValidationError by field. Bookings stay as they are."""
    closure.full_clean()
    if closure.service and closure.service.restaurant_id != closure.restaurant_id:
        raise ValidationError({"service": "Choose a service of this restaurant."})
    with keep_edit(closure, by):
        closure.save()
        raise_rules_version(closure.restaurant_id)
    return closure


def remove_closure(*, closure: Closure, by: Editor | None = None) -> None:
    """Delete a closure: what it closed is open again."""
    with keep_edit(closure, by):
        closure.delete()
        raise_rules_version(closure.restaurant_id)


def save_special_day(*, special_day: SpecialDay, by: Editor | None = None) -> SpecialDay:
    """Save a new or changed special day. Raises Django's ValidationError by field."""
    special_day.full_clean()
    with keep_edit(special_day, by, more=_services):
        special_day.save()
        raise_rules_version(special_day.restaurant_id)
    return special_day


def remove_special_day(*, special_day: SpecialDay, by: Editor | None = None) -> None:
    """Delete a special day with its services: the usual ones run again. Bookings stay, without a service."""
    with keep_edit(special_day, by, more=_services):
        special_day.delete()
        raise_rules_version(special_day.restaurant_id)


def _services(special_day_key: int) -> dict[str, str]:
    names = (
        Service.objects.filter(special_day=special_day_key).order_by("name").values_list("name", flat=True)
    )
    return {"services": ", ".join(names)}
