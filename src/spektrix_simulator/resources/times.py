"""Times as the API writes them."""

from datetime import UTC, datetime

from spektrix_simulator.world.world import World


def utc_text(world: World, moment: datetime) -> str:
    """Return an instant in UTC as this system writes it: with a Z, or without by a switch."""
    text = moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
    return text + "Z" if world.switches.start_utc_with_z else text


def local_text(moment: datetime) -> str:
    """Return the wall time in London, without an offset."""
    return moment.replace(tzinfo=None).isoformat(timespec="seconds")
