"""All rows of this package, named here because Django looks for them nowhere else."""

from entracte.restaurants.models.account import Account, Accounts, SignInLink
from entracte.restaurants.models.history import Edit, Entry
from entracte.restaurants.models.open_span import OpenSpan
from entracte.restaurants.models.restaurant import (
    Invitation,
    Member,
    RefusedOrigin,
    Restaurant,
    Widget,
)

__all__ = [
    "Account",
    "Accounts",
    "Edit",
    "Entry",
    "Invitation",
    "Member",
    "OpenSpan",
    "RefusedOrigin",
    "Restaurant",
    "SignInLink",
    "Widget",
]
