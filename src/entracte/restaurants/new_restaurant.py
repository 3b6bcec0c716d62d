"""A restaurant is made, with the person who owns it."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from entracte.restaurants.models import Member, Restaurant
from entracte.restaurants.team import Added, add_member


class InvalidRestaurant(Exception):
    """The restaurant cannot be made as described: `fields` says why, field by field."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(", ".join(sorted(fields)))
        self.fields = fields


def create_restaurant(
    *,
    name: str,
    slug: str,
    address: str,
    country: str,
    time_zone: str,
    currency: str,
    locale: str,
    owner_email: str,
    owner_name: str,
    now: datetime,
) -> Added:
    """Make a restaurant and its owner; an account that is there already keeps its password.

    Raises InvalidRestaurant for a slug that is taken or a value that makes no sense; then nothing is made.
    """
    restaurant = Restaurant(
        name=name,
        slug=slug,
        address=address,
        country=country,
        time_zone=time_zone,
        currency=currency,
        locale=locale,
        created_at=now,
    )
    try:
        restaurant.full_clean()
    except ValidationError as error:
        raise InvalidRestaurant(
            {field: " ".join(texts) for field, texts in error.message_dict.items()}
        ) from None
    with transaction.atomic():
        restaurant.save()
        return add_member(
            restaurant=restaurant, email=owner_email, name=owner_name, role=Member.Role.OWNER, now=now
        )
