"""Claims: a basket was submitted, and whose it is must be found out."""
