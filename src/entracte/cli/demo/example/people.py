"""Who signs in to the example restaurant."""

from datetime import datetime

from entracte.restaurants.models import Account, Member, Restaurant

PEOPLE = (
    ("owner@entracte.example", "Olive Hart", Member.Role.OWNER),
    ("manager@entracte.example", "Mara Lindqvist", Member.Role.MANAGER),
    ("host@entracte.example", "Hugo Bell", Member.Role.HOST),
)


def make_people(restaurant: Restaurant, password: str, now: datetime) -> None:
    """Make the accounts, all with this password."""
    for email, name, role in PEOPLE:
        account = Account(email=email, name=name, created_at=now)
        account.set_password(password)
        account.save()
        Member.objects.create(restaurant=restaurant, account=account, role=role)
