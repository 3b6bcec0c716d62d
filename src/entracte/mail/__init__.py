"""What is written to guests and staff, when, and what became of it."""
