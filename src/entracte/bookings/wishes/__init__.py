"""Changes that guests ask for and that wait for staff: made, withdrawn, answered, and over (D37)."""
