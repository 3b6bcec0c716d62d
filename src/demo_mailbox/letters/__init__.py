"""The letters that came: kept, and read."""
