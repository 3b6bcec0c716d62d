"""What a person sees of the mailbox in a browser."""
