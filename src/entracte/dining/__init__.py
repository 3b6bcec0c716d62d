"""Where and when a restaurant seats people: its tables, plans, services and closures."""
