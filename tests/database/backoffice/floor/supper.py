"""What staff type to set up a service."""

from typing import Any

from tests.house import House

SERVICE = {
    "name": "Supper",
    "weekdays": ["4", "5"],
    "first_start": "21:00",
    "last_start": "23:30",
    "interval_minutes": "30",
    "notice_minutes": "0",
    "horizon_days": "30",
    "largest_party_online": "4",
    "party_0": "2",
    "minutes_0": "60",
    "party_1": "8",
    "minutes_1": "90",
    "is_active": "on",
}


def supper(house: House, **changes: Any) -> dict[str, Any]:
    return {**SERVICE, "plan": house.plan.key, **changes}
