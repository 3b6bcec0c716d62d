"""The tab Seating of Floor: what holds over all services."""
