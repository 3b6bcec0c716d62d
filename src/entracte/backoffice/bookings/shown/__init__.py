"""One file a noun: values ready for the templates of the page Bookings."""
