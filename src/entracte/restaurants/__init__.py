"""Restaurants, the people who work there, and their widgets."""
