"""Why a claim or a handover is in its state, with words for staff.

Pure. The values are stored.
"""

from enum import StrEnum


class UnverifiedReason(StrEnum):
    """Why a claim ended unverified."""

    ANONYMOUS = "anonymous"
    NOT_THE_BOOKER = "not_the_booker"
    ANOTHER_CUSTOMER = "another_customer"
    BASKET_GONE = "basket_gone"
    MALFORMED = "malformed"
    ODD_CUSTOMER = "odd_customer"
    COULD_NOT_ASK = "could_not_ask"
    DISCARDED = "discarded"
    ERASED = "erased"


SENTENCES: dict[UnverifiedReason, str] = {
    UnverifiedReason.ANONYMOUS: "Nobody was signed in at the box office when the guest booked.",
    UnverifiedReason.NOT_THE_BOOKER: "The customer signed in at the box office is not the guest who booked.",
    UnverifiedReason.ANOTHER_CUSTOMER: (
        "This guest is already linked to another box-office customer. "
        "The earlier link stays; check which is right."
    ),
    UnverifiedReason.BASKET_GONE: "The basket had expired or been bought before Spektrix could be asked.",
    UnverifiedReason.MALFORMED: (
        "What the page sent as a basket or customer makes no sense. Nothing was asked."
    ),
    UnverifiedReason.ODD_CUSTOMER: (
        "Spektrix names a customer on the basket by an id that it cannot be asked for. Nothing was linked."
    ),
    UnverifiedReason.COULD_NOT_ASK: "Spektrix could not be asked in time.",
    UnverifiedReason.DISCARDED: "A member of staff discarded it.",
    UnverifiedReason.ERASED: "The guest was erased.",
}


class StopReason(StrEnum):
    """Why work is parked, or why a handover ended without a write."""

    NO_CONNECTION = "no_connection"
    SWITCHED_OFF = "switched_off"
    WIDGET_OFF = "widget_off"
    SETTINGS = "settings"
    STRANGE = "strange"
    BUG = "bug"
    NO_BASKET = "no_basket"
    UNLINKED = "unlinked"
    REOPENED = "reopened"
    REOPENED_LATE = "reopened_late"
    CUSTOMER_GONE = "customer_gone"
    NOT_TAKEN = "not_taken"
    KEPT_OTHERWISE = "kept_otherwise"
    REFUSED = "refused"


# What goes on once a person mended the connection (D28); the rest waits for a person to look.
BEGUN_AGAIN = (
    StopReason.NO_CONNECTION,
    StopReason.SWITCHED_OFF,
    StopReason.SETTINGS,
    StopReason.REFUSED,
    StopReason.NOT_TAKEN,
    StopReason.KEPT_OTHERWISE,
    StopReason.STRANGE,
)

PLAIN: dict[str, str] = {
    **{reason.value: sentence for reason, sentence in SENTENCES.items()},
    StopReason.NO_CONNECTION: "No Spektrix connection is set up. It goes on once there is one.",
    StopReason.SWITCHED_OFF: "The Spektrix connection is switched off. It goes on once it is on again.",
    StopReason.WIDGET_OFF: (
        "The widget's integration was set to None since. Set it to Spektrix and try again, or discard this."
    ),
    StopReason.SETTINGS: "Spektrix did not accept the connection. It goes on once the settings are right.",
    StopReason.STRANGE: (
        "Spektrix gave answers that could not be understood. Try again; if it stays so, ask for support."
    ),
    StopReason.BUG: "Something went wrong on our side. Try again; if it stays so, look at the server's log.",
    StopReason.NO_BASKET: (
        "The guest has not booked with a box-office basket, so is not linked to a customer."
    ),
    StopReason.UNLINKED: "The guest is no longer linked to a customer of this Spektrix system.",
    StopReason.REOPENED: "The booking was put back, so nothing more is written.",
    StopReason.REOPENED_LATE: (
        "It was written just as the booking was put back. The next Completed writes fresh values."
    ),
    StopReason.CUSTOMER_GONE: "Spektrix no longer has this customer. Unlink the guest if that is right.",
    StopReason.NOT_TAKEN: (
        "Spektrix took the call but does not hold what was written: the attribute is "
        "not made available to the API, or not created. Correct it in Spektrix, then press Test connection."
    ),
    StopReason.KEPT_OTHERWISE: (
        "Spektrix took the call and holds another value than was written; the story says which. "
        "Check the attribute's type and how it is written, then press Test connection."
    ),
    StopReason.REFUSED: (
        "Spektrix refused the write. Check that both attributes exist, are available to the API, "
        "and have the type that the Spektrix page says; then press Test connection."
    ),
}


def plain(reason: str) -> str:
    """Return the sentence for a stored reason; empty where there is no reason."""
    return PLAIN.get(reason, "")
