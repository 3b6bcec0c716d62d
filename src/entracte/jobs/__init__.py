"""What happened, and which stored pieces of work follow from it."""
