"""Entracte: reservations for restaurants inside theatres, with a bridge to the box office."""

__version__ = "0.1.0"
