"""The page Set-up: the restaurant, its team, its widgets."""
