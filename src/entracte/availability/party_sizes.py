"""Which sizes of party a service seats at all, with the book still empty."""

import datetime as dt

from entracte.availability.fit import Wish, fitting_spots
from entracte.availability.rules import Rules
from entracte.availability.service import Service


def is_party_too_large(service: Service, wish: Wish) -> bool:
    """Say whether the party is over what the service takes from whoever asks."""
    largest = service.largest_party_online if wish.is_online else service.largest_party_in_house
    return largest is not None and wish.party_size > largest


def is_ever_seated(service: Service, wish: Wish, rules: Rules) -> bool:
    """Say whether the service seats such a party at some time: by its limit, its tables, and its pacing."""
    if is_party_too_large(service, wish) or not fitting_spots(service.plan, wish):
        return False
    limits = (service.pacing, rules.pacing)
    return all(
        each is None or each.admits_alone(wish.party_size, is_online=wish.is_online) for each in limits
    )


def is_seated_online(party_size: int, rules: Rules, *, today: dt.date) -> bool:
    """Say whether a service whose dates are not all past seats parties of this size that book online."""
    running = (each for each in rules.services if each.within is None or each.within[1] >= today)
    return any(is_ever_seated(each, Wish(party_size), rules) for each in running)


def largest_seated_online(rules: Rules) -> int:
    """Return the largest party that some service seats online, whatever its dates; 0 without any."""
    most = max((each.largest_party_online for each in rules.services), default=0)
    sizes = range(most, 0, -1)
    return next((size for size in sizes if is_seated_online(size, rules, today=dt.date.min)), 0)
