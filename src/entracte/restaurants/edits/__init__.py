"""The history of settings: who edited what, when, from what to what."""
