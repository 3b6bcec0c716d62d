"""The tab Restaurant of Set-up."""
