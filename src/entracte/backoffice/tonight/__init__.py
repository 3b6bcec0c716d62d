"""The page Tonight: today's list, and walk-ins."""
