"""Why a start is on offer to a party, or why not, in words."""
