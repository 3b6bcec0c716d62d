"""The page Bookings: the list of any date, one booking opened, and what is done by hand."""
