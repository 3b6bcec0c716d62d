"""One file a noun: what is show_done at the addresses of the page Bookings."""
