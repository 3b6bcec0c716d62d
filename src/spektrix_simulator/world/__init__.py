"""What this Spektrix knows: its records, and the world that keeps them."""
