"""The two pages: the simulator's own view, and the theatre's page."""
