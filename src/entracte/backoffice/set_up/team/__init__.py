"""The tab Team of Set-up."""
