"""Bookings to come that the present rules would not seat as they stand."""
