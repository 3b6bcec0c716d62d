"""A small Spektrix for development and tests, with a theatre's page."""
