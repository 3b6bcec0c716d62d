"""The tab Connection of Spektrix."""
