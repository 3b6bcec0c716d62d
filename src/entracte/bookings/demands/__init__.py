"""What guests ask for about all that is kept of them: a file of it, or to be erased (D40)."""
