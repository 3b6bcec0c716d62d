"""Do the rows of an earlier version come through the migrations as today's rules want them?"""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from entracte.guests.models import Guest
from entracte.guests.queries import guests_alike, guests_like
from entracte.restaurants.models import Restaurant
from tests.builders import NOON_BEFORE

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = ("guests", "0002_same_restaurant")


def migrate(*targets: tuple[str, str]) -> MigrationExecutor:
    executor = MigrationExecutor(connection)
    executor.migrate(list(targets))
    return MigrationExecutor(connection)


@pytest.fixture
def earlier() -> Iterator[MigrationExecutor]:
    yield migrate(BEFORE)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.mark.rule("D25")
def test_profiles_of_an_earlier_version_are_folded_again_and_none_are_joined(
    earlier: MigrationExecutor,
) -> None:
    restaurant = Restaurant.objects.create(name="R", slug="r", country="GB", created_at=NOON_BEFORE)
    then = earlier.loader.project_state([BEFORE]).apps.get_model("guests", "Guest")
    rows = (
        ("Ana", "Núñez", "Ana@straße.de", "ana@strasse.de", "+4400000"),
        ("Ana", "Nunez", "ana@xn--strae-oqa.de", "ana@xn--strae-oqa.de", ""),
        ("Rob", "Riley", "", "", "+447700900123"),
        ("Kim", "Riley", "", "", "+441234567890"),
    )
    for number, (first, last, email, folded, phone) in enumerate(rows):
        then.objects.create(
            restaurant_id=restaurant.pk,
            key=f"key{number}",
            first_name=first,
            last_name=last,
            email=email,
            email_folded=folded,
            surname_folded=last.lower(),
            phone=phone,
            created_at=NOON_BEFORE,
        )
    migrate(*MigrationExecutor(connection).loader.graph.leaf_nodes())
    ana, other, rob, kim = Guest.objects.order_by("key")
    assert [row.phone for row in (ana, other, rob, kim)] == ["", "", "+447700900123", ""]
    assert (rob.phone_folded, ana.surname_folded) == ("+447700900123", "nunez")
    assert ana.email_folded == other.email_folded == "ana@xn--strae-oqa.de"
    assert (guests_alike(ana), guests_alike(rob), Guest.objects.exclude(merged_into=None).count()) == (
        [other],
        [],
        0,
    )
    assert set(guests_like(restaurant, "ana nun")) == {ana, other}
