"""How is a floor plan added and changed?"""

from typing import Any

from entracte.dining.models import FloorPlan, Placement
from tests.database.backoffice.desk import Desk, text_of
from tests.house import House


def test_tables_are_placed_on_a_plan_by_numbers(house: House, manager: Desk) -> None:
    one, two = house.tables["1"].key, house.tables["2"].key
    typed: dict[str, Any] = {
        f"on_{one}": "on",
        f"x_{one}": "300",
        f"y_{one}": "120",
        f"x_{two}": "10",
        f"shape_{one}": "round",
    }
    manager.sends(f"floor/plans/{house.plan.key}/", name="Terrace", **typed)
    (stands,) = Placement.objects.filter(plan=house.plan)
    assert (stands.table.name, stands.x, stands.y, stands.shape) == ("1", 300, 120, "round")
    assert "Terrace" in manager.sees("floor/")


def test_a_plan_needs_a_name_of_its_own(house: House, manager: Desk) -> None:
    answer = manager.sends("floor/plans/new/", name="Dining room")
    assert (answer.status_code, "Another plan has this name." in text_of(answer)) == (422, True)
    assert FloorPlan.objects.count() == 1
