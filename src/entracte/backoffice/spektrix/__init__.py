"""The page Spektrix: the connection, its activity, what crosses."""
