"""Tables and the spans for which bookings, holds and blocks take them."""
