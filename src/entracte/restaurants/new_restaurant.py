"""A restaurant is made, with the person who owns it."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from entracte.restaurants.models import Member, Restaurant
from entracte.restaurants.sign_in.invitations import Invited, faults_of, invite


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
) -> Invited:
    """Make a restaurant and invite its owner, who owns it once the link is opened and accepted.

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
    _check(restaurant, owner_email, owner_name)
    with transaction.atomic():
        restaurant.save()
        return invite(
            restaurant=restaurant, email=owner_email, name=owner_name, role=Member.Role.OWNER, now=now
        )


def _check(restaurant: Restaurant, owner_email: str, owner_name: str) -> None:
    of_owner = faults_of(email=owner_email, name=owner_name)
    fields = {f"owner's {field}": sentence for field, sentence in of_owner.items()}
    try:
        restaurant.full_clean()
    except ValidationError as error:
        fields |= {field: " ".join(texts) for field, texts in error.message_dict.items()}
    if fields:
        raise InvalidRestaurant(fields)
