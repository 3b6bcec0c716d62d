"""What a guest may do with a booking by its link, and does: within the rules of its restaurant."""
