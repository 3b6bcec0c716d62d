"""The tab Activity of Spektrix."""
