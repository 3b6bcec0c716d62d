"""All that is kept of one guest, across the packages below: given out, and erased (D40)."""
