"""The refusals: why a party cannot have a start."""


class NotOffered(Exception):
    """The party cannot have this start."""


class OffGrid(NotOffered):
    """No service starts parties at that instant."""


class Closed(NotOffered):
    """The restaurant or the service is closed then, or the party could not leave in time."""


class TooSoon(NotOffered):
    """The start is past, or inside the service's notice."""


class TooFar(NotOffered):
    """The date is beyond the service's horizon, or cannot be booked online yet."""


class PartyTooLarge(NotOffered):
    """The party is over what the service takes, or over what its largest table or combination takes."""


class PacingReached(NotOffered):
    """As many parties or covers start in that interval as may."""


class NoTable(NotOffered):
    """No table that suits the party is free for its whole turn."""
