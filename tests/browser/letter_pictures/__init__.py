"""Pictures of the letters for the documentation."""
