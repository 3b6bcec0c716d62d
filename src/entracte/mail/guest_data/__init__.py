"""What this package keeps of a guest: given out to them, and erased (D40)."""
