"""One file a noun: what is typed on the page Bookings."""
