"""Is a handover withdrawn with the booking that is put back?"""

import pytest

from entracte.boxoffice.handovers.open import withdraw_unwritten
from tests.bridge import NOW, Evening, fresh
from tests.database.boxoffice.rows import linked_handover

pytestmark = pytest.mark.django_db


@pytest.mark.rule("D5")
def test_a_parked_handover_is_withdrawn_as_well(evening: Evening) -> None:
    row = linked_handover(evening, "parked", "settings")
    assert withdraw_unwritten(evening.turns(row.booking, "confirmed"), at=NOW) == 1
    assert (fresh(row).state, fresh(row).reason) == ("withdrawn", "reopened")
