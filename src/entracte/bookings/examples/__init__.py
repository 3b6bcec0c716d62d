"""Bookings by which something is shown before it is used."""
