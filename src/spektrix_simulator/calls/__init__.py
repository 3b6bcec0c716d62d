"""Calls of the API: what came in, what goes out, and which handler answers."""
