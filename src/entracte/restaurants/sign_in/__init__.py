"""How a person comes by a sign-in, and what is asked of who signs in."""
