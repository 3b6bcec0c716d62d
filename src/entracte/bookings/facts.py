"""The facts that the book announces, each with the id of the Change that made it."""

BOOKING_COMPLETED = "booking_completed"
BOOKING_REOPENED = "booking_reopened"
# a booking is new, or its status, its start, its end or its party is another
BOOKING_WRITTEN = "booking_written"
