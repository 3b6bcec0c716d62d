"""Letters that a guest asks for by a press on a page: each goes at most every quarter of an hour."""
