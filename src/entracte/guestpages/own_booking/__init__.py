"""The page of one booking, and what its guest does there."""
