"""The letters that no change causes at once: they go at an hour of the restaurant's day."""
