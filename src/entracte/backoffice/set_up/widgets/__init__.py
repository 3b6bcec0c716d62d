"""The tab Widgets of Set-up."""
