"""The tab Letters of Set-up."""
