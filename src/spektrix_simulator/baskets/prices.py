"""The price bands and the ticket types."""

BANDS = {"301AGHKR": 38.0, "302BMPTV": 24.5}
TYPES = {"402ALMNB": "Full price", "403CQRST": "Under 26"}
FIRST_BAND, FIRST_TYPE = next(iter(BANDS)), next(iter(TYPES))
