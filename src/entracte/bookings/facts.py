"""What does the book tell the rooms above? Two facts, each with the id of the Change that made it."""

BOOKING_COMPLETED = "booking_completed"
BOOKING_REOPENED = "booking_reopened"
