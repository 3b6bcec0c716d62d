"""The people who come to a restaurant: their profiles, and how a booking finds its own."""
