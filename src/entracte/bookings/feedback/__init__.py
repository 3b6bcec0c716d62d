"""What guests answer after a visit: given once, read by staff."""
