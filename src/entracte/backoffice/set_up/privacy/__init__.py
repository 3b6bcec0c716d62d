"""The tab Privacy of Set-up."""
