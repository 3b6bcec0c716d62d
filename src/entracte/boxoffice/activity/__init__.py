"""What crossed the bridge, what did not, and what waits for a person."""
