"""The page Your letters: what a member of the team is written to about, in one restaurant."""
