"""What there is on the first evening: the people and the attributes."""

from spektrix_simulator.world import attributes
from spektrix_simulator.world.records import Attribute, Customer

DEMO_ATTRIBUTES = (("Last Dined At", "date-time"), ("Number of Restaurant Visits", "number"))


def first_customers() -> list[Customer]:
    """Return the people of the demo. The passwords are all `curtain`; the numbers are of no real person."""
    return [
        Customer("I-7K21-4WPD", "Ms", "Ana", "Riley", "ana.riley@example.org", mobile="+44 7700 900101"),
        Customer("I-3C58-9HQT", "Mr", "Ben", "Okafor", "ben.okafor@example.org", phone="020 7946 0102"),
        Customer("I-5F90-2MZK", "Dr", "Chloë", "O'Connor-Smith", "chloe@example.net", mobile="07700 900103"),
        Customer("I-8H22-22HV", "", "Dai", "Müller", "dai.mueller@example.org", phone="029 2018 0104"),
        Customer("I-2N77-6BXR", "Mrs", "Esi", "Mensah", "esi.mensah@example.net"),
        Customer("I-9W13-8TLC", "Mx", "Finn", "Ó Briain", "finn@example.org", mobile="+353 20 915 0105"),
    ]


def first_attributes() -> dict[str, Attribute]:
    """Return the two attributes of the demo, by key."""
    made: dict[str, Attribute] = {}
    for name, kind in DEMO_ATTRIBUTES:
        attributes.define(made, name, kind)
    return made
