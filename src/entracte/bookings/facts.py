"""The facts that packages above hear: those of the book carry the id of the Change that made them."""

BOOKING_COMPLETED = "booking_completed"
BOOKING_REOPENED = "booking_reopened"
# a booking is new, or its status, its start, its end or its party is another
BOOKING_WRITTEN = "booking_written"
# a guest answered how a visit was; the id is the feedback's
FEEDBACK_GIVEN = "feedback_given"
# work of the bridge waits that does not go on by itself; the id is the restaurant's
BRIDGE_NEEDS_PERSON = "bridge_needs_person"
