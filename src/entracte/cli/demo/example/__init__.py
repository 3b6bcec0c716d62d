"""The example restaurant of the demo: its tables, its people and its first bookings."""
