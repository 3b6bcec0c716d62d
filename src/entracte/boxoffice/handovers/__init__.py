"""Handovers: a visit is over, and two attributes are written to Spektrix."""
