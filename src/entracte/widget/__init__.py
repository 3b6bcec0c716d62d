"""The booking form on the outer page, and the API that it calls."""
