"""Baskets: how they fill, expire and become orders."""
