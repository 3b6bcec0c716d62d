"""When a restaurant is open in a usual week: kept, read, and said to guests."""
