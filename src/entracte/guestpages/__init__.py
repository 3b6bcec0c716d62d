"""What a guest sees and does after booking, by the signed link of the booking."""
