"""The pages that the staff of a restaurant see and press."""
