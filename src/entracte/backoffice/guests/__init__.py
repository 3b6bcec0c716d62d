"""The page Guests: find a guest, and one profile."""
