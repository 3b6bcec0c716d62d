"""The first tab of Floor: services, plans, tables and combinations."""
