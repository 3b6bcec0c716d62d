"""Faults that a person or a test asks for."""
