"""Save and remove closures and special days."""

from django.core.exceptions import ValidationError
from django.db import transaction

from entracte.dining.models import Closure, SpecialDay
from entracte.restaurants.details import raise_rules_version


def save_closure(*, closure: Closure) -> Closure:
    """Save a new or changed closure. Raises Django's ValidationError by field. Bookings stay as they are."""
    closure.full_clean()
    if closure.service and closure.service.restaurant_id != closure.restaurant_id:
        raise ValidationError({"service": "Choose a service of this restaurant."})
    with transaction.atomic():
        closure.save()
        raise_rules_version(closure.restaurant_id)
    return closure


def remove_closure(*, closure: Closure) -> None:
    """Delete a closure: what it closed is open again."""
    with transaction.atomic():
        closure.delete()
        raise_rules_version(closure.restaurant_id)


def save_special_day(*, special_day: SpecialDay) -> SpecialDay:
    """Save a new or changed special day. Raises Django's ValidationError by field."""
    special_day.full_clean()
    with transaction.atomic():
        special_day.save()
        raise_rules_version(special_day.restaurant_id)
    return special_day


def remove_special_day(*, special_day: SpecialDay) -> None:
    """Delete a special day with its services: the usual ones run again. Bookings stay, without a service."""
    with transaction.atomic():
        special_day.delete()
        raise_rules_version(special_day.restaurant_id)
