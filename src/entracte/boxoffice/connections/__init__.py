"""How a restaurant reaches its Spektrix system."""
