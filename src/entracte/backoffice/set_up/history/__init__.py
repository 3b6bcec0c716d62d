"""The tab Who did what of Set-up: the history of settings, and the security log."""
