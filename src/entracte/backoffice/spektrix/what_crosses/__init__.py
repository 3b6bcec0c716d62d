"""The tab What crosses of Spektrix."""
