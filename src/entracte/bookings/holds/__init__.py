"""The holds of guests who are still typing: which are live, and which an edit ended."""
